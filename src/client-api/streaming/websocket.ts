// Streaming over WebSockets: one connection for many streams, which the app opens and closes by messages.
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import type { Session } from '#domain/access/session.ts'
import type { Context } from '#domain/context.ts'
import { checkWish, openSession, type Connections } from './connections.ts'
import type { Hub } from './hub.ts'
import { MAX_WAITING, type Listener } from './listener.ts'
import type { Owner, Owners } from './owners.ts'
import { refuseStream, StreamRefusal, wishOf } from './streams.ts'

const HEARTBEAT_MS = 30_000
const MAX_MESSAGE = 16 * 1024
const MAX_STREAMS = 200
const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' }
const ADDRESS = '/api/v1/streaming'
const PATH = /^\/api\/v1\/streaming\/?$/

type Upgrade = Parameters<WebSocketServer['handleUpgrade']>[0]

export interface StreamingParts { ctx: Pick<Context, 'db' | 'log'>; hub: Hub; owners: Owners; connections: Connections }

interface Asked { type?: unknown; stream?: unknown; tag?: unknown; list?: unknown }

const firstOf = (value: unknown): unknown => Array.isArray(value) ? value[0] : value

/** Header, query, or, as browsers can do no other, the name of a subprotocol. */
function tokenFrom(request: Upgrade, query: URLSearchParams): string | null {
  const header = request.headers.authorization
  if (header) return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? header
  return query.get('access_token') ?? request.headers['sec-websocket-protocol']?.split(',')[0]?.trim() ?? null
}

function refuseUpgrade(socket: Duplex, error: unknown, log: Context['log'], address: string): void {
  const { status, text } = refuseStream(log, error, address)
  socket.end([`HTTP/1.1 ${status} ${REASONS[status] ?? 'Refused'}`, 'Connection: close', 'Content-Type: text/plain', 'Content-Length: 0',
    `X-Error-Message: ${text}`, '', ''].join('\r\n'), () => socket.destroy())
}

const say = (socket: WebSocket, error: unknown, log: Context['log']): void => {
  const { status, text } = refuseStream(log, error, ADDRESS)
  socket.send(JSON.stringify({ error: text, status }))
}

function listenerFor(socket: WebSocket, owner: Owner, session: Session): Listener {
  return {
    owner, session, format: 'frame', subscriptions: new Map(),
    send(bytes) {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > MAX_WAITING) return socket.terminate()
      socket.send(bytes, { binary: false })
    },
    end() {
      socket.close(1000)
      // An app that does not answer the farewell is not waited for.
      setTimeout(() => socket.terminate(), 500).unref()
    },
  }
}

/** Does what one message of the app asks; unknown ones are passed over, as Mastodon does. */
async function obey({ ctx, hub }: StreamingParts, listener: Listener, asked: Asked): Promise<void> {
  const name = firstOf(asked.stream)
  if (asked.type !== 'subscribe' && asked.type !== 'unsubscribe') return
  const wish = wishOf(typeof name === 'string' ? name : '', { tag: firstOf(asked.tag), list: firstOf(asked.list) }, listener.owner.accountId)
  if (asked.type === 'unsubscribe') return hub.unsubscribe(listener, wish.channel)
  await checkWish(ctx, listener.session, wish)
  if (listener.subscriptions.size >= MAX_STREAMS) throw new StreamRefusal(400, 'Too many streams in one connection')
  hub.subscribe(listener, wish)
}

function parse(data: RawData): Asked | null {
  try {
    const value: unknown = JSON.parse(String(data))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function run(parts: StreamingParts, socket: WebSocket, listener: Listener, query: URLSearchParams): void {
  const { ctx, hub, owners, connections } = parts
  let alive = true
  // What an app asks for is done in its order, and nothing after it has gone.
  let last: Promise<void> = Promise.resolve()
  const ask = (asked: Asked): void => {
    last = last.then(async () => { if (alive) await obey(parts, listener, asked) })
      .catch((error: unknown) => { if (alive) say(socket, error, ctx.log) })
  }
  let answered = true
  const heartbeat = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, HEARTBEAT_MS)
  socket.on('pong', () => { answered = true })
  socket.on('error', (error) => ctx.log.debug({ err: error }, 'a socket failed'))
  socket.on('close', () => {
    alive = false
    clearInterval(heartbeat)
    hub.leave(listener)
    connections.remove(listener)
    owners.letGo(listener.owner)
    last = last.then(() => hub.leave(listener))
  })
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003, 'Binary messages are not understood here')
    const asked = parse(data)
    if (asked) ask(asked)
  })
  connections.add(listener)
  const stream = query.get('stream')
  if (stream) ask({ type: 'subscribe', stream, tag: query.get('tag') ?? undefined, list: query.get('list') ?? undefined })
}

/** Answers upgrades of the streaming address; others are refused. */
export function createWebSockets(parts: StreamingParts) {
  const server = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: MAX_MESSAGE, perMessageDeflate: false })

  async function open(request: Upgrade, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!PATH.test(url.pathname)) throw new StreamRefusal(404, 'Not found')
    const session = await openSession(parts.ctx, tokenFrom(request, url.searchParams))
    const owner = await parts.owners.hold(session.user.accountId)
    if (socket.destroyed) return parts.owners.letGo(owner)
    let opened = false
    socket.once('close', () => { if (!opened) parts.owners.letGo(owner) })
    server.handleUpgrade(request, socket, head, (webSocket) => {
      opened = true
      run(parts, webSocket, listenerFor(webSocket, owner, session), url.searchParams)
    })
  }

  return (request: Upgrade, socket: Duplex, head: Buffer): void => {
    const ignore = () => {}
    socket.on('error', ignore)
    open(request, socket, head).then(() => socket.removeListener('error', ignore), (error: unknown) => refuseUpgrade(socket, error, parts.ctx.log, request.url ?? ''))
  }
}
