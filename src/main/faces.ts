// Mounts the faces on the HTTP server. The only place that sees them all.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ensureBuilt } from '#web/build.ts'
import { fileRoutes } from '#web/routes/files.ts'
import { publicFiles } from '#web/routes/public-files.ts'
import { negotiate } from '#federation/documents/negotiate.ts'
import { verifySignedGet } from '#federation/inbox/authenticate.ts'
import { inboxRoutes } from '#federation/inbox/routes.ts'
import { federationRoutes } from '#federation/routes.ts'
import { publicPages } from '#web/routes/public-pages.ts'
import { webRoutes } from '#web/routes/web-routes.ts'
import { clientApi } from '#client-api/mount.ts'
import { startStreaming } from '#client-api/streaming/start.ts'
import { apiServices, pageServices, webServices } from './services.ts'
import { VERSION } from './version.ts'
import type { Wiring } from './wiring.ts'

/** Mounts every face; the result closes what they keep open (sockets, watchers). */
export async function mountFaces(app: FastifyInstance, house: Wiring): Promise<() => Promise<void>> {
  const closers: (() => Promise<void>)[] = []
  await ensureBuilt()
  const documents = { ...house, version: VERSION, verifySignedGet: (request: FastifyRequest) => verifySignedGet(house, request) }
  app.addHook('onRequest', negotiate(documents))
  await app.register(publicFiles)
  await app.register(federationRoutes(documents))
  await app.register(fileRoutes(webServices(house)))
  await app.register(inboxRoutes(house))
  const lent = { ...house, services: pageServices(house) }
  await app.register(webRoutes(lent))
  await app.register(publicPages(lent))
  closers.push(startStreaming(app, house).close)
  await app.register(clientApi({ ...house, services: apiServices(house) }))
  return async () => { for (const close of closers) await close() }
}
