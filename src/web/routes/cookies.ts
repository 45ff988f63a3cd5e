// The two cookies of the pages. Under https their names make browsers refuse them from anywhere but this very host.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#machinery/config/config.ts'

/** `session`: who is signed in. `form`: an unknown browser, so that its forms can be told from forged ones. */
export type CookieName = 'session' | 'form'

const isSecure = (config: Config) => config.origin.startsWith('https:')
const nameOf = (config: Config, name: CookieName) => isSecure(config) ? `__Host-covey_${name}` : `covey_${name}`

/** A cookie's value as sent by the browser, or null. */
export function readCookie(config: Config, request: FastifyRequest, name: CookieName): string | null {
  const wanted = `${nameOf(config, name)}=`
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const trimmed = pair.trim()
    if (trimmed.startsWith(wanted)) return /^[\w-]{16,100}$/.exec(trimmed.slice(wanted.length))?.[0] ?? null
  }
  return null
}

/** Sets a cookie; it ends with the browser's session unless `maxAge` (seconds) is given. An empty value removes it. */
export function setCookie(config: Config, reply: FastifyReply, name: CookieName, value: string, maxAge?: number): void {
  const parts = [`${nameOf(config, name)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (isSecure(config)) parts.push('Secure')
  if (value === '') parts.push('Max-Age=0')
  else if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  const before = reply.getHeader('set-cookie')
  reply.header('set-cookie', [...Array.isArray(before) ? before : before === undefined ? [] : [String(before)], parts.join('; ')])
}
