// Other servers' documents as plain JSON: no contexts are processed, only well-known keys are ever looked at, and
// every value may be missing, single or a list. What comes out is typed or absent.
import { plainOrigin } from './plain-origin.ts'

export type Json = Readonly<Record<string, unknown>>

/** Why a text is not taken for JSON. */
export type JsonRefusal = 'not-json' | 'not-an-object' | 'too-deep'

const MAX_DEPTH = 32
const LIST_LIMIT = 1000
const URI_LIMIT = 2048

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACE = 0x7b
const BRACKET = 0x5b

/** Whether there are more opening brackets, in text or not, than may be nested: without them nothing can be too deep. */
function hasManyBrackets(bytes: Buffer): boolean {
  let count = 0
  for (const opening of [BRACE, BRACKET]) {
    for (let at = bytes.indexOf(opening); at >= 0 && count <= MAX_DEPTH; at = bytes.indexOf(opening, at + 1)) count += 1
  }
  return count > MAX_DEPTH
}

/** Counts brackets in the raw bytes, so that a bottomless document is refused before anything walks it. */
function isTooDeep(bytes: Buffer): boolean {
  if (!hasManyBrackets(bytes)) return false
  let depth = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (byte === BRACE || byte === BRACKET) {
      depth += 1
      if (depth > MAX_DEPTH) return true
    } else if (byte === BRACE + 2 || byte === BRACKET + 2) depth -= 1
  }
  return false
}

/** Parses a document: an object of at most 32 levels; `text` is what was parsed. Never throws. */
export function parseDocument(bytes: Buffer): { ok: true; document: Json; text: string } | { ok: false; reason: JsonRefusal } {
  if (isTooDeep(bytes)) return { ok: false, reason: 'too-deep' }
  try {
    const text = bytes.toString('utf8')
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { ok: true, document: value, text } : { ok: false, reason: 'not-an-object' }
  } catch {
    return { ok: false, reason: 'not-json' }
  }
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value that may be single or a list, as a list of at most a thousand. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.slice(0, LIST_LIMIT) : [value]
}

/** The first of what may be a list. */
export const firstOf = (value: unknown): unknown => Array.isArray(value) ? value[0] : value

/** A text, if it is one, cut to `limit` UTF-16 units. */
export const textOf = (value: unknown, limit: number): string | null =>
  typeof value === 'string' ? value.slice(0, limit).toWellFormed().replaceAll('\0', '') : null

export const flagOf = (value: unknown): boolean | null => typeof value === 'boolean' ? value : null

/** A count: a whole number from 0 to 2^53. */
export const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

/** A moment as epoch ms; null for what is no date. */
export function momentOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 64) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}

/** The id of what may be an object or its bare id. */
export function idOf(value: unknown): string | null {
  const first = firstOf(value)
  const id = isObject(first) ? first['id'] : first
  return typeof id === 'string' && id.length <= URI_LIMIT && isWebUri(id) ? id : null
}

/** All ids of what may be a list of objects and ids; each once. */
export const idsOf = (value: unknown): string[] => [...new Set(listOf(value).flatMap((one) => idOf(one) ?? []))]

/** The document's types; a document may have several. */
export const typesOf = (document: Json): string[] => listOf(document['type']).filter((one) => typeof one === 'string')

/** The first of `wanted` that is among the document's types. */
export const typeAmong = (document: Json, wanted: ReadonlySet<string>): string | null =>
  typesOf(document).find((one) => wanted.has(one)) ?? null

/**
 * Whether something is an address on the web: http or https, with a host and no credentials. Parsers of addresses pass over
 * control characters, and nobody writes angle brackets or quotation marks into one but to get out of it elsewhere.
 */
export function isWebUri(text: string): boolean {
  if (/[\p{Cc}<>"]/u.test(text)) return false
  if (plainOrigin(text) !== null) return true
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { hostname, username, password } = new URL(text)
  return hostname !== '' && username === '' && password === ''
}

/** An address on the web, or null. */
export const webUrlOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= URI_LIMIT && isWebUri(value) ? value : null

/** Whether two addresses are of one origin: scheme, host and port. */
export function sameOrigin(one: string, other: string): boolean {
  const plain = plainOrigin(one)
  if (plain !== null && plain === plainOrigin(other)) return true
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin
}

/**
 * The address of what may be a string, a Link or a list of them; of several, the first whose `mediaType` is `preferred`
 * (or not said), else the first.
 */
export function hrefOf(value: unknown, preferred = 'text/html'): string | null {
  const links = listOf(value).map((one) => isObject(one)
    ? { href: webUrlOf(one['href'] ?? one['url']), type: one['mediaType'] ?? one['mimeType'] }
    : { href: webUrlOf(one), type: undefined })
  const usable = links.filter((link) => link.href !== null)
  return (usable.find((link) => link.type === preferred) ?? usable.find((link) => link.type === undefined) ?? usable[0])?.href ?? null
}
