// /auth/edit/sessions and /auth/edit/apps: who else may act for a member, and how to end that.
import type { FastifyReply } from 'fastify'
import { browserName } from '#domain/access/browser-name.ts'
import { authorizedApps, revokeTokensOf } from '#domain/access/tokens.ts'
import { endSession, endSessionsOf, sessionsOf } from '#domain/access/web-sessions.ts'
import { missing } from '#domain/refusals.ts'
import { doneNotice } from './account-settings.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** An id that was posted, or a refusal. */
export const idIn = ({ form }: SignedVisit, name: string): number => {
  const value = field(form, name)
  if (!/^\d{1,16}$/.test(value)) throw missing()
  return Number(value)
}

/** GET /auth/edit/sessions. */
export async function showSessions(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, now, session } = visit
  const sessions = (await sessionsOf(ctx.db, session.user.id, now)).map((one) => ({
    ...browserName(one.userAgent), ip: one.ip, createdAt: iso(one.createdAt), lastSeenAt: iso(one.lastSeenAt), current: one.id === session.id,
    form: formOf(visit, '/auth/edit/sessions', { hidden: { session_id: String(one.id) } }),
  })).sort((a, b) => Number(b.current) - Number(a.current))
  return sendPage(reply, ctx.pages.sessionsPage({ page: await frame(visit, doneNotice(visit)), sessions, othersForm: formOf(visit, '/auth/edit/sessions/others') }))
}

/** POST /auth/edit/sessions: signs a browser out. */
export async function endBrowserSession(visit: SignedVisit): Promise<FastifyReply> {
  const sessionId = idIn(visit, 'session_id')
  await visit.ctx.write((tx) => endSession(tx, visit.session.user.id, sessionId))
  return sendOn(visit.reply, '/auth/edit/sessions?notice=session')
}

/** POST /auth/edit/sessions/others: signs every other browser out. */
export async function endOtherSessions(visit: SignedVisit): Promise<FastifyReply> {
  await visit.ctx.write((tx) => endSessionsOf(tx, visit.session.user.id, visit.session.id))
  return sendOn(visit.reply, '/auth/edit/sessions?notice=sessions')
}

/** GET /auth/edit/apps. */
export async function showApps(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, session } = visit
  const apps = (await authorizedApps(ctx.db, session.user.id)).map((app) => ({
    name: app.name, website: app.website, scopes: app.scopes, since: iso(app.since), lastUsedAt: app.lastUsedAt === null ? null : iso(app.lastUsedAt),
    form: formOf(visit, '/auth/edit/apps', { hidden: { app_id: String(app.appId) } }),
  }))
  return sendPage(reply, ctx.pages.appsPage({ page: await frame(visit, doneNotice(visit)), apps }))
}

/** POST /auth/edit/apps: takes back all that an app was given. */
export async function revokeApp(visit: SignedVisit): Promise<FastifyReply> {
  const appId = idIn(visit, 'app_id')
  await visit.ctx.write((tx) => revokeTokensOf(tx, visit.session.user.id, appId))
  return sendOn(visit.reply, '/auth/edit/apps?notice=app')
}
