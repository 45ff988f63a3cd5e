// The HTTP server: one Fastify instance on which every face mounts its plugin. Bodies stay bytes until a face, which
// knows who may send what, reads them.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import https from 'node:https'
import fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '#machinery/config/config.ts'
import type { Log } from '#machinery/log/log.ts'
import { answerClientFault } from './client-faults.ts'
import { closeLingering } from './lingering-close.ts'

const MAX_BODY = 1024 * 1024
/** For the whole body, of the largest upload over a slow line; headers have Node's minute. */
const REQUEST_MS = 300_000
const KEEP_ALIVE_MS = 72_000
/** How long a stop waits for answers that somebody is still reading. */
const STOP_WAITS_MS = 5000

/** Whether an address's percent signs mean something; one that cannot be read names nothing, and is 404 like that. */
function isReadable(url: string): boolean {
  if (!url.includes('%')) return true
  try {
    decodeURIComponent(url.replace(/\?.*$/s, ''))
    return true
  } catch {
    return false
  }
}

const unused = () => () => { throw new Error('routes have no Fastify schemas: input is checked by the faces') }

// Fastify would load its schema compilers, two hundred modules, at every start.
const noSchemas = { buildValidator: unused, buildSerializer: unused }

/** Once it stops, a connection is closed as soon as its answer is read; whoever never reads to the end is not waited for. */
function letConnectionsGo(app: FastifyInstance): void {
  if (!app.server.listening) return
  const idle = setInterval(() => app.server.closeIdleConnections(), 20)
  const all = setTimeout(() => app.server.closeAllConnections(), STOP_WAITS_MS)
  app.server.once('close', () => {
    clearInterval(idle)
    clearTimeout(all)
  })
}

/** A server whose requests `before` may answer; the others go to `rest`. */
function listener({ tls }: Config, before: Before, rest: RequestListener): Server {
  const answer: RequestListener = (request, response) => { if (!before(request, response)) rest(request, response) }
  const server = tls ? https.createServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, answer) : http.createServer(answer)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.requestTimeout = REQUEST_MS
  server.setTimeout(0)
  return server
}

/** Answers a request itself, or says false. */
type Before = (request: IncomingMessage, response: ServerResponse) => boolean

/** An instance with Covey's limits and no routes; what `before` answers never reaches it. */
export function createHttpServer(config: Config, log: Log, before: Before = () => false): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: config.trustedProxies,
    bodyLimit: MAX_BODY,
    genReqId: () => randomUUID(),
    // Rails, and so Mastodon, takes /oauth/authorize/ for /oauth/authorize, and apps ask for both.
    routerOptions: { maxParamLength: 500, ignoreDuplicateSlashes: false, ignoreTrailingSlash: true },
    rewriteUrl: ({ url = '/' }) => isReadable(url) ? url : url.startsWith('/api/') ? '/api/unreadable' : '/unreadable',
    clientErrorHandler: (error, socket) => answerClientFault(log, error, socket),
    schemaController: { compilersFactory: noSchemas },
    serverFactory: (rest) => listener(config, before, rest as RequestListener),
  }) as unknown as FastifyInstance
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body) })
  app.addContentTypeParser('multipart/form-data', (_request, _payload, done) => { done(null) })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
    if (config.origin.startsWith('https:')) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    done()
  })
  closeLingering(app)
  app.addHook('preClose', async () => letConnectionsGo(app))
  return app
}
