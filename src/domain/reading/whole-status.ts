// One status with everything in its row, for its history and its source.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

/** The row, or null. */
export async function findStatus(db: Reader, id: number): Promise<Row<'statuses'> | null> {
  return await db.selectFrom('statuses').selectAll().where('id', '=', id).executeTakeFirst() ?? null
}
