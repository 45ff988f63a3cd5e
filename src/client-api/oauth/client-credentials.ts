// Who an app says it is: in the Authorization header (RFC 6749 §2.3.1) or in the body.
import type { FastifyRequest } from 'fastify'
import type { Reader } from '#domain/context.ts'
import { authenticateApp, type App } from '#domain/access/apps.ts'

interface Claimed { client_id?: string | undefined; client_secret?: string | undefined }

const decoded = (word: string) => {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

function fromHeader(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/_=-]+)$/i.exec(header ?? '')?.[1]
  if (!encoded) return null
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? null : { id: decoded(pair.slice(0, colon)), secret: decoded(pair.slice(colon + 1)) }
}

/** The app that proves itself with a request, or null. The header counts before the body. */
export async function appOfRequest(db: Reader, request: FastifyRequest, body: Claimed): Promise<App | null> {
  const header = fromHeader(request.headers.authorization)
  if (header) return authenticateApp(db, header.id, header.secret)
  return body.client_id && body.client_secret ? authenticateApp(db, body.client_id, body.client_secret) : null
}
