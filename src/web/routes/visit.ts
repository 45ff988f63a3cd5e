// One request of a browser: who it is, what it posted, and proof that the form was ours. Every page's handler starts here.
import type { FastifyReply, FastifyRequest } from 'fastify'
import qs from 'qs'
import { keepSession, findWebSession, type WebSession } from '#domain/access/web-sessions.ts'
import { noteSeen } from '#domain/access/presence.ts'
import { Refusal } from '#domain/refusals.ts'
import { keyedDigest, newSecret, sameSecret } from '#machinery/crypto/secrets.ts'
import { readCookie, setCookie } from './cookies.ts'
import type { WebContext } from './web-context.ts'

export type Fields = Readonly<Record<string, unknown>>

export interface Visit {
  readonly ctx: WebContext
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly now: number
  readonly session: WebSession | null
  /** For every form on the page. */
  readonly csrf: string
  readonly query: Fields
  /** What was posted; empty for GET. */
  readonly form: Fields
}

/** A field as text; '' if it is absent or nested. */
export const field = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

const parse = (words: string) => qs.parse(words, { depth: 2, parameterLimit: 300, arrayLimit: 100, allowPrototypes: false })

export const csrfToken = (formKey: string, binding: string): string => keyedDigest(formKey, `form:${binding}`)

/** What this browser's forms are bound to: its session, or a random cookie it is given with its first form. */
function bindingOf(ctx: WebContext, request: FastifyRequest, reply: FastifyReply, session: WebSession | null): string {
  const known = readCookie(ctx.config, request, session ? 'session' : 'form')
  if (known) return known
  const fresh = newSecret()
  setCookie(ctx.config, reply, 'form', fresh)
  return fresh
}

function checkForm(request: FastifyRequest, form: Fields, csrf: string): void {
  // Browsers that say where a request comes from are believed when they say "from elsewhere".
  if (request.headers['sec-fetch-site'] === 'cross-site' || !sameSecret(field(form, 'csrf'), csrf)) throw new Refusal('csrf.invalid')
}

function readForm(request: FastifyRequest): Fields {
  const body = request.body
  if (!Buffer.isBuffer(body)) return {}
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) throw new Refusal('input.unsupported')
  return parse(body.toString('utf8'))
}

/** Opens a visit. A POST without this browser's own token is refused with `csrf.invalid`. */
export async function openVisit(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const now = ctx.clock.now()
  const cookie = readCookie(ctx.config, request, 'session')
  const found = cookie ? await findWebSession(ctx.db, cookie, now) : null
  const session = found && found.closedAt === null ? found : null
  const mark = request.url.indexOf('?')
  const query = mark < 0 ? {} : parse(request.url.slice(mark + 1))
  const csrf = csrfToken(ctx.formKey, bindingOf(ctx, request, reply, session))
  const form = request.method === 'POST' ? readForm(request) : {}
  if (request.method === 'POST') checkForm(request, form, csrf)
  if (session?.stale) {
    await ctx.write(async (tx) => {
      await keepSession(tx, session.id)
      await noteSeen(tx, session.user.id)
    })
  }
  return { ctx, request, reply, now, session, csrf, query, form }
}

/** A form of the page, with this browser's token. */
export const formOf = (visit: Visit, action: string, rest: { hidden?: Record<string, string | undefined>; error?: string | undefined } = {}) => ({
  action, csrf: visit.csrf, ...rest.hidden ? { hidden: rest.hidden } : {}, ...rest.error ? { error: rest.error } : {},
})
