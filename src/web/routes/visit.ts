// One request of a browser: who it is, what it posted, and proof that the form was ours. Every page's handler starts here.
import type { FastifyReply, FastifyRequest } from 'fastify'
import qs from 'qs'
import { keepSession, findWebSession, type WebSession } from '#domain/access/web-sessions.ts'
import { notePlace } from '#domain/access/known-places.ts'
import { noteSeen } from '#domain/access/presence.ts'
import { PICTURE_BYTES } from '#domain/accounts/profile-pictures.ts'
import { Refusal } from '#domain/refusals.ts'
import { keyedDigest, newSecret, sameSecret } from '#machinery/crypto/secrets.ts'
import { MultipartFault, readMultipart, type UploadedFile } from '#machinery/http/multipart.ts'
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
  /** Files that were posted; they go once the answer is sent. */
  readonly files: readonly UploadedFile[]
  /** A file was too large: it is not among `files`, and what stood after it in the form was not read. */
  readonly tooLarge?: boolean
}

/** A field as text; '' if it is absent or nested. */
export const field = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

const parse = (words: string) => qs.parse(words, { depth: 2, parameterLimit: 300, arrayLimit: 100, allowPrototypes: false })

export const csrfToken = (formKey: string, binding: string): string => keyedDigest(formKey, `form:${binding}`)

/** Whose session the browser has, if it is open, and the token of that session's forms; nothing is written, nothing is set. */
export async function whoVisits(ctx: WebContext, request: FastifyRequest, now: number): Promise<Pick<Visit, 'session' | 'csrf'>> {
  const cookie = readCookie(ctx.config, request, 'session')
  const found = cookie ? await findWebSession(ctx.db, cookie, now) : null
  return cookie && found && found.closedAt === null ? { session: found, csrf: csrfToken(ctx.formKey, cookie) } : { session: null, csrf: '' }
}

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

/** Forms that carry a picture; nobody but a signed-in member may send a file. */
const PICTURE_FORMS = new Set(['/setup/looks', '/admin/settings/looks'])

/** Posts that prove themselves by their address: a mail program that sends one has neither our cookie nor our token. */
const PROVEN = new Set(['/auth/mail/stop'])

type Posted = Pick<Visit, 'form' | 'files' | 'tooLarge'>

async function readPictureForm(request: FastifyRequest, reply: FastifyReply): Promise<Posted> {
  try {
    const upload = await readMultipart(request.raw, { files: 1, maxBytes: PICTURE_BYTES })
    reply.raw.once('close', () => { void upload[Symbol.asyncDispose]() })
    return { form: upload.fields, files: upload.files.filter((file) => file.size > 0) }
  } catch (error) {
    if (!(error instanceof MultipartFault)) throw error
    if (error.reason === 'file-too-large') return { form: error.fields, files: [], tooLarge: true }
    throw new Refusal('input.malformed')
  }
}

async function readForm(request: FastifyRequest, reply: FastifyReply, signedIn: boolean): Promise<Posted> {
  const { body, headers: { 'content-type': type = '' } } = request
  if (type.startsWith('multipart/form-data') && signedIn && PICTURE_FORMS.has(request.routeOptions.url ?? '')) return readPictureForm(request, reply)
  if (!Buffer.isBuffer(body)) return { form: {}, files: [] }
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new Refusal('input.unsupported')
  return { form: parse(body.toString('utf8')), files: [] }
}

/** Opens a visit. A POST without this browser's own token is refused with `csrf.invalid`. */
export async function openVisit(ctx: WebContext, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const now = ctx.clock.now()
  const { session } = await whoVisits(ctx, request, now)
  const mark = request.url.indexOf('?')
  const query = mark < 0 ? {} : parse(request.url.slice(mark + 1))
  const csrf = csrfToken(ctx.formKey, bindingOf(ctx, request, reply, session))
  const { form, files, tooLarge = false } = request.method === 'POST' ? await readForm(request, reply, session !== null) : { form: {}, files: [] }
  if (request.method === 'POST' && !PROVEN.has(request.routeOptions.url ?? '')) checkForm(request, form, csrf)
  if (session?.stale) {
    await ctx.write(async (tx) => {
      await keepSession(tx, session.id)
      await noteSeen(tx, session.user.id)
      await notePlace(tx, session.user.id, { ip: request.ip, userAgent: request.headers['user-agent'] ?? null })
    })
  }
  return { ctx, request, reply, now, session, csrf, query, form, files, tooLarge }
}

/** A form of the page, with this browser's token. */
export const formOf = (visit: Visit, action: string, rest: { hidden?: Record<string, string | undefined>; error?: string | undefined } = {}) => ({
  action, csrf: visit.csrf, ...rest.hidden ? { hidden: rest.hidden } : {}, ...rest.error ? { error: rest.error } : {},
})
