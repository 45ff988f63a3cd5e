// A page of ids by key, as Mastodon pages: newest first; `minId` asks for the rows just above it.
import { sql, type Expression, type SelectQueryBuilder } from 'kysely'

export interface Page {
  limit: number
  maxId?: number | undefined
  sinceId?: number | undefined
  minId?: number | undefined
}

/**
 * Adds a page's bounds, order and limit to `query`, paging by `column`. A `minId` page is read upwards: pass the rows
 * through {@link inOrder} to have them newest first.
 */
export function pageQuery<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>, column: string, page: Page,
): SelectQueryBuilder<DB, TB, O> {
  const ref = sql.ref(column) as Expression<unknown>
  let bounded = query
  if (page.maxId !== undefined) bounded = bounded.where(sql<boolean>`${ref} < ${page.maxId}`)
  const above = page.minId ?? page.sinceId
  if (above !== undefined) bounded = bounded.where(sql<boolean>`${ref} > ${above}`)
  return bounded.orderBy(ref as never, page.minId === undefined ? 'desc' : 'asc').limit(page.limit)
}

/** Newest first, whichever way the page was read. */
export const inOrder = <T>(rows: T[], page: Page): T[] => page.minId === undefined ? rows : rows.reverse()
