// From a visit to a sent page: the frame every page has, its headers, and the page for when something went wrong.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalOf } from '#domain/faults.ts'
import { refusals } from '#domain/refusals.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import type { Notice, Page, Viewer } from '../props/page.ts'
import { pageHeaders } from '../render.ts'
import type { Visit } from './visit.ts'
import type { WebContext } from './web-context.ts'

async function viewerOf({ ctx, session, csrf }: Visit): Promise<Viewer | null> {
  if (!session) return null
  const [account] = await showAccounts(ctx, [session.user.account_id])
  return account ? { acct: account.acct, display_name: account.display_name, avatar: account.avatar, csrf } : null
}

const languageOf = (request: FastifyRequest) => /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(request.headers['accept-language'] ?? '')?.[1]

/** What every page is given. */
export async function frame(visit: Visit, notice: Notice | null = null): Promise<Page> {
  const { ctx, now, request } = visit
  const [community, viewer] = await Promise.all([ctx.community(), viewerOf(visit)])
  const lang = languageOf(request)
  return { community, viewer, stylesheets: ctx.stylesheets, now, notice, ...lang ? { lang } : {} }
}

/** Sends a page that is about one person or carries a form: never stored. `formTargets`: where its forms may lead. */
export function sendPage(reply: FastifyReply, html: string, { status = 200, formTargets = [] as string[] } = {}): FastifyReply {
  return reply.code(status).headers(pageHeaders({ formTargets })).header('cache-control', 'no-store').send(html)
}

/** Sends the browser on, with GET. `to` is a path of this server or a checked redirect URI, sent byte for byte. */
export const sendOn = (reply: FastifyReply, to: string): FastifyReply => reply.code(303).header('location', to).header('cache-control', 'no-store').send()

/** The page for a refusal or a fault, and its log line. */
export async function sendErrorPage(ctx: WebContext, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const refusal = refusalOf(error)
  const status = refusal?.status ?? 500
  const line = { method: request.method, url: request.url.replace(/\?.*/, ''), code: refusal?.code ?? 'server.error', status }
  if (refusal) ctx.log.info(line, refusal.message)
  else ctx.log.error({ ...line, err: error }, 'a page failed')
  const page: Page = { community: await ctx.community(), stylesheets: ctx.stylesheets, now: ctx.clock.now(), viewer: null }
  // The standing sentences of the page are kinder than the catalogue's; only words of our own for this case replace them.
  const own = refusal && (refusal.details.text !== undefined || refusal.code === 'csrf.invalid') ? refusal.message : null
  const retryAfter = status === 429 || status === 503 ? 60 : null
  if (retryAfter !== null) reply.header('retry-after', String(retryAfter))
  const html = ctx.pages.errorPage({ page, status, message: own ?? (status >= 500 ? null : refusal ? refusals[refusal.code].text : null), requestId: String(request.id), retryAfter })
  return sendPage(reply, html, { status })
}
