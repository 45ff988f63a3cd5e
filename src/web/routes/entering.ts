// The last step of every way in: a session for this browser, a letter if the place is new, and on to where the reader was going.
import type { FastifyReply } from 'fastify'
import { appByClientId } from '#domain/access/apps.ts'
import { tellOfNewPlace } from '#domain/access/known-places.ts'
import { noteSeen } from '#domain/access/presence.ts'
import { forgetAttempts } from '#domain/access/throttle.ts'
import { endSession, startSession } from '#domain/access/web-sessions.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { applicationOf, statusToken } from '#domain/onboarding/applications.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { serverWords as w } from '../words/en/server.ts'
import { setCookie } from './cookies.ts'
import { sendOn } from './send-page.ts'
import type { Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

const REMEMBER_SECONDS = 30 * 86_400

/** Where somebody wanted to go, and for how long they come. */
export interface Errand { remember: boolean; returnTo: string | null }

/** Refuses whoever is disabled, suspended or deleted, in words. */
async function requireOpen(ctx: WebContext, user: Row<'users'>): Promise<void> {
  const account = await accountRow(ctx.db, user.account_id)
  if (user.disabled_at !== null || !account || account.suspended_at !== null || account.deleted_at !== null) throw new Refusal('user.disabled', { text: w.disabled })
}

/** Starts a session in this browser, ending the one it had. Callers have made sure who it is. */
export async function signInBrowser(visit: Visit, user: Row<'users'>, remember: boolean): Promise<void> {
  const { ctx, request, reply, session } = visit
  const from = { ip: request.ip, userAgent: request.headers['user-agent'] ?? null }
  const { cookie } = await ctx.write(async (tx) => {
    if (session) await endSession(tx, session.user.id, session.id)
    await forgetAttempts(tx, 'sign-in', user.email)
    await forgetAttempts(tx, 'second-factor', user.email)
    await tellOfNewPlace(tx, user, from)
    await noteSeen(tx, user.id)
    return startSession(tx, user.id, from)
  })
  setCookie(ctx.config, reply, 'session', cookie, remember ? REMEMBER_SECONDS : undefined)
}

/** Where somebody who is not a member yet is told how it stands; null for members. */
export async function waitingRoom(ctx: WebContext, user: Row<'users'>): Promise<string | null> {
  if (user.confirmed_at !== null && user.approved_at !== null) return null
  return await applicationOf(ctx.db, user.id) ? `/join/status/${await statusToken(ctx.db, user.id)}` : null
}

/** Lets somebody in who has shown everything that is asked, and sends them on. */
export async function enter(visit: Visit, user: Row<'users'>, { remember, returnTo }: Errand): Promise<FastifyReply> {
  await requireOpen(visit.ctx, user)
  await signInBrowser(visit, user, remember)
  return sendOn(visit.reply, await waitingRoom(visit.ctx, user) ?? returnTo ?? '/')
}

/** The app that waits behind a path to the consent page, and where its form may lead. */
export async function appBehind(ctx: WebContext, path: string | null): Promise<{ name: string; redirectUri: string } | null> {
  if (!path?.startsWith('/oauth/authorize?')) return null
  const query = new URLSearchParams(path.slice(path.indexOf('?')))
  const app = await appByClientId(ctx.db, query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  return app?.redirectUris.includes(redirectUri) ? { name: app.name, redirectUri } : null
}
