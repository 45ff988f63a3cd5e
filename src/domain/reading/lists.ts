// Rows of lists and scheduled statuses for the entities.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { idList } from '#machinery/db/id-list.ts'

/** Lists by id; unknown ones are left out. */
export async function listRows(db: Reader, ids: readonly number[]): Promise<Map<number, Row<'lists'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('lists').selectAll().where('id', 'in', idList(ids)).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Scheduled statuses by id; unknown ones are left out. */
export async function scheduledRows(db: Reader, ids: readonly number[]): Promise<Map<number, Row<'scheduled_statuses'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('scheduled_statuses').selectAll().where('id', 'in', idList(ids)).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
