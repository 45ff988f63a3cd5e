// Streaming as server-sent events: one address per stream, for what cannot speak WebSocket.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenOf } from '../bearer.ts'
import { isTrue } from '../params/types.ts'
import { checkWish, openSession } from './connections.ts'
import { MAX_WAITING, type Listener } from './listener.ts'
import { refuseStream, streamPaths, wishOf } from './streams.ts'
import type { StreamingParts } from './websocket.ts'

const HEARTBEAT_MS = 15_000
const MEDIA = new Set(['public', 'public:local', 'public:remote'])

type Query = Record<string, unknown>

async function begin(parts: StreamingParts, name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { ctx, hub, owners, connections } = parts
  const query = request.query as Query
  const session = await openSession(ctx, tokenOf(request))
  const onlyMedia = MEDIA.has(name) && isTrue(String(query['only_media'] ?? ''))
  const wish = wishOf(onlyMedia ? `${name}:media` : name, { tag: query['tag'], list: query['list'] }, session.user.accountId)
  await checkWish(ctx, session, wish)
  const owner = await owners.hold(session.user.accountId)
  reply.hijack()
  const out = reply.raw
  out.writeHead(200, { ...reply.getHeaders() as Record<string, string>, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  out.write(':)\n')
  const heartbeat = setInterval(() => { if (!out.writableEnded) out.write(':thump\n') }, HEARTBEAT_MS)
  const listener: Listener = {
    owner, session, format: 'event', subscriptions: new Map(),
    send(bytes) {
      if (out.destroyed || out.writableEnded) return
      if (out.writableLength > MAX_WAITING) out.destroy()
      else out.write(bytes)
    },
    end: () => { out.end() },
  }
  out.on('error', (error) => ctx.log.debug({ err: error }, 'a stream failed'))
  out.once('close', () => {
    clearInterval(heartbeat)
    hub.leave(listener)
    connections.remove(listener)
    owners.letGo(owner)
  })
  connections.add(listener)
  hub.subscribe(listener, wish)
  return reply
}

/** The addresses of the streams and of their health, as a Fastify plugin. Preflights are answered by the rest of the API. */
export function serverSentStreams(parts: StreamingParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (_request, reply) => { reply.header('access-control-allow-origin', '*') })
    app.setErrorHandler((error, request, reply) => {
      const { status, text } = refuseStream(parts.ctx.log, error, request.url)
      return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ error: text }))
    })
    app.get('/api/v1/streaming/health', { exposeHeadRoute: false }, async (_request, reply) => reply.header('content-type', 'text/plain').send('OK'))
    for (const [path, name] of Object.entries(streamPaths)) {
      app.get(`/api/v1/streaming/${path}`, { exposeHeadRoute: false }, async (request, reply) => begin(parts, name, request, reply))
    }
  }
}
