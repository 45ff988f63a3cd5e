// /@name/ID/embed: one post for a frame on another site. Only what is for everybody, and only what was written here.
import type { FastifyReply } from 'fastify'
import { statusRow } from '#domain/statuses/find-status.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { pageHeaders } from '../render.ts'
import { personNamed } from './find-person.ts'
import { sendReading, showsOf } from './reading.ts'
import { frame } from './send-page.ts'
import type { Visit } from './visit.ts'

/** The headers of a page that any site may frame. */
function frameHeaders(): Record<string, string> {
  const { 'x-frame-options': _, ...headers } = pageHeaders()
  return { ...headers, 'content-security-policy': (headers['content-security-policy'] ?? '').replace("frame-ancestors 'none'", 'frame-ancestors *') }
}

/** The same for everybody, whoever is signed in: a frame must not show another site's visitor more than strangers see. */
export async function showEmbed(visit: Visit, acct: string, id: number): Promise<FastifyReply> {
  const stranger: Visit = { ...visit, session: null }
  const { ctx } = visit
  const author = await personNamed(stranger, acct)
  const row = await statusRow(ctx.db, id)
  const open = row && row.account_id === author.id && author.host === null && row.reblog_of_id === null
    && (await visibleTo(ctx.db, null, [id])).length > 0
  const status = open ? await showStatus(ctx, null, id) : null
  const html = ctx.pages.embedPage({ page: await frame(stranger), status })
  return sendReading(stranger, html, status ? 200 : 404, showsOf(status ? [status] : [], [], { growing: false }), frameHeaders())
}
