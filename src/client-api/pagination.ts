// The Link header of a page, with absolute URLs and every other parameter kept.
import type { Call } from './route.ts'

const NOT_KEPT: ReadonlySet<string> = new Set(['max_id', 'since_id', 'min_id', 'access_token'])
const NOT_KEPT_BY_OFFSET: ReadonlySet<string> = new Set(['offset', 'access_token'])
/** Characters of other parameters that a link may repeat; more than any app sends. */
const MAX_KEPT = 1500

/** Where the page that was asked for is, with every parameter that a link may repeat but not where it begins. */
function addressOf(call: Pick<Call, 'request' | 'ctx'>, dropped: ReadonlySet<string>): URL {
  const asked = new URL(call.request.url, call.ctx.config.origin)
  // A request may name any host in its first line; the links name ours.
  const url = new URL(asked.pathname + asked.search, call.ctx.config.origin)
  for (const name of new Set(url.searchParams.keys())) if (dropped.has(name.replace(/\[.*$/s, ''))) url.searchParams.delete(name)
  // Twice in one header, which clients and proxies read up to a size of their own.
  if (url.search.length > MAX_KEPT) url.search = ''
  return url
}

/** Sets `Link` for a page that begins at `offset`, and answers `body`: rows that have no lasting order. */
export function pagedByOffset<T>(call: Pick<Call, 'request' | 'reply' | 'ctx'> & { input: { limit: number } }, { offset, shown }: { offset: number; shown: number }, body: T): T {
  const url = addressOf(call, NOT_KEPT_BY_OFFSET)
  const { limit } = call.input
  const link = (from: number, rel: string) => {
    const target = new URL(url)
    target.searchParams.set('offset', String(from))
    return `<${target.href}>; rel="${rel}"`
  }
  const links = [...shown >= limit ? [link(offset + limit, 'next')] : [], ...offset > 0 ? [link(Math.max(0, offset - limit), 'prev')] : []]
  if (links.length > 0) call.reply.header('link', links.join(', '))
  return body
}

/**
 * Sets `Link` for a page whose rows have `keys` (newest first) and answers `body`. A page shorter than `limit` has no
 * `next`; pass `limit` as it was asked of the database.
 */
export function paged<T>(call: Call<never> | Call<{ limit: number }>, keys: readonly number[], body: T, limit = (call.input as { limit?: number }).limit): T {
  const newest = keys[0]
  const oldest = keys.at(-1)
  if (newest === undefined || oldest === undefined) return body
  const url = addressOf(call, NOT_KEPT)
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
