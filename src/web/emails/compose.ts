// From what the domain wants said to a letter with an address: reads who it is for, picks the words.
import type { Context, Reader } from '#domain/context.ts'
import type { MailRequest } from '#domain/access/mail-requests.ts'
import { userById, usernameOf } from '#domain/access/users.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { applicationOf } from '#domain/onboarding/applications.ts'
import { answersOf } from '#domain/onboarding/questions.ts'
import { letters, type Told } from './letters.ts'
import { writeLetter, type Words } from './letter.ts'

export interface Composed { to: string; subject: string; text: string; html: string }

async function applicant(db: Reader, userId: number) {
  const user = await userById(db, userId)
  if (!user) return null
  const answers = (await answersOf(db, userId)).map(({ question, text }) => ({ question, text }))
  return { name: await usernameOf(db, user.account_id), reason: (await applicationOf(db, userId))?.reason ?? null, answers }
}

async function wordsFor(db: Reader, request: MailRequest, told: Told): Promise<Words | null> {
  switch (request.template) {
    case 'confirm': return letters.confirm(told, request)
    case 'reset': return letters.reset(told, request)
    case 'change-email': return letters.changeEmail(told, request)
    case 'password-changed': return letters.passwordChanged(told)
    case 'application-received': return letters.applicationReceived(told, request)
    case 'approved': return letters.approved(told)
    case 'rejected': return letters.rejected(told, request)
    case 'email-changed': {
      const user = await userById(db, request.userId)
      return letters.emailChanged(told, { email: user?.email ?? '' })
    }
    case 'new-application': {
      const about = await applicant(db, request.applicantId)
      return about ? letters.newApplication(told, about) : null
    }
  }
}

/** The letter for a request; null when whom or what it is about is gone. */
export async function compose(ctx: Pick<Context, 'db' | 'config'>, request: MailRequest): Promise<Composed | null> {
  const user = await userById(ctx.db, request.userId)
  if (!user) return null
  const { name: community } = await readSettings(ctx.db)
  const told = { name: await usernameOf(ctx.db, user.account_id), origin: ctx.config.origin, community }
  const words = await wordsFor(ctx.db, request, told)
  if (!words) return null
  const to = request.template === 'change-email' || request.template === 'email-changed' ? request.email : user.email
  return { to, ...writeLetter(words, { name: community, domain: ctx.config.domain }) }
}
