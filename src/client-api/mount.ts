// Puts the route table on the HTTP server: token, scope, rate, input, handler, answer, in that order, once for all.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUseWorthNoting, noteUse } from '#domain/access/presence.ts'
import { findSession, hasScope, userRefusal, type Session } from '#domain/access/session.ts'
import { refusalOf } from '#domain/faults.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { tokenOf } from './bearer.ts'
import { answerCors } from './cors.ts'
import { sendError } from './errors.ts'
import { openApi } from './openapi.ts'
import { checkInput, readInput } from './params/read-input.ts'
import { createCounter, type CountCall } from './rate-limits.ts'
import type { ApiContext, Call, HttpMethod, Route } from './route.ts'
import { routeTable } from './route-table.ts'

const TWINS: Partial<Record<HttpMethod, HttpMethod>> = { PUT: 'PATCH', PATCH: 'PUT' }
const JSON_TYPE = 'application/json; charset=utf-8'

async function authorize(ctx: ApiContext, route: Route, request: FastifyRequest): Promise<Session | null> {
  const token = tokenOf(request)
  const session = token ? await findSession(ctx.db, token) : null
  if (!session) {
    if (token) throw new Refusal('token.invalid')
    if (route.auth !== 'public') throw new Refusal('token.invalid')
    return null
  }
  if (route.scopes.length > 0 && !route.scopes.some((scope) => hasScope(session, scope))) throw new Refusal('scope.missing')
  if (route.auth !== 'user') return session
  if (!session.user) throw new Refusal('token.user-required')
  const refusal = userRefusal(session)
  if (refusal) throw new Refusal(refusal)
  return session
}

/** Keeps when somebody was last here, aside: no call waits for it or fails with it, and a burst of calls writes once. A full disk is told by whatever must be kept. */
function createPresence(ctx: ApiContext): (session: Session | null) => void {
  const noting = new Set<number>()
  return (session) => {
    if (!session || noting.has(session.tokenId) || !isUseWorthNoting(session, ctx.clock.now())) return
    noting.add(session.tokenId)
    ctx.write((tx) => noteUse(tx, session))
      .catch((error: unknown) => { if (!refusalOf(error)) ctx.log.warn({ err: error }, 'a visit could not be noted') })
      .finally(() => noting.delete(session.tokenId))
  }
}

const PAGING = ['max_id', 'since_id', 'min_id', 'page', 'offset']
const isPaging = (request: FastifyRequest): boolean => PAGING.some((name) => Object.hasOwn(request.query as object, name))

function count(ctx: ApiContext, counter: CountCall, route: Route, session: Session | null, request: FastifyRequest, reply: FastifyReply): void {
  if (!ctx.config.rateLimits || route.rate === 'none') return
  const accountId = session?.user?.accountId ?? null
  // Strangers who page through everything have an allowance of their own beside the usual one.
  for (const rate of accountId === null && isPaging(request) ? [route.rate, 'paging' as const] : [route.rate]) {
    const { limit, remaining, resetsAt, exceeded } = counter(rate, accountId, request.ip, ctx.clock.now())
    reply.header('x-ratelimit-limit', limit).header('x-ratelimit-remaining', remaining).header('x-ratelimit-reset', new Date(resetsAt).toISOString())
    if (exceeded) throw new Refusal('rate.exceeded')
  }
}

/** Who calls, counted; a call that is refused counts for the address it came from, or tokens could be tried for ever. */
async function admit(ctx: ApiContext, watch: Watch, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
  let session: Session | null
  try {
    session = await authorize(ctx, route, request)
  } catch (error) {
    if (error instanceof Refusal) count(ctx, watch.count, route, null, request, reply)
    throw error
  }
  count(ctx, watch.count, route, session, request, reply)
  return session
}

function callOf(ctx: ApiContext, session: Session | null, input: unknown, request: FastifyRequest, reply: FastifyReply): Call<never> {
  const params = request.params as Record<string, string>
  const usable = session?.user && !userRefusal(session) ? session.user : null
  return {
    ctx, session, request, reply, params, input: input as never,
    viewer: usable?.accountId ?? null,
    user() {
      if (!usable) throw new Refusal('token.user-required')
      return usable
    },
    id(name = 'id') {
      const text = params[name] ?? ''
      if (!/^\d{1,16}$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) throw missing()
      return Number(text)
    },
  }
}

interface Watch { readonly count: CountCall; readonly noteVisit: (session: Session | null) => void }

function mountRoute(app: FastifyInstance, ctx: ApiContext, watch: Watch, route: Route): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await admit(ctx, watch, route, request, reply)
    if (Object.values(request.params as Record<string, string>).some((param) => param.includes('\0'))) throw missing()
    watch.noteVisit(session)
    const raw = route.upload && request.headers['content-type']?.toLowerCase().startsWith('multipart/') ? {} : await readInput(request)
    const input = route.input ? checkInput(route.input, raw) : raw
    const answer = await route.handle(callOf(ctx, session, input, request, reply))
    if (reply.sent) return reply
    if (!reply.hasHeader('content-type')) reply.header('content-type', JSON_TYPE)
    return reply.send(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}))
  }
  app.route({ method: route.method, url: route.path, handler })
  // Mastodon's router takes PUT wherever its docs say PATCH and the other way round, and apps rely on it.
  const twin = TWINS[route.method]
  if (twin && !routeTable.some((other) => other.method === twin && other.path === route.path)) app.route({ method: twin, url: route.path, handler })
}

/** The whole REST API as a Fastify plugin. */
export function clientApi(ctx: ApiContext) {
  return async (app: FastifyInstance): Promise<void> => {
    answerCors(app)
    app.setErrorHandler((error, request, reply) => sendError(ctx, error, request, reply))
    // What one person is told is kept by nobody in between.
    app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'private, no-store') })
    const watch = { count: createCounter(), noteVisit: createPresence(ctx) }
    for (const route of routeTable) mountRoute(app, ctx, watch, route)
    const description = JSON.stringify(openApi(routeTable, ctx.config.origin))
    app.get('/api/openapi.json', async (_request, reply) => reply.header('cache-control', 'public, max-age=3600').header('content-type', JSON_TYPE).send(description))
    app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/api/*', handler: async () => { throw missing() } })
  }
}
