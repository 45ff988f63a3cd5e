// Filters as their owner reads them.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { missing } from '#domain/refusals.ts'
import { idList } from '#machinery/db/id-list.ts'

/** The filter, if it is `accountId`'s; refuses `record.missing` otherwise. */
export async function ownFilter(db: Reader, accountId: number, filterId: number): Promise<Row<'filters'>> {
  const row = await db.selectFrom('filters').selectAll().where('id', '=', filterId).where('account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** The keyword, if its filter is `accountId`'s. */
export async function ownKeyword(db: Reader, accountId: number, keywordId: number): Promise<Row<'filter_keywords'>> {
  const row = await db.selectFrom('filter_keywords as k').innerJoin('filters as f', 'f.id', 'k.filter_id').selectAll('k')
    .where('k.id', '=', keywordId).where('f.account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** The entry of a status in a filter, if the filter is `accountId`'s. */
export async function ownFilterStatus(db: Reader, accountId: number, entryId: number): Promise<Row<'filter_statuses'>> {
  const row = await db.selectFrom('filter_statuses as s').innerJoin('filters as f', 'f.id', 's.filter_id').selectAll('s')
    .where('s.id', '=', entryId).where('f.account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row
}

export interface WholeFilter {
  filter: Row<'filters'>
  keywords: Row<'filter_keywords'>[]
  statuses: Row<'filter_statuses'>[]
}

/** Filters of `accountId` with all that is in them, oldest first; of `ids` only, if given. Three statements. */
export async function wholeFilters(db: Reader, accountId: number, ids?: readonly number[]): Promise<WholeFilter[]> {
  let query = db.selectFrom('filters').selectAll().where('account_id', '=', accountId).orderBy('id')
  if (ids) query = query.where('id', 'in', idList(ids))
  const filters = await query.execute()
  if (filters.length === 0) return []
  const found = idList(filters.map((one) => one.id))
  const [keywords, statuses] = await Promise.all([
    db.selectFrom('filter_keywords').selectAll().where('filter_id', 'in', found).orderBy('id').execute(),
    db.selectFrom('filter_statuses').selectAll().where('filter_id', 'in', found).orderBy('id').execute(),
  ])
  return filters.map((filter) => ({
    filter, keywords: keywords.filter((one) => one.filter_id === filter.id), statuses: statuses.filter((one) => one.filter_id === filter.id),
  }))
}
