// The server of a visitor's own account, remembered on their device once they have used it: nothing is set before.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#machinery/config/config.ts'
import { normaliseHost } from '#domain/text/names.ts'

const NAME = 'covey_server'
const A_YEAR = 365 * 86_400

/** The host that was used last, or ''. */
export function homeServer(request: FastifyRequest): string {
  const pair = (request.headers.cookie ?? '').split(';').map((one) => one.trim()).find((one) => one.startsWith(`${NAME}=`))
  const text = pair?.slice(NAME.length + 1) ?? ''
  return /^[\w.-]{1,253}(?::\d{1,5})?$/.test(text) ? normaliseHost(text) ?? '' : ''
}

/** Remembers `host` for a year; only pages that ask for it are told. */
export function rememberServer({ origin }: Config, reply: FastifyReply, host: string): void {
  const before = reply.getHeader('set-cookie')
  const cookie = `${NAME}=${host}; Path=/interact; HttpOnly; SameSite=Lax; Max-Age=${A_YEAR}${origin.startsWith('https:') ? '; Secure' : ''}`
  reply.header('set-cookie', [...Array.isArray(before) ? before : before === undefined ? [] : [String(before)], cookie])
}
