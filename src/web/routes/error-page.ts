// The page for when something went wrong: a sentence, a way on, and one log line. It must not go wrong itself.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalOf } from '#domain/faults.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Community, Page } from '../props/page.ts'
import { appFrame } from './app-frame.ts'
import { sendPage } from './send-page.ts'
import { whoVisits } from './visit.ts'
import type { WebContext } from './web-context.ts'

/** For when the database does not answer: what is known without it. */
const bareCommunity = ({ config }: WebContext): Community => ({ name: config.domain, domain: config.domain, url: config.origin, registrations: 'closed' })

const GENERAL: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['record.missing', 'record.gone', 'method.missing', 'action.forbidden', 'input.invalid', 'rate.exceeded'])

/**
 * What stands around the sentence: members keep their own header and navigation, without script. Nothing here may fail: what
 * cannot be found out is left out.
 */
async function around(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<Page> {
  const now = ctx.clock.now()
  try {
    const { session, csrf } = await whoVisits(ctx, request, now)
    if (session) return await appFrame({ ctx, request, reply, now, session, csrf, query: {}, form: {}, files: [] }, {}, null, false)
  } catch (error) {
    ctx.log.debug({ err: error }, 'an error page goes without its reader')
  }
  return { community: await ctx.community().catch(() => bareCommunity(ctx)), stylesheets: ctx.stylesheets, now, viewer: null }
}

/** The page for a refusal or a fault, and its log line. */
export async function sendErrorPage(ctx: WebContext, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const refusal = refusalOf(error)
  const status = refusal?.status ?? 500
  const line = { method: request.method, url: request.url.replace(/\?.*/, ''), code: refusal?.code ?? 'server.error', status }
  if (refusal) ctx.log.info(line, refusal.message)
  else ctx.log.error({ ...line, err: error }, 'a page failed')
  const page = await around(ctx, request, reply)
  // The page's standing sentences are kinder than the catalogue's most general ones; what is said of this very case replaces them.
  const message = refusal && status < 500 && (refusal.details.text !== undefined || !GENERAL.has(refusal.code)) ? refusal.message : null
  const retryAfter = refusal?.details.retryAfter ?? (status === 429 || status === 503 ? 60 : null)
  if (retryAfter !== null) reply.header('retry-after', String(retryAfter))
  const html = ctx.pages.errorPage({ page, status, message, requestId: status >= 500 ? String(request.id) : null, retryAfter })
  return sendPage(reply, html, { status })
}
