// A visit to a page that anybody may read: strangers get no cookie and an answer that caches may keep for a moment,
// members get what they may see, and nobody keeps it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hash } from 'node:crypto'
import { pageHeaders } from '../render.ts'
import { readCookie } from './cookies.ts'
import { openVisit, type Fields, type Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

/** Short, because a deleted post must not linger; long enough that a link passed around costs one rendering. */
const STRANGERS = 'public, max-age=15, stale-while-revalidate=30'
const VARIES = ['Accept', 'Accept-Language', 'Cookie']

/** Opens a visit without a form. A stranger's answer sets no cookie, so that it can be shared. */
export async function openReading(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  if (readCookie(ctx.config, request, 'session')) {
    const visit = await openVisit(ctx, request, reply)
    if (visit.session) return visit
    reply.removeHeader('set-cookie')
  }
  return { ctx, request, reply, now: ctx.clock.now(), session: null, csrf: '', query: request.query as Fields, form: {} }
}

/** Whose eyes the page is for: a member who has been let in, or nobody in particular (null). */
export function viewerOf({ session }: Visit): number | null {
  if (!session || session.user.confirmed_at === null || session.user.approved_at === null) return null
  return session.user.account_id
}

/** Says that caches must tell these requests apart, beside what was said before. */
function vary(reply: FastifyReply, names: readonly string[]): void {
  const before = String(reply.getHeader('vary') ?? '').split(',').map((one) => one.trim()).filter(Boolean)
  reply.header('vary', [...new Set([...before, ...names])].join(', '))
}

/** Sends `body` for everybody to keep for a moment, or 304 to who has it already. The headers must be set before. */
export function sendShared(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const etag = `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"`
  reply.header('etag', etag)
  const known = request.headers['if-none-match']
  if (reply.statusCode === 200 && known?.split(',').some((one) => one.trim() === etag)) return reply.code(304).send()
  return reply.send(body)
}

/** Sends a page: to strangers with a tag and a short life, to members as theirs alone. */
export function sendReading({ session, request, reply }: Visit, html: string, status = 200): FastifyReply {
  vary(reply, VARIES)
  reply.code(status).headers(pageHeaders())
  if (session) return reply.header('cache-control', 'private, no-store').send(html)
  return sendShared(request, reply.header('cache-control', STRANGERS), html)
}

/** Sends a reader to another page of this server that shows what they asked for. `path` is made by us, never copied. */
export function sendTo({ reply }: Pick<Visit, 'reply'>, path: string, status: 301 | 302 = 302): FastifyReply {
  return reply.code(status).header('location', path).header('cache-control', status === 301 ? 'public, max-age=3600' : 'no-store').send()
}
