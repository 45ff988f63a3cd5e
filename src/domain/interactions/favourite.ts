// Favourites: the only write, do and undo, for members and for people on other servers.
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'

interface Favourited {
  /** What was favourited: never a boost. */
  statusId: number
  /** False when it was a favourite already. */
  changed: boolean
}

/**
 * Marks a status (of a boost: what it boosts) as a favourite of `accountId`. Idempotent; tells `status.favourited` once.
 * Refuses with `record.missing` what the account may not see, and with `action.forbidden` a status of somebody it blocks.
 */
export async function favourite(tx: Tx, accountId: number, statusId: number, { uri = null }: { uri?: string | null } = {}): Promise<Favourited> {
  const original = await visibleOriginal(tx.db, accountId, statusId)
  if (original.blocking) throw new Refusal('action.forbidden')
  const added = await tx.db.insertInto('favourites')
    .values({ id: tx.id(), account_id: accountId, status_id: original.id, uri, created_at: tx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'status_id']).doNothing()).returning('id').executeTakeFirst()
  if (!added) return { statusId: original.id, changed: false }
  const counted = await tx.db.updateTable('statuses').set({ favourites_count: sql`favourites_count + 1` })
    .where('id', '=', original.id).returning('id').executeTakeFirst()
  // Deleted while it was being favourited.
  if (!counted) throw missing()
  await tx.record('status.favourited', { favouriteId: added.id, statusId: original.id, accountId })
  return { statusId: original.id, changed: true }
}

/** Takes a favourite back. Idempotent; needs no permission, for one may always take back what one did. */
export async function unfavourite(tx: Tx, accountId: number, statusId: number): Promise<Favourited> {
  const status = await tx.db.selectFrom('statuses').select('reblog_of_id').where('id', '=', statusId).executeTakeFirst()
  const originalId = status?.reblog_of_id ?? statusId
  // Writing the row first makes a second transaction wait, so that the event is told once.
  const held = await tx.db.updateTable('favourites').set({ account_id: accountId })
    .where('account_id', '=', accountId).where('status_id', '=', originalId).returning('id').executeTakeFirst()
  if (!held) return { statusId: originalId, changed: false }
  await tx.record('status.unfavourited', { favouriteId: held.id, statusId: originalId, accountId })
  await tx.db.deleteFrom('favourites').where('id', '=', held.id).execute()
  await tx.db.updateTable('statuses').set({ favourites_count: sql`favourites_count - 1` })
    .where('id', '=', originalId).where('favourites_count', '>', 0).execute()
  return { statusId: originalId, changed: true }
}
