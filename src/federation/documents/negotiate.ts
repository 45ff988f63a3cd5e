// People's pages double as documents: whoever asks `/@name` or `/@name/ID` for JSON gets the actor or the status.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findByHandle } from '#domain/accounts/queries.ts'
import { missing } from '#domain/refusals.ts'
import { wantsDocument } from './accepts.ts'
import { actorAnswer } from './actor-routes.ts'
import { numberOf } from './local-things.ts'
import { sendRefusal, serve, type Answer, type Asked, type DocumentContext } from './serve.ts'
import { statusAnswer } from './status-routes.ts'

const PAGE = /^\/@([A-Za-z0-9_]{1,64})(?:\/(\d{1,16}))?$/

async function answerFor(asked: Asked, username: string, statusId: string | undefined): Promise<Answer> {
  const account = await findByHandle(asked.ctx.db, username, null)
  if (!account) throw missing()
  return statusId === undefined ? actorAnswer(asked, account.id) : statusAnswer(asked, account.id, numberOf(statusId))
}

/**
 * An `onRequest` hook for the whole server, before the pages: answers requests for the documents of `/@name` and
 * `/@name/ID`, and lets everything else pass. Both kinds of answer say that they vary.
 */
export const negotiate = (ctx: DocumentContext) => async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
  if (!request.url.startsWith('/@') || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
  const path = request.url.replace(/\?.*$/, '')
  const [, username, statusId] = PAGE.exec(path) ?? []
  if (username === undefined) return undefined
  reply.header('vary', 'Accept, Signature')
  if (!wantsDocument(request.headers.accept)) return undefined
  try {
    return await serve(ctx, { request, reply }, (asked) => answerFor(asked, username, statusId))
  } catch (error) {
    return sendRefusal(ctx, error, reply)
  }
}
