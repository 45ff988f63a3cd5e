// Streaming, mounted: the bus on one side, sockets and server-sent events on the other.
import type { FastifyInstance } from 'fastify'
import type { Context, StreamMessage } from '#domain/context.ts'
import { createConnections } from './connections.ts'
import { createHub } from './hub.ts'
import { createOwners } from './owners.ts'
import { serverSentStreams } from './server-sent.ts'
import { createWebSockets } from './websocket.ts'

/** The context with the bus that says what has been committed. */
export interface StreamingContext extends Pick<Context, 'db' | 'config' | 'clock' | 'log'> {
  readonly bus: { subscribe(hear: (message: StreamMessage) => void): () => void }
}

/** Mounts streaming on `app`, before it listens. `close` ends every stream. */
export function startStreaming(app: FastifyInstance, ctx: StreamingContext): { close(): Promise<void> } {
  const owners = createOwners(ctx)
  const connections = createConnections(ctx)
  const hub = createHub({ at: ctx, owners, log: ctx.log, recheck: connections.recheck })
  const parts = { ctx, hub, owners, connections }
  const upgrade = createWebSockets(parts)
  const unsubscribe = ctx.bus.subscribe(hub.hear)
  app.server.on('upgrade', upgrade)
  app.register(serverSentStreams(parts))
  return {
    async close() {
      app.server.off('upgrade', upgrade)
      unsubscribe()
      connections.close()
    },
  }
}
