// Refusals of bodies that are still on their way. Whoever sends the whole body before reading anything would see a broken
// connection instead of the answer, so the rest is taken and thrown away: for a while, and not without end.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export interface Patience {
  /** Bytes thrown away at most; several of the largest uploads. */
  readonly bytes: number
  /** How long in all, ms. */
  readonly ms: number
  /** How long without a byte, ms. */
  readonly silentMs: number
}

const PATIENCE: Patience = { bytes: 256 * 1024 * 1024, ms: 30_000, silentMs: 5000 }
const LOOK_MS = 50

/** Watches a connection whose answer is sent until the body has ended too; Node throws away what comes. */
function drain(request: IncomingMessage, socket: Socket, patience: Patience, keep: boolean): void {
  const started = performance.now()
  const [before, limit] = [socket.bytesRead, socket.bytesRead + patience.bytes]
  let [read, readAt] = [before, started]
  request.resume()
  const watch = setInterval(() => {
    const now = performance.now()
    if (socket.bytesRead > read) [read, readAt] = [socket.bytesRead, now]
    if (!request.complete && !socket.destroyed) {
      if (read > limit || now - started > patience.ms || now - readAt > patience.silentMs) socket.destroy()
      else return
    }
    clearInterval(watch)
    if (!keep) socket.end()
  }, LOOK_MS)
  watch.unref()
}

/** Lets the answer to an unfinished request arrive; to be called before it is sent. */
export function linger(request: IncomingMessage, response: ServerResponse, patience: Patience = PATIENCE): void {
  if (request.complete || request.destroyed) return
  const keep = response.shouldKeepAlive
  // Told to close, Node would do so at once, which resets what the client has not read yet.
  response.shouldKeepAlive = true
  response.once('finish', () => drain(request, request.socket, patience, keep))
}

/**
 * Lets answers to unfinished requests arrive: the connection stays open while the rest of the body is thrown away, within
 * `patience`, and afterwards is kept or closed as the client asked. Answers to whole requests are left alone.
 */
export function closeLingering(app: FastifyInstance<Server>, patience: Patience = PATIENCE): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (!request.raw.complete && !request.raw.destroyed) reply.removeHeader('connection')
    linger(request.raw, reply.raw, patience)
    done()
  })
}
