// Every failed call becomes `{"error": …}` with Mastodon's status and one log line; nothing internal leaks.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#domain/context.ts'
import { refusals, type RefusalCode } from '#domain/refusals.ts'
import { refusalOf } from '#domain/faults.ts'

/** Maps whatever was thrown to an answer. */
export function sendError(ctx: Pick<Context, 'log'>, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  const code: RefusalCode = refusal?.code ?? 'server.error'
  const line = { method: request.method, url: request.url.replace(/\?.*/, ''), code, status: refusal?.status ?? 500 }
  if (refusal) ctx.log.info(line, refusal.message)
  else ctx.log.error({ ...line, err: error }, 'a call failed')
  const body: Record<string, unknown> = { error: refusal?.message ?? refusals['server.error'].text }
  if (refusal?.details.fields) body['details'] = refusal.details.fields
  if (refusal?.status === 429) reply.header('retry-after', String(refusal.details.retryAfter ?? 60))
  return reply.code(refusal?.status ?? 500).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
}
