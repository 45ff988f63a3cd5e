// /auth/sign_in and /auth/sign_out.
import type { FastifyReply } from 'fastify'
import { hasSecondFactor } from '#domain/access/second-factors.ts'
import { userByEmail, userById } from '#domain/access/users.ts'
import { endSession } from '#domain/access/web-sessions.ts'
import { Refusal, refusals } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { verifyPassword } from '#machinery/crypto/passwords.ts'
import { serverWords as w } from '../words/en/server.ts'
import { setCookie } from './cookies.ts'
import { countTry } from './count-try.ts'
import { appBehind, enter, type Errand } from './entering.ts'
import { answeredPasskey, passkeyForm } from './passkey-asking.ts'
import { safePath } from './return-to.ts'
import { askSecondStep } from './second-step.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Visit } from './visit.ts'

/** Set by pages that send the reader here. */
const notices: Record<string, string> = { password: w.passwordChanged, confirmation: w.confirmationSent, deleted: w.accountDeleted }
const warnings: Record<string, string> = { again: w.signInAgain }

interface Shown { error?: string; email?: string; remember?: boolean; status?: number }

async function show(visit: Visit, returnTo: string | null, shown: Shown = {}): Promise<FastifyReply> {
  const { ctx, reply, query } = visit
  const app = await appBehind(ctx, returnTo)
  const [notice, warning] = [notices[field(query, 'notice')], warnings[field(query, 'notice')]]
  const page = await frame(visit, notice ? { kind: 'ok', text: notice } : warning ? { kind: 'warn', text: warning } : null)
  const hidden = { return_to: returnTo ?? undefined }
  const form = {
    ...formOf(visit, '/auth/sign_in', { hidden, error: shown.error }),
    values: { email: shown.email ?? '', remember: shown.remember ? '1' : '' },
  }
  const signUpUrl = page.community.registrations === 'closed' ? null : '/auth/sign_up'
  const passkey = await passkeyForm(visit, '/auth/sign_in/passkey', null, hidden)
  const html = ctx.pages.signInPage({ page, form, passkey, passwordResetUrl: '/auth/password/new', signUpUrl, appName: app?.name ?? null })
  return sendPage(reply, html, { status: shown.status ?? 200, formTargets: app ? [app.redirectUri] : [], script: true })
}

/** GET: the form, or straight on for who is signed in already. */
export async function showSignIn(visit: Visit): Promise<FastifyReply> {
  const returnTo = safePath(field(visit.query, 'return_to'))
  if (visit.session && field(visit.query, 'switch') !== '1') return sendOn(visit.reply, returnTo ?? '/')
  return show(visit, returnTo)
}

/** The user, if the password is right. Tries are counted first; an unknown address takes as long as a known one. */
async function authenticate(visit: Visit, email: string, password: string): Promise<Row<'users'>> {
  const { ctx } = visit
  await countTry(visit, 'sign-in', email)
  const user = await userByEmail(ctx.db, email)
  if (!await verifyPassword(password, user?.password_hash ?? null) || !user) throw new Refusal('sign-in.failed')
  return user
}

/** Runs one way in; a refusal is said on the sign-in page. */
async function orShowWhy(visit: Visit, { returnTo, remember }: Errand, email: string, wayIn: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await wayIn()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    visit.ctx.log.info({ code: error.code, ip: visit.request.ip }, refusals[error.code].text)
    return show(visit, returnTo, { error: error.message, email, remember, status: error.status })
  }
}

const errandOf = ({ form }: Visit): Errand => ({ remember: field(form, 'remember') === '1', returnTo: safePath(field(form, 'return_to')) })

/** POST /auth/sign_in: the password; then the second step, for who has one, or in and on to where the reader was going. */
export async function signIn(visit: Visit): Promise<FastifyReply> {
  const email = field(visit.form, 'email').trim()
  const errand = errandOf(visit)
  return orShowWhy(visit, errand, email, async () => {
    const user = await authenticate(visit, email, field(visit.form, 'password'))
    return await hasSecondFactor(visit.ctx.db, user.id) ? askSecondStep(visit, user, errand) : enter(visit, user, errand)
  })
}

/** POST /auth/sign_in/passkey: no name, no password; the passkey was opened by its owner, so it is both steps at once. */
export async function signInWithPasskey(visit: Visit): Promise<FastifyReply> {
  const { ctx, request } = visit
  // A browser that keeps a passkey is somebody's own.
  const errand = { ...errandOf(visit), remember: true }
  return orShowWhy(visit, errand, '', async () => {
    await countTry(visit, 'sign-in', `passkey:${request.ip}`)
    const key = await answeredPasskey(visit, null)
    const user = key ? await userById(ctx.db, key.userId) : null
    if (!user) throw new Refusal('sign-in.failed', { text: w.passkeyWrong })
    return enter(visit, user, errand)
  })
}

/** POST: ends the session of this browser. */
export async function signOut(visit: Visit): Promise<FastifyReply> {
  const { ctx, session, reply } = visit
  if (session) await ctx.write((tx) => endSession(tx, session.user.id, session.id))
  setCookie(ctx.config, reply, 'session', '')
  return sendOn(reply, '/')
}
