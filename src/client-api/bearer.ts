// The token that a request carries.
import type { FastifyRequest } from 'fastify'

/** The bearer token of a request: header first, then the query parameter that streaming clients use. */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header) return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? null
  const query = request.query as Record<string, unknown>
  return typeof query['access_token'] === 'string' ? query['access_token'] : null
}
