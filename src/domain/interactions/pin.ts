// Pins: the statuses an account puts on top of its profile.
import { holdAccount } from '#domain/accounts/hold-account.ts'
import type { Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'

/** How many statuses a member may pin. */
const PIN_LIMIT = 5

/**
 * Pins an own status that is not a boost and not direct. Idempotent; tells `status.pinned` once. A member may pin
 * {@link PIN_LIMIT}; of remote accounts we take what their server says.
 */
export async function pin(tx: Tx, accountId: number, statusId: number): Promise<void> {
  const status = await tx.db.selectFrom('statuses').innerJoin('accounts', 'accounts.id', 'statuses.account_id')
    .select(['statuses.account_id', 'statuses.visibility', 'statuses.reblog_of_id', 'accounts.host'])
    .where('statuses.id', '=', statusId).executeTakeFirst()
  if (!status) throw missing()
  if (status.reblog_of_id !== null) throw invalid('A boost cannot be pinned')
  if (status.account_id !== accountId) throw invalid('Someone else\'s post cannot be pinned')
  if (status.visibility === 'direct') throw invalid('Posts that are only visible to mentioned users cannot be pinned')
  await holdAccount(tx, accountId)
  const pins = await tx.db.selectFrom('pins').select('status_id').where('account_id', '=', accountId).execute()
  if (pins.some((one) => one.status_id === statusId)) return
  if (status.host === null && pins.length >= PIN_LIMIT) throw invalid('You have already pinned the maximum number of posts')
  await tx.db.insertInto('pins').values({ id: tx.id(), account_id: accountId, status_id: statusId, created_at: tx.now }).execute()
  await tx.record('status.pinned', { statusId, accountId })
}

/** Takes a pin off. Idempotent; tells `status.unpinned` once. */
export async function unpin(tx: Tx, accountId: number, statusId: number): Promise<void> {
  const held = await tx.db.updateTable('pins').set({ account_id: accountId })
    .where('account_id', '=', accountId).where('status_id', '=', statusId).returning('id').executeTakeFirst()
  if (!held) return
  await tx.record('status.unpinned', { statusId, accountId })
  await tx.db.deleteFrom('pins').where('id', '=', held.id).execute()
}
