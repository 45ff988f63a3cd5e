// What browsers, robots and whoever watches over servers ask every site for.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals.ts'
import { indexableUsernames } from '#domain/search/directory.ts'
import { escapeHtml } from '#domain/text/escape.ts'
import { sendShared } from './reading.ts'
import type { WebContext } from './web-context.ts'

const DAY = 'public, max-age=86400'

// Nothing here that a search engine could use; the last one is a crawler for training, as Mastodon turns it away.
const robotsFor = ({ config }: WebContext): string => ['User-agent: *', ...['/api/', '/auth/', '/oauth/', '/join/', '/invite/', '/files/remote/', '/interact', '/share', '/authorize_interaction'].map((path) => `Disallow: ${path}`), '',
  'User-agent: GPTBot', 'Disallow: /', '', `Sitemap: ${config.origin}/sitemap.xml`, ''].join('\n')

const MOST_LISTED = 5000

/** GET /sitemap.xml: the pages about this community, and the people here who want to be found. */
async function sendSitemap({ config, db }: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const people = await indexableUsernames(db, MOST_LISTED)
  const paths = ['/', '/about', '/directory', '/public/local', ...people.map((name) => `/@${name}`)]
  reply.header('content-type', 'application/xml; charset=utf-8').header('cache-control', 'public, max-age=3600')
  return sendShared(request, reply, `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${
    paths.map((path) => `<url><loc>${escapeHtml(config.origin + path)}</loc></url>`).join('')}</urlset>`)
}

async function sendManifest({ community }: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { name, description } = await community()
  reply.header('content-type', 'application/manifest+json; charset=utf-8').header('cache-control', 'public, max-age=600')
  return sendShared(request, reply, JSON.stringify({
    name, short_name: name.slice(0, 30), ...(description ? { description } : {}), id: '/', start_url: '/', scope: '/', display: 'minimal-ui',
    theme_color: '#0a6b5e', background_color: '#f3f4f1',
    icons: [48, 192, 512].map((size) => ({ src: `/instance/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose: 'any' })),
  }))
}

/** GET /health: says that the server answers and reaches its database. Text, or JSON for who asks for it. */
async function sendHealth(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await ctx.settings().catch((error: unknown) => { throw new Refusal('server.busy', { text: error instanceof Error ? 'The database does not answer.' : '' }) })
  reply.header('cache-control', 'no-store')
  const json = (request.headers.accept ?? '').includes('json')
  return reply.type(json ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8').send(json ? '{"status":"OK"}' : 'OK')
}

/** Mounts them. */
export function mountSiteFiles(app: FastifyInstance, ctx: WebContext): void {
  app.get('/robots.txt', async (_request, reply) => reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', DAY).send(robotsFor(ctx)))
  app.get('/sitemap.xml', (request, reply) => sendSitemap(ctx, request, reply))
  for (const url of ['/manifest.webmanifest', '/manifest', '/manifest.json']) app.get(url, (request, reply) => sendManifest(ctx, request, reply))
  app.get('/health', (request, reply) => sendHealth(ctx, request, reply))
  app.get('/.well-known/change-password', async (_request, reply) => reply.code(302).header('location', '/auth/edit').send())
}
