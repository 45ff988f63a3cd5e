// The texts of a document: plain, as HTML, or only inside a map by language.
import { normaliseLanguage } from '#domain/text/language.ts'
import { stripAll } from '#domain/text/plain-text.ts'
import { sanitizeHtml } from '#domain/text/sanitize.ts'
import { isObject, textOf, type Json } from './plain-json.ts'

export interface Told { readonly text: string; readonly language: string | null }

/** HTML of a post beyond this is cut before it is sanitised; UTF-16 units. */
export const CONTENT_LIMIT = 100_000
export const TITLE_LIMIT = 500
export const SUMMARY_LIMIT = 5000
const LINE_LIMIT = 2048

/** `document[key]`, or what stands in `document[key + 'Map']` in its first language. */
export function told(document: Json, key: 'content' | 'summary' | 'name', limit: number): Told | null {
  const map = document[`${key}Map`]
  const entries = isObject(map) ? Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : []
  const plain = textOf(document[key], limit)
  const [first] = entries
  if (plain === null) return first ? { text: first[1].slice(0, limit), language: normaliseLanguage(first[0]) } : null
  const mapped = entries.find(([, text]) => text === document[key]) ?? (entries.length === 1 ? first : undefined)
  return { text: plain, language: mapped ? normaliseLanguage(mapped[0]) : null }
}

/** HTML that may be shown. */
export const htmlOf = (text: string): string => sanitizeHtml(text)

/** One line without markup. */
export const lineOf = (text: string, limit = LINE_LIMIT): string => stripAll(text).slice(0, limit).toWellFormed()
