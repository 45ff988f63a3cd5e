// Bookmarks: private to who keeps them, so nothing follows from one but what their own posts are kept for.
import type { Tx } from '#domain/context.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'

/** Keeps a status (of a boost: what it boosts) for later. Idempotent; refuses what the account may not see. Returns what was kept. */
export async function bookmark(tx: Tx, accountId: number, statusId: number): Promise<number> {
  const original = await visibleOriginal(tx.db, accountId, statusId)
  await tx.db.insertInto('bookmarks').values({ id: tx.id(), account_id: accountId, status_id: original.id, created_at: tx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'status_id']).doNothing()).execute()
  return original.id
}

/** Lets go of a bookmark; tells `status.unbookmarked`. Idempotent; needs no permission. */
export async function unbookmark(tx: Tx, accountId: number, statusId: number): Promise<{ statusId: number; changed: boolean }> {
  const status = await tx.db.selectFrom('statuses').select('reblog_of_id').where('id', '=', statusId).executeTakeFirst()
  const originalId = status?.reblog_of_id ?? statusId
  const gone = await tx.db.deleteFrom('bookmarks').where('account_id', '=', accountId).where('status_id', '=', originalId).returning('id').execute()
  if (gone.length > 0) await tx.record('status.unbookmarked', { statusId: originalId, accountId })
  return { statusId: originalId, changed: gone.length > 0 }
}
