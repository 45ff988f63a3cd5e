// How every document is answered: who asks, what caches may keep, and how a "no" looks.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { tombstoneDocument } from './tombstone.ts'
import { wantsPage } from './accepts.ts'
import type { Document } from './context.ts'

/** What the routes of this face need beside the context. */
export interface DocumentContext extends Context {
  /** The version of this program, for NodeInfo. */
  readonly version: string
  /** The account whose valid signature a GET carries; null when there is none. Never throws because of the sender. */
  verifySignedGet(request: FastifyRequest): Promise<number | null>
}

/** One request for a document. */
export interface Asked {
  ctx: DocumentContext
  query: Record<string, unknown>
  /** Who signed; verified at the first call. */
  viewer(): Promise<number | null>
}

/** `seconds` is how long anybody may keep a public answer; null: nobody may, it depends on who asks. */
export type Answer =
  | { document: Document; seconds: number | null; status?: 200 | 410 }
  | { redirect: string }

export const ACTIVITY_JSON = 'application/activity+json; charset=utf-8'
const MINUTES_3 = 180

/** A document for everybody; in secure mode everything depends on who asks. */
export const forEverybody = ({ ctx }: Asked, document: Document, seconds = MINUTES_3): Answer =>
  ({ document, seconds: ctx.config.secureMode ? null : seconds })

/** The answer for what was deleted. */
export const gone = (uri: string): Answer => ({ document: tombstoneDocument(uri), seconds: MINUTES_3, status: 410 })

function askedBy(ctx: DocumentContext, request: FastifyRequest): Asked {
  let verified: Promise<number | null> | null = null
  const signed = request.headers.signature !== undefined || request.headers['signature-input'] !== undefined
  return {
    ctx, query: request.query as Record<string, unknown>,
    viewer: () => verified ??= signed ? ctx.verifySignedGet(request) : Promise.resolve(null),
  }
}

interface Served { request: FastifyRequest; reply: FastifyReply; open?: boolean }

/** Answers one request. In secure mode the unsigned are refused, except for what is `open`. */
export async function serve(ctx: DocumentContext, { request, reply, open = false }: Served, answer: (asked: Asked) => Promise<Answer>): Promise<FastifyReply> {
  reply.header('vary', 'Accept, Signature')
  const asked = askedBy(ctx, request)
  if (ctx.config.secureMode && !open && await asked.viewer() === null) throw new Refusal('peer.refused')
  const result = await answer(asked)
  if ('redirect' in result) return reply.header('cache-control', 'no-store').redirect(result.redirect, 302)
  if (result.seconds === null) reply.header('cache-control', 'private, no-store')
  else reply.header('cache-control', `public, max-age=${result.seconds}`).header('access-control-allow-origin', '*')
  return reply.code(result.status ?? 200).header('content-type', ACTIVITY_JSON).send(JSON.stringify(result.document))
}

/** Puts a document at `path`. `page` tells where people find the same thing; browsers are sent there. */
export function documentRoute(
  app: FastifyInstance, ctx: DocumentContext, path: string, answer: (asked: Asked, params: Record<string, string>) => Promise<Answer>,
  { page = null, open = false }: { page?: ((params: Record<string, string>) => Promise<string | null>) | null; open?: boolean } = {},
): void {
  app.get(path, async (request, reply) => {
    const params = request.params as Record<string, string>
    const url = page && wantsPage(request.headers.accept) ? await page(params) : null
    if (url !== null) return reply.header('vary', 'Accept, Signature').redirect(url, 302)
    return serve(ctx, { request, reply, open }, (asked) => answer(asked, params))
  })
}

/** A refusal as JSON, the way Mastodon's API words it; what the server could not read is the sender's fault, the rest ours. */
export function sendRefusal(ctx: Pick<Context, 'log'>, error: unknown, reply: FastifyReply): FastifyReply {
  const unreadable = Number((error as { statusCode?: unknown } | null)?.statusCode) < 500
  const refusal = error instanceof Refusal ? error : new Refusal(unreadable ? 'input.malformed' : 'server.error')
  if (refusal.code === 'server.error') ctx.log.error({ err: error }, 'a document could not be made')
  return reply.code(refusal.status).header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ error: refusal.message }))
}
