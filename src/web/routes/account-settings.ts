// /auth/edit: what a member does without an app: the address, the password, apps and browsers that are signed in.
import type { FastifyReply } from 'fastify'
import { requireAttempt } from '#domain/access/throttle.ts'
import { authorizedApps, revokeTokensOf } from '#domain/access/tokens.ts'
import { requestMail } from '#domain/access/mail-requests.ts'
import { waitingEmail } from '#domain/access/user-codes.ts'
import { changePassword, PASSWORD_MIN } from '#domain/access/users.ts'
import { endSession, sessionsOf } from '#domain/access/web-sessions.ts'
import { requestEmailChange } from '#domain/onboarding/confirm-email.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { hashPassword, verifyPassword } from '#machinery/crypto/passwords.ts'
import { serverWords as w } from '../words/en/server.ts'
import type { SignedVisit } from './page-access.ts'
import { newPasswordErrors } from './password.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Visit } from './visit.ts'

type Signed = NonNullable<Visit['session']>
type Errors = Partial<Record<'email' | 'current_password' | 'password' | 'password_confirmation', string>>

const notices: Record<string, string> = { password: w.passwordSaved, email: w.emailChanged, app: w.appRevoked, session: w.sessionEnded }

interface Shown { email?: Errors; password?: Errors; notice?: string; typedEmail?: string; status?: number }

async function show(visit: Visit, { user, id }: Signed, shown: Shown = {}): Promise<FastifyReply> {
  const { ctx, reply, query, now } = visit
  const text = shown.notice ?? notices[field(query, 'notice')]
  const [account] = await showAccounts(ctx, [user.account_id])
  if (!account) throw missing()
  const html = ctx.pages.accountSettingsPage({
    page: await frame(visit, text ? { kind: 'ok', text } : null), account, email: user.email, unconfirmedEmail: await waitingEmail(ctx.db, user.id, now),
    emailForm: { ...formOf(visit, '/auth/edit/email'), values: { email: shown.typedEmail ?? '' }, errors: shown.email ?? {} },
    passwordForm: { ...formOf(visit, '/auth/edit/password'), errors: shown.password ?? {} },
    minPasswordLength: PASSWORD_MIN,
    apps: (await authorizedApps(ctx.db, user.id)).map((app) => ({
      name: app.name, website: app.website, scopes: app.scopes, lastUsedAt: app.lastUsedAt === null ? null : new Date(app.lastUsedAt).toISOString(),
      form: formOf(visit, '/auth/edit/apps', { hidden: { app_id: String(app.appId) } }),
    })),
    sessions: (await sessionsOf(ctx.db, user.id, now)).map((one) => ({
      browser: one.userAgent, ip: one.ip, lastSeenAt: new Date(one.lastSeenAt).toISOString(), current: one.id === id,
      form: formOf(visit, '/auth/edit/sessions', { hidden: { session_id: String(one.id) } }),
    })),
  })
  return sendPage(reply, html, { status: shown.status ?? 200 })
}

/** GET /auth/edit. */
export async function showAccountSettings(visit: SignedVisit): Promise<FastifyReply> {
  return show(visit, visit.session)
}

/** Counts as a try to sign in, so that a borrowed browser is no way to guess. */
async function isOwnPassword({ ctx, form, request }: Visit, { user }: Signed): Promise<boolean> {
  await ctx.write((tx) => requireAttempt(tx, 'sign-in', { ip: request.ip, email: user.email }))
  return verifyPassword(field(form, 'current_password'), user.password_hash)
}

/** POST /auth/edit/email. */
export async function submitEmail(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  const email = field(form, 'email').trim()
  if (!await isOwnPassword(visit, session)) return show(visit, session, { email: { current_password: w.wrongPassword }, typedEmail: email, status: 422 })
  try {
    const outcome = await ctx.write((tx) => requestEmailChange(tx, session.user.id, email))
    return outcome === 'changed' ? sendOn(reply, '/auth/edit?notice=email') : show(visit, session, { notice: w.emailSent(email) })
  } catch (error) {
    if (!(error instanceof Refusal) || !error.details.fields) throw error
    const fault = error.details.fields['email']?.[0]?.error ?? ''
    return show(visit, session, { email: { email: w.fieldFaults[fault] ?? error.message }, typedEmail: email, status: 422 })
  }
}

/** POST /auth/edit/password: every other browser is signed out; apps stay. */
export async function submitPassword(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  if (!await isOwnPassword(visit, session)) return show(visit, session, { password: { current_password: w.wrongPassword }, status: 422 })
  const password = field(form, 'password')
  const errors = newPasswordErrors(password, field(form, 'password_confirmation'))
  if (Object.keys(errors).length > 0) return show(visit, session, { password: errors, status: 422 })
  const passwordHash = await hashPassword(password)
  await ctx.write(async (tx) => {
    await changePassword(tx, session.user.id, passwordHash, { keepSessionId: session.id })
    await requestMail(tx, { template: 'password-changed', userId: session.user.id })
  })
  return sendOn(reply, '/auth/edit?notice=password')
}

const idIn = (visit: Visit, name: string): number => {
  const value = field(visit.form, name)
  if (!/^\d{1,16}$/.test(value)) throw missing()
  return Number(value)
}

/** POST /auth/edit/apps: takes back all that an app was given. */
export async function revokeApp(visit: SignedVisit): Promise<FastifyReply> {
  const { session } = visit
  const appId = idIn(visit, 'app_id')
  await visit.ctx.write((tx) => revokeTokensOf(tx, session.user.id, appId))
  return sendOn(visit.reply, '/auth/edit?notice=app')
}

/** POST /auth/edit/sessions: signs a browser out. */
export async function endBrowserSession(visit: SignedVisit): Promise<FastifyReply> {
  const { session } = visit
  const sessionId = idIn(visit, 'session_id')
  await visit.ctx.write((tx) => endSession(tx, session.user.id, sessionId))
  return sendOn(visit.reply, '/auth/edit?notice=session')
}
