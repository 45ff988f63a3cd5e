// From what the domain wants said to a letter with an address: reads who it is for, picks the words.
import type { Context, Reader } from '#domain/context.ts'
import { browserName } from '#domain/access/browser-name.ts'
import type { MailRequest } from '#domain/access/mail-requests.ts'
import { userById, usernameOf } from '#domain/access/users.ts'
import { strikeById } from '#domain/moderation/strikes.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { applicationOf } from '#domain/onboarding/applications.ts'
import { answersOf } from '#domain/onboarding/questions.ts'
import type { Row } from '#domain/tables.ts'
import type { Letter, Told } from '../props/letter.ts'
import { letterLanguage } from './letter-words.ts'
import { writeLetter } from './letter.ts'

export interface Composed {
  to: string
  subject: string
  text: string
  html: string
  /** Where one click stops letters of this kind. */
  unsubscribeUrl?: string
}

async function applicant(db: Reader, userId: number) {
  const user = await userById(db, userId)
  if (!user) return null
  const answers = (await answersOf(db, userId)).map(({ question, text }) => ({ question, text }))
  return { name: await usernameOf(db, user.account_id), reason: (await applicationOf(db, userId))?.reason ?? null, answers }
}

async function wordsFor(db: Reader, request: MailRequest, user: Row<'users'>, told: Told): Promise<Letter | null> {
  const { words, formats } = letterLanguage(user.locale)
  switch (request.template) {
    case 'confirm': return words.confirm(told, request)
    case 'reset': return words.reset(told, request)
    case 'change-email': return words.changeEmail(told, request)
    case 'email-changed': return words.emailChanged(told, { email: user.email })
    case 'password-changed': return words.passwordChanged(told)
    case 'second-factor': return words.secondFactor(told, request)
    case 'new-place': {
      const { browser, system } = browserName(request.userAgent)
      return words.newPlace(told, { browser: words.browserOn(browser, system), ip: request.ip, at: formats.exact(new Date(request.at).toISOString()) })
    }
    case 'application-received': return words.applicationReceived(told, request)
    case 'approved': return words.approved(told)
    case 'rejected': return words.rejected(told, request)
    case 'post-not-sent': return words.postNotSent(told, { ...request, at: formats.exact(new Date(request.at).toISOString()) })
    case 'moderation-warning': {
      const strike = await strikeById(db, request.strikeId)
      return strike ? words.strike(told, { action: strike.action, text: strike.text, posts: strike.statusIds.length }) : null
    }
    case 'new-application': {
      const about = await applicant(db, request.applicantId)
      return about ? words.newApplication(told, about) : null
    }
  }
}

type At = Pick<Context, 'db' | 'config'>

/** Whom a letter to `user` greets, and who sends it. */
export async function toldOf({ db, config }: At, user: Row<'users'>): Promise<Told> {
  const { name: community } = await readSettings(db)
  return { name: await usernameOf(db, user.account_id), origin: config.origin, community }
}

/** Both forms of a letter to `user`. */
export function finish({ config }: At, user: Row<'users'>, told: Told, letter: Letter): Omit<Composed, 'to'> {
  const { lang, dir } = letterLanguage(user.locale)
  return writeLetter(letter, { name: told.community, domain: config.domain, lang, dir })
}

/** The letter for a request; null when whom or what it is about is gone. */
export async function compose(ctx: At, request: MailRequest): Promise<Composed | null> {
  const user = await userById(ctx.db, request.userId)
  if (!user) return null
  const told = await toldOf(ctx, user)
  const letter = await wordsFor(ctx.db, request, user, told)
  if (!letter) return null
  const to = request.template === 'change-email' || request.template === 'email-changed' ? request.email : user.email
  return { to, ...finish(ctx, user, told, letter) }
}
