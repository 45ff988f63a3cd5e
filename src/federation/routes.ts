// Everything other servers may GET: actors, statuses, collections, and how they are found. The inbox is mounted beside.
import type { FastifyInstance } from 'fastify'
import { hostMetaRoutes } from './discovery/host-meta.ts'
import { nodeInfoRoutes } from './discovery/nodeinfo.ts'
import { webfingerRoute } from './discovery/webfinger.ts'
import { actorRoutes } from './documents/actor-routes.ts'
import { collectionRoutes } from './documents/collection-routes.ts'
import { sendRefusal, type DocumentContext } from './documents/serve.ts'
import { stampRoutes } from './documents/stamp-routes.ts'
import { statusRoutes } from './documents/status-routes.ts'

/** The documents as a Fastify plugin. See `negotiate` for those that share an address with a page. */
export function federationRoutes(ctx: DocumentContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((error, _request, reply) => sendRefusal(ctx, error, reply))
    actorRoutes(app, ctx)
    statusRoutes(app, ctx)
    stampRoutes(app, ctx)
    collectionRoutes(app, ctx)
    webfingerRoute(app, ctx)
    hostMetaRoutes(app, ctx)
    nodeInfoRoutes(app, ctx)
  }
}
