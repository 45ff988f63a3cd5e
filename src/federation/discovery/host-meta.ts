// host-meta (RFC 6415): where WebFinger is, for servers that look it up before they ask.
import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '#domain/text/escape.ts'
import type { DocumentContext } from '../documents/serve.ts'

/** Mounts `/.well-known/host-meta` (XRD) and `/.well-known/host-meta.json` (JRD). */
export function hostMetaRoutes(app: FastifyInstance, { config }: Pick<DocumentContext, 'config'>): void {
  const template = `${config.origin}/.well-known/webfinger?resource={uri}`
  const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
    + `  <Link rel="lrdd" template="${escapeHtml(template)}"/>\n</XRD>\n`
  const json = JSON.stringify({ links: [{ rel: 'lrdd', template }] })
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=86400' }
  app.get('/.well-known/host-meta', async (request, reply) => request.headers.accept?.startsWith('application/jrd+json')
    ? reply.headers(headers).header('content-type', 'application/jrd+json; charset=utf-8').send(json)
    : reply.headers(headers).header('content-type', 'application/xrd+xml; charset=utf-8').send(xml))
  app.get('/.well-known/host-meta.json', async (_request, reply) =>
    reply.headers(headers).header('content-type', 'application/jrd+json; charset=utf-8').send(json))
}
