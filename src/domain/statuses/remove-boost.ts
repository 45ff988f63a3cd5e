// A boost goes: taken back by who boosted, or deleted like any status of theirs.
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import { countRemoved } from './count-status.ts'
import { layTombstone } from './tombstones.ts'

/**
 * Removes one boost and tells `status.unreblogged` before it goes (unless its author is being deleted, `quietly`).
 * Idempotent; false when there was none.
 */
export async function removeBoost(tx: Tx, boostId: number, { quietly = false } = {}): Promise<boolean> {
  // Writing the row first makes a second transaction wait, so that the event is told once.
  const held = await tx.db.updateTable('statuses').set({ reblogs_count: 0 }).where('id', '=', boostId)
    .where('reblog_of_id', 'is not', null).returningAll().executeTakeFirst()
  if (!held || held.reblog_of_id === null) return false
  if (!quietly) await tx.record('status.unreblogged', { statusId: boostId, originalId: held.reblog_of_id, accountId: held.account_id })
  await tx.db.deleteFrom('statuses').where('id', '=', boostId).execute()
  await tx.db.updateTable('statuses').set({ reblogs_count: sql`reblogs_count - 1` })
    .where('id', '=', held.reblog_of_id).where('reblogs_count', '>', 0).execute()
  await countRemoved(tx, { accountId: held.account_id, visibility: held.visibility, createdAt: held.created_at, inReplyToId: null })
  if (held.uri !== null) await layTombstone(tx, held.uri)
  return true
}
