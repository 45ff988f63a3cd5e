// The Link header of a page, with absolute URLs and every other parameter kept.
import type { Call } from './route.ts'

const NOT_KEPT: ReadonlySet<string> = new Set(['max_id', 'since_id', 'min_id', 'access_token'])
/** Characters of other parameters that a link may repeat; more than any app sends. */
const MAX_KEPT = 1500

/**
 * Sets `Link` for a page whose rows have `keys` (newest first) and answers `body`. A page shorter than `limit` has no
 * `next`; pass `limit` as it was asked of the database.
 */
export function paged<T>(call: Call<never> | Call<{ limit: number }>, keys: readonly number[], body: T, limit = (call.input as { limit?: number }).limit): T {
  const newest = keys[0]
  const oldest = keys.at(-1)
  if (newest === undefined || oldest === undefined) return body
  const asked = new URL(call.request.url, call.ctx.config.origin)
  // A request may name any host in its first line; the links name ours.
  const url = new URL(asked.pathname + asked.search, call.ctx.config.origin)
  for (const name of new Set(url.searchParams.keys())) if (NOT_KEPT.has(name.replace(/\[.*$/s, ''))) url.searchParams.delete(name)
  // Twice in one header, which clients and proxies read up to a size of their own.
  if (url.search.length > MAX_KEPT) url.search = ''
  const link = (name: string, value: number, rel: string) => {
    const target = new URL(url)
    target.searchParams.set(name, String(value))
    return `<${target.href}>; rel="${rel}"`
  }
  const links = [link('min_id', newest, 'prev')]
  if (limit === undefined || keys.length >= limit) links.unshift(link('max_id', oldest, 'next'))
  call.reply.header('link', links.join(', '))
  return body
}
