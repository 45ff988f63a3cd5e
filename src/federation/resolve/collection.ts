// Collections of other servers, read a page at a time and never to their end.
import type { Budget } from './budget.ts'
import { fetchJson } from './fetch-document.ts'
import type { Reach } from './memory.ts'
import { countOf, idOf, isObject, listOf, sameOrigin, typesOf, type Json } from './plain-json.ts'

export interface Collected {
  readonly items: unknown[]
  /** What its server says there are; null if it does not say. */
  readonly total: number | null
}

interface Limits { readonly budget: Budget; readonly items: number; readonly pages: number }

const NOTHING: Collected = { items: [], total: null }

const isCollection = (document: Json): boolean => typesOf(document).some((type) => /^(?:Ordered)?Collection(?:Page)?$/.test(type))
const itemsOf = (document: Json): unknown[] => listOf(document['orderedItems'] ?? document['items'])

/** A collection or page given whole, or fetched from `origin`; what lies elsewhere belongs to somebody else. */
async function open(reach: Reach, value: unknown, origin: string, budget: Budget): Promise<Json | null> {
  if (isObject(value) && isCollection(value) && (itemsOf(value).length > 0 || value['first'] !== undefined || idOf(value) === null)) return value
  const url = idOf(value)
  if (url === null || !sameOrigin(url, origin)) return null
  const fetched = await fetchJson(reach, url, budget)
  return fetched.ok && sameOrigin(fetched.value.url, origin) && isCollection(fetched.value.document) ? fetched.value.document : null
}

/**
 * The first items of a collection: `value` is it or its address, `origin` (any address there) where it must be. What
 * cannot be had is left out. Items are as untrusted as they come.
 */
export async function readCollection(reach: Reach, value: unknown, origin: string, { budget, items: limit, pages }: Limits): Promise<Collected> {
  const collection = await open(reach, value, origin, budget)
  if (!collection) return NOTHING
  const items = itemsOf(collection)
  const seen = new Set<string>()
  let next: unknown = collection['first'] ?? collection['next']
  for (let page = 0; page < pages && items.length < limit && next !== undefined; page++) {
    const url = idOf(next)
    if (url !== null && seen.has(url)) break
    if (url !== null) seen.add(url)
    const opened = await open(reach, next, origin, budget)
    if (!opened) break
    items.push(...itemsOf(opened))
    next = opened['next']
  }
  return { items: items.slice(0, limit), total: countOf(collection['totalItems']) }
}
