// A visit to a page that anybody may read: strangers get no cookie and an answer that is kept for a moment and checked
// each time, members get what they may see, and nobody keeps it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hash } from 'node:crypto'
import type { Account } from '#entities/account.ts'
import type { Status } from '#entities/status.ts'
import { pageHeaders } from '../render.ts'
import { wordsFor } from '../words/catalogue.ts'
import { readCookie } from './cookies.ts'
import { createKeptPages, encoded, encodingFor, type KeptPage, type KeptPages, type PageShows } from './kept-pages.ts'
import { languageOf } from './send-page.ts'
import { openVisit, type Fields, type Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

/** May be stored but must be asked for each time: a deleted post must not linger anywhere, and the answer is mostly 304. */
const STRANGERS = 'public, no-cache'
const VARIES = ['Accept', 'Accept-Encoding', 'Accept-Language', 'Cookie']

/** Opens a visit without a form. A stranger's answer sets no cookie, so that it can be shared. */
export async function openReading(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  if (readCookie(ctx.config, request, 'session')) {
    const visit = await openVisit(ctx, request, reply)
    if (visit.session) return visit
    reply.removeHeader('set-cookie')
  }
  return { ctx, request, reply, now: ctx.clock.now(), session: null, csrf: '', query: request.query as Fields, form: {}, files: [] }
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
export function sendShared(request: FastifyRequest, reply: FastifyReply, body: string | Buffer, etag = etagOf(body)): FastifyReply {
  reply.header('etag', etag)
  const known = request.headers['if-none-match']
  if (reply.statusCode === 200 && known?.split(',').some((one) => one.trim() === etag)) return reply.removeHeader('content-encoding').code(304).send()
  return reply.send(body)
}

const etagOf = (body: string | Buffer): string => `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"`

/** What is drawn for strangers at this moment: where it is kept afterwards. */
interface Drawing { readonly kept: KeptPages; readonly key: string; readonly readAt: number; done(): void }

const drawings = new WeakMap<FastifyRequest, Drawing>()

const LONGEST_URL = 300

/** Lets the pages of `app` be kept for strangers, and shows them what is kept. */
export function keepPages(app: FastifyInstance, ctx: WebContext): void {
  const kept = createKeptPages(ctx)
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET' || request.url.length > LONGEST_URL || readCookie(ctx.config, request, 'session')) return undefined
    const key = `${wordsFor(languageOf(request)).lang} ${request.url}`
    const page = await kept.find(key)
    if (page) return sendEncoded(request, reply, page)
    const done = kept.begin(key)
    reply.raw.once('close', done)
    drawings.set(request, { kept, key, readAt: ctx.clock.now(), done })
    return undefined
  })
}

function sendEncoded(request: FastifyRequest, reply: FastifyReply, { bodies, etag, headers }: KeptPage): FastifyReply {
  vary(reply, VARIES)
  reply.headers(headers).header('cache-control', STRANGERS)
  const encoding = encodingFor(request.headers['accept-encoding'] ?? '', bodies)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return sendShared(request, reply, bodies[encoding] ?? bodies.identity, etag)
}

/** Members' pages carry the app. */
const headersFor = (visit: Visit) => pageHeaders(viewerOf(visit) === null ? {} : { app: visit.ctx.config.origin })

/** Sends a page: to strangers compressed and with a tag, to members as theirs alone. It is kept for others only if it says what it `shows`. */
export async function sendReading(visit: Visit, html: string, status = 200, shows: PageShows | null = null, headers = headersFor(visit)): Promise<FastifyReply> {
  const { session, request, reply } = visit
  reply.code(status)
  if (session) {
    vary(reply, VARIES)
    return reply.headers(headers).header('cache-control', 'private, no-store').send(html)
  }
  const page: KeptPage = { etag: etagOf(html), headers, bodies: await encoded(html) }
  const drawing = drawings.get(request)
  if (drawing && shows && status === 200) await drawing.kept.keep(drawing.key, page, shows, drawing.readAt)
  drawing?.done()
  return sendEncoded(request, reply, page)
}

/** The posts and people that stand on a page, with what the posts boost and quote; `growing` unless it is about a post or two. */
export function showsOf(statuses: readonly Status[], people: readonly Account[] = [], { growing = true } = {}): PageShows {
  const posts = new Set<number>()
  const accounts = new Set(people.map((one) => Number(one.id)))
  const add = (status: Status | null | undefined): void => {
    if (!status) return
    posts.add(Number(status.id))
    accounts.add(Number(status.account.id))
    add(status.reblog)
    add((status.quote as { quoted_status?: Status | null } | null)?.quoted_status)
  }
  statuses.forEach(add)
  return { statuses: [...posts], accounts: [...accounts], growing }
}

/** Sends a reader to another page of this server that shows what they asked for. `path` is made by us, never copied. */
export function sendTo({ reply }: Pick<Visit, 'reply'>, path: string, status: 301 | 302 = 302): FastifyReply {
  return reply.code(status).header('location', path).header('cache-control', status === 301 ? 'public, max-age=3600' : 'no-store').send()
}
