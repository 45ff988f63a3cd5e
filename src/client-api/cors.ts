// Cross-origin rules of the API: any site may call it, with a token, never with cookies.
import type { FastifyInstance } from 'fastify'

const EXPOSED = 'Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, Idempotency-Key, Mastodon-Async-Refresh'
const METHODS = 'GET, POST, PUT, PATCH, DELETE, OPTIONS'
// Named one by one: "*" does not cover Authorization.
const HEADERS = 'Authorization, Content-Type, Idempotency-Key, Mastodon-Async-Refresh, Accept, Accept-Language, Cache-Control'

/** Answers preflights and marks every answer of this plugin's routes. */
export function answerCors(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED)
  })
  for (const url of ['/api/*', '/oauth/token', '/oauth/revoke', '/oauth/userinfo', '/.well-known/oauth-authorization-server']) {
    app.options(url, async (_request, reply) => reply.code(204)
      .header('access-control-allow-methods', METHODS).header('access-control-allow-headers', HEADERS)
      .header('access-control-max-age', '7200').send())
  }
}
