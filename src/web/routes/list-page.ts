// One page of a list by key, with links to the newer and the older ones.
import type { Page } from '#domain/page.ts'
import type { Paging } from '../props/page.ts'
import { field, type Visit } from './visit.ts'

const PER_PAGE = 20

function bound(visit: Visit, name: string): number | undefined {
  const text = field(visit.query, name)
  return /^\d{1,16}$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER ? Number(text) : undefined
}

export interface ListPage { ids: number[]; paging: Paging; first: boolean }

/**
 * A page of the ids that `read` gives, newest first, at `path`; `keep` (as in a query) is carried along. One more than
 * is shown is read, to know whether there are more.
 */
export async function listPage(visit: Visit, path: string, read: (page: Page) => Promise<number[]>, keep = ''): Promise<ListPage> {
  const maxId = bound(visit, 'max_id')
  const minId = maxId === undefined ? bound(visit, 'min_id') : undefined
  const found = await read({ limit: PER_PAGE + 1, maxId, minId })
  const more = found.length > PER_PAGE
  const ids = more ? (minId === undefined ? found.slice(0, PER_PAGE) : found.slice(1)) : found
  const newest = ids[0]
  const oldest = ids.at(-1)
  const newer = minId === undefined ? maxId !== undefined : more
  const older = minId === undefined ? more : true
  const address = (query: string) => `${path}?${query}${keep && `&${keep}`}`
  return {
    ids, first: maxId === undefined && minId === undefined,
    paging: {
      newer: newer ? (newest === undefined ? `${path}${keep && `?${keep}`}` : address(`min_id=${newest}`)) : null,
      older: older && oldest !== undefined ? address(`max_id=${oldest}`) : null,
    },
  }
}
