// A member's list of accounts to read apart.
import type { Row } from '#domain/tables.ts'
import { listRows } from '#domain/reading/lists.ts'
import type { At } from './at.ts'

export interface List {
  id: string
  title: string
  replies_policy: 'followed' | 'list' | 'none'
  exclusive: boolean
}

/** One list. */
export const renderList = (row: Pick<Row<'lists'>, 'id' | 'title' | 'replies_policy' | 'exclusive'>): List => ({
  id: String(row.id), title: row.title, replies_policy: row.replies_policy as List['replies_policy'], exclusive: row.exclusive === 1,
})

/** Lists in the order of `ids`; unknown ones are left out. */
export async function showLists(at: At, ids: readonly number[]): Promise<List[]> {
  const rows = await listRows(at.db, ids)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [renderList(row)] : []
  })
}
