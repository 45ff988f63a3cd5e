// Mounts the faces on the HTTP server. The only place that sees them all.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ensureBuilt } from '#web/build.ts'
import { fileRoutes } from '#web/routes/files.ts'
import { publicFiles } from '#web/routes/public-files.ts'
import { negotiate } from '#federation/documents/negotiate.ts'
import { verifySignedGet } from '#federation/inbox/authenticate.ts'
import { inboxDoor, type Door } from '#federation/inbox/door.ts'
import { federationRoutes } from '#federation/routes.ts'
import { publicPages } from '#web/routes/public-pages.ts'
import { webRoutes } from '#web/routes/web-routes.ts'
import { clientApi } from '#client-api/mount.ts'
import { startStreaming } from '#client-api/streaming/start.ts'
import { clientAddress } from '#machinery/http/client-address.ts'
import { linger } from './lingering-close.ts'
import { apiServices, pageServices, webServices } from './services.ts'
import { VERSION } from './version.ts'
import type { Wiring } from './wiring.ts'

/** The inboxes, which stand before the faces. */
export const openDoor = (house: Wiring): Door => inboxDoor(house, { clientOf: clientAddress(house.config.trustedProxies), linger })

/** Mounts every face; the result closes what they keep open (sockets, watchers). */
export async function mountFaces(app: FastifyInstance, house: Wiring): Promise<() => Promise<void>> {
  const closers: (() => Promise<void>)[] = []
  await ensureBuilt()
  const documents = { ...house, version: VERSION, verifySignedGet: (request: FastifyRequest) => verifySignedGet(house, request) }
  app.addHook('onRequest', negotiate(documents))
  await app.register(publicFiles)
  await app.register(federationRoutes(documents))
  await app.register(fileRoutes(webServices(house)))
  const lent = { ...house, services: pageServices(house) }
  await app.register(webRoutes(lent))
  await app.register(publicPages(lent))
  closers.push(startStreaming(app, house).close)
  await app.register(clientApi({ ...house, services: apiServices(house) }))
  return async () => { for (const close of closers) await close() }
}
