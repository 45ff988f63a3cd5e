// A poll found by the status that carries it.
import type { Reader } from '#domain/context.ts'

/** The poll of a status with its options in order, or null. */
export async function pollOfStatus(db: Reader, statusId: number): Promise<{ id: number; options: string[]; multiple: boolean } | null> {
  const row = await db.selectFrom('polls').select(['id', 'options', 'multiple']).where('status_id', '=', statusId).executeTakeFirst()
  return row ? { id: row.id, options: JSON.parse(row.options) as string[], multiple: row.multiple === 1 } : null
}
