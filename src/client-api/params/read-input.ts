// One normaliser for everything a client may send: query, JSON, form and multipart become one nested object, with
// `a[]` and `a[b]` understood in all of them.
import type { FastifyRequest } from 'fastify'
import qs from 'qs'
import { z } from 'zod'
import { invalid, Refusal } from '#domain/refusals.ts'
import { readUpload } from './upload.ts'

const QS = { depth: 6, arrayLimit: 200, parameterLimit: 2000, allowPrototypes: false, strictDepth: false } as const

/** The words of a query or form body, nested. */
export const parseForm = (words: string): Record<string, unknown> => qs.parse(words, QS)

const queryOf = (request: FastifyRequest) => {
  const mark = request.url.indexOf('?')
  return mark < 0 ? {} : parseForm(request.url.slice(mark + 1))
}

function parseJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal('input.malformed', { text: 'The body is not valid JSON' })
  }
  // As in Mastodon, a value that is no object names no parameters: masto sends an id so, where the address says it already.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  // Keys such as "media_ids[]" come from clients that reuse their form names.
  const keys = Object.keys(value)
  if (!keys.some((key) => key.includes('['))) return value as Record<string, unknown>
  // Putting them together takes the time of a form's, which has no more.
  if (keys.length > QS.parameterLimit) throw new Refusal('input.too-large')
  return qs.parse(value as never, QS)
}

/** No text has this character, and PostgreSQL takes none that has. Not recursive: JSON may be nested as deep as it is long. */
function refuseNul(input: unknown): void {
  const waiting: unknown[] = [input]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && value.includes('\0')) throw new Refusal('input.malformed', { text: 'Text must not contain null characters' })
    if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) waiting.push(inner)
  }
}

/** Query and body as one object; the body wins. Refuses null characters anywhere in it. */
export async function readInput(request: FastifyRequest): Promise<Record<string, unknown>> {
  const input = await readWhole(request)
  refuseNul(input)
  return input
}

async function readWhole(request: FastifyRequest): Promise<Record<string, unknown>> {
  const query = queryOf(request)
  const body = request.body
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') {
    await using upload = await readUpload(request, { files: false })
    return { ...query, ...upload.fields }
  }
  if (!Buffer.isBuffer(body)) return query
  if (type === 'application/json' || type.endsWith('+json')) return { ...query, ...parseJson(body) }
  if (type === 'application/x-www-form-urlencoded' || type === '') return { ...query, ...parseForm(body.toString('utf8')) }
  if (body.length === 0) return query
  throw new Refusal('input.unsupported')
}

/** What is wrong with one value, in Mastodon's words; a schema's own words come first. */
function faultOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'can\'t be blank'
  if (issue.code === 'invalid_value') return 'is not included in the list'
  if (issue.code === 'too_big') return 'is too long'
  if (issue.code === 'too_small') return 'is too short'
  return 'is invalid'
}

/** `poll[options]` for the path of an option: as it is written in a form, without the place in a list. */
const nameOf = ([first, ...inner]: readonly PropertyKey[]): string => first === undefined ? 'body'
  : String(first) + inner.filter((key) => typeof key !== 'number').map((key) => `[${String(key)}]`).join('')

/** Checks `input` against a route's schema; the first fault becomes a 422 that names the parameter. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { error: faultOf })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalid(`${nameOf(issue?.path ?? [])} ${issue?.message ?? 'is invalid'}`)
}
