// /auth/sign_in and /auth/sign_out.
import type { FastifyReply } from 'fastify'
import { appByClientId } from '#domain/access/apps.ts'
import { noteSeen } from '#domain/access/presence.ts'
import { forgetAttempts, requireAttempt } from '#domain/access/throttle.ts'
import { userByEmail } from '#domain/access/users.ts'
import { endSession, startSession } from '#domain/access/web-sessions.ts'
import { applicationOf, statusToken } from '#domain/onboarding/applications.ts'
import { Refusal, refusals } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { verifyPassword } from '#machinery/crypto/passwords.ts'
import { serverWords as w } from '../words/en/server.ts'
import { setCookie } from './cookies.ts'
import { safePath } from './return-to.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

const REMEMBER_SECONDS = 30 * 86_400

/** Set by pages that send the reader here. */
const notices: Record<string, string> = { password: w.passwordChanged, confirmation: w.confirmationSent }

/** The app that waits behind a path to the consent page, and where its form may lead. */
async function appBehind(ctx: WebContext, path: string | null): Promise<{ name: string; redirectUri: string } | null> {
  if (!path?.startsWith('/oauth/authorize?')) return null
  const query = new URLSearchParams(path.slice(path.indexOf('?')))
  const app = await appByClientId(ctx.db, query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  return app?.redirectUris.includes(redirectUri) ? { name: app.name, redirectUri } : null
}

interface Shown { error?: string; email?: string; remember?: boolean; status?: number }

async function show(visit: Visit, returnTo: string | null, shown: Shown = {}): Promise<FastifyReply> {
  const { ctx, reply, query } = visit
  const app = await appBehind(ctx, returnTo)
  const notice = notices[field(query, 'notice')]
  const page = await frame(visit, notice ? { kind: 'ok', text: notice } : null)
  const form = {
    ...formOf(visit, '/auth/sign_in', { hidden: { return_to: returnTo ?? undefined }, error: shown.error }),
    values: { email: shown.email ?? '', remember: shown.remember ? '1' : '' },
  }
  const signUpUrl = page.community.registrations === 'closed' ? null : '/auth/sign_up'
  const html = ctx.pages.signInPage({ page, form, passwordResetUrl: '/auth/password/new', signUpUrl, appName: app?.name ?? null })
  return sendPage(reply, html, { status: shown.status ?? 200, formTargets: app ? [app.redirectUri] : [] })
}

/** GET: the form, or straight on for who is signed in already. */
export async function showSignIn(visit: Visit): Promise<FastifyReply> {
  const returnTo = safePath(field(visit.query, 'return_to'))
  if (visit.session && field(visit.query, 'switch') !== '1') return sendOn(visit.reply, returnTo ?? '/')
  return show(visit, returnTo)
}

/** The user, if the password is right. Tries are counted first; an unknown address takes as long as a known one. */
async function authenticate(visit: Visit, email: string, password: string): Promise<Row<'users'>> {
  const { ctx, request } = visit
  await ctx.write((tx) => requireAttempt(tx, 'sign-in', { ip: request.ip, email }))
  const user = await userByEmail(ctx.db, email)
  if (!await verifyPassword(password, user?.password_hash ?? null) || !user) throw new Refusal('sign-in.failed')
  return user
}

/** Starts a session in this browser, ending the one it had. */
export async function signInBrowser(visit: Visit, user: Row<'users'>, remember: boolean): Promise<void> {
  const { ctx, request, reply, session } = visit
  const { cookie } = await ctx.write(async (tx) => {
    if (session) await endSession(tx, session.user.id, session.id)
    await forgetAttempts(tx, 'sign-in', user.email)
    await noteSeen(tx, user.id)
    return startSession(tx, user.id, { ip: request.ip, userAgent: request.headers['user-agent'] ?? null })
  })
  setCookie(ctx.config, reply, 'session', cookie, remember ? REMEMBER_SECONDS : undefined)
}

/** Where somebody who is not a member yet is told how it stands; null for members. */
export async function waitingRoom(ctx: WebContext, user: Row<'users'>): Promise<string | null> {
  if (user.confirmed_at !== null && user.approved_at !== null) return null
  return await applicationOf(ctx.db, user.id) ? `/join/status/${await statusToken(ctx.db, user.id)}` : null
}

/** POST: signs in and goes on to where the reader was going. */
export async function signIn(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply } = visit
  const email = field(form, 'email').trim()
  const remember = field(form, 'remember') === '1'
  const returnTo = safePath(field(form, 'return_to'))
  try {
    const user = await authenticate(visit, email, field(form, 'password'))
    if (user.disabled_at !== null) throw new Refusal('user.disabled', { text: w.disabled })
    await signInBrowser(visit, user, remember)
    return sendOn(reply, await waitingRoom(ctx, user) ?? returnTo ?? '/')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    ctx.log.info({ code: error.code, ip: visit.request.ip }, refusals[error.code].text)
    return show(visit, returnTo, { error: error.message, email, remember, status: error.status })
  }
}

/** POST: ends the session of this browser. */
export async function signOut(visit: Visit): Promise<FastifyReply> {
  const { ctx, session, reply } = visit
  if (session) await ctx.write((tx) => endSession(tx, session.user.id, session.id))
  setCookie(ctx.config, reply, 'session', '')
  return sendOn(reply, '/')
}
