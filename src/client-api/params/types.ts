// Parameter types as Mastodon's clients send them: everything may arrive as text, from JSON, form, multipart or query.
import { z } from 'zod'

/**
 * What Rails, and so Mastodon, takes for false; every other word is true, "no" too. Unlike there, "False" is false as well:
 * apps in Python send it, and mean it. '' is not given.
 */
const FALSE = new Set(['0', 'f', 'false', 'off'])
/** How many items a list may have: more than any app sends, fewer than an engine takes in one statement. */
const MAX_ITEMS = 1000

/** What can be written as text. An object may bring a `toString` of its own, which throws. */
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Whether a word of a parameter means true. */
export const isTrue = (value: string): boolean => value !== '' && !FALSE.has(value.toLowerCase())

/** A flag in the words of {@link isTrue}; '' and null as if it was not given. */
export const flag = () => z.preprocess((value) => isAbsent(value) ? undefined
  : typeof value === 'boolean' || !isPlain(value) ? value : isTrue(String(value)), z.boolean('is invalid').optional())

/** Whether this could be an id of ours. */
const isId = (value: unknown): boolean => isPlain(value) && /^\d+$/.test(String(value)) && Number.isSafeInteger(Number(value))

/** Digits as an id; those of a number that no id can be match nothing, as does everything else. */
function idOf(value: unknown): number {
  const digits = isPlain(value) ? String(value) : ''
  return /^\d+$/.test(digits) ? Math.min(Number(digits), Number.MAX_SAFE_INTEGER) : -1
}

/** An id as text or number; what is not an id matches nothing, as in Mastodon. */
export const id = () => z.preprocess((value) => isAbsent(value) ? undefined : idOf(value), z.number().optional())

/**
 * An id that is kept, not looked up. Mastodon would keep 0 for what is no number, and so lose the reader's place; here that
 * is refused, like what is blank there.
 */
export const keptId = () => z.preprocess((value) => value === undefined ? undefined : isAbsent(value) ? null : isId(value) ? Number(value) : Number.NaN,
  z.int({ error: ({ input }) => input === null ? 'can\'t be blank' : 'is not an id' }).optional())

/** A whole number as text or number. */
export const whole = () => z.preprocess((value) => isAbsent(value) ? undefined
  : typeof value === 'string' ? Number(value) : value, z.int('is not a number').optional())

/** A span in seconds; null and '' mean none, which is not the same as nothing said. */
export const seconds = () => z.preprocess((value) => value === '' ? null
  : typeof value === 'string' ? Number(value) : value, z.number('is not a number').min(0, 'must not be negative').max(1e10, 'is too large').nullable().optional())

/** Text; numbers and booleans are taken as written. */
export const text = () => z.preprocess((value) => value === null ? undefined
  : typeof value === 'number' || typeof value === 'boolean' ? String(value) : value, z.string('is invalid').optional())

/** One of a few words; null and '' are as good as nothing, since many apps send every field they know. */
export const choice = <const T extends string>(words: readonly T[]) =>
  z.preprocess((value) => isAbsent(value) ? undefined : value, z.enum(words, 'is not included in the list').optional())

/** A point in time in ISO 8601, as epoch ms. */
export const instant = () => z.preprocess((value) => isAbsent(value) ? undefined
  : isPlain(value) ? Date.parse(String(value)) : value, z.number('is not a date').optional())

/** A list, sent as `a[]=…`, `a=…`, an object with index keys, or JSON. */
export const list = <T extends z.ZodType>(of: T) => z.preprocess((value) => value === undefined || value === null ? undefined
  : Array.isArray(value) ? value : typeof value === 'object' ? Object.values(value) : [value],
z.array(of).max(MAX_ITEMS, `has more than ${MAX_ITEMS} items`).optional())

/** `limit`, clamped to `max`. */
export const limit = (fallback: number, max: number) => z.preprocess(
  (value) => isPlain(value) && value !== '' ? Math.min(max, Math.max(1, Math.trunc(Number(value)) || fallback)) : fallback, z.number())

/** The four parameters of a page of ids. */
export const paging = (fallback: number, max: number) => ({
  limit: limit(fallback, max), max_id: id(), since_id: id(), min_id: id(),
})

/** Paging parameters as the domain's page. */
export const pageOf = (input: { limit: number; max_id?: number | undefined; since_id?: number | undefined; min_id?: number | undefined }) => ({
  limit: input.limit, maxId: input.max_id, sinceId: input.since_id, minId: input.min_id,
})
