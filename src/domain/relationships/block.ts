// Blocking an account: nothing remains between the two.
import { sql } from 'kysely'
import { holdPair } from '../accounts/hold-account.ts'
import type { Tx } from '../context.ts'
import { rejectFollow } from './follow-requests.ts'
import { removeFollower, unfollow } from './unfollow.ts'

/**
 * `accountId` blocks `targetId`: follows and requests end in both directions, each with its own event, before
 * `account.blocked` (to which lists, feeds, notifications and federation react). Blocking oneself does nothing;
 * blocking twice only takes over a peer's new `uri`.
 */
export async function block(tx: Tx, accountId: number, targetId: number, { uri = null }: { uri?: string | null } = {}): Promise<void> {
  if (accountId === targetId) return
  await holdPair(tx, accountId, targetId)
  const { rows } = await sql<{ id: number }>`
    insert into blocks (id, account_id, target_account_id, uri, created_at) values (${tx.id()}, ${accountId}, ${targetId}, ${uri}, ${tx.now})
    on conflict (account_id, target_account_id) do nothing returning id`.execute(tx.db)
  const blockId = rows[0]?.id
  if (blockId === undefined) {
    if (uri !== null) await tx.db.updateTable('blocks').set({ uri }).where('account_id', '=', accountId).where('target_account_id', '=', targetId).execute()
    return
  }
  await unfollow(tx, accountId, targetId)
  await removeFollower(tx, accountId, targetId)
  await rejectFollow(tx, accountId, targetId)
  await tx.record('account.blocked', { blockId, accountId, targetId })
}

/** Ends a block; follows do not come back. Idempotent: false when there was none. Records `account.unblocked` first. */
export async function unblock(tx: Tx, accountId: number, targetId: number): Promise<boolean> {
  const row = await tx.db.selectFrom('blocks').select(['id', 'uri'])
    .where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!row) return false
  await tx.record('account.unblocked', { blockId: row.id, accountId, targetId, uri: row.uri })
  await tx.db.deleteFrom('blocks').where('id', '=', row.id).execute()
  return true
}
