// Muted threads: no notifications from them any more.
import type { Reader, Tx } from '#domain/context.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'

/** Mutes the thread of a status the account may see. Idempotent. */
export async function muteThread(tx: Tx, accountId: number, statusId: number): Promise<void> {
  const status = await visibleOriginal(tx.db, accountId, statusId)
  await tx.db.insertInto('thread_mutes').values({ account_id: accountId, thread_id: status.thread_id ?? status.id })
    .onConflict((conflict) => conflict.columns(['account_id', 'thread_id']).doNothing()).execute()
}

/** Hears of the thread again. Idempotent. */
export async function unmuteThread(tx: Tx, accountId: number, statusId: number): Promise<void> {
  const status = await visibleOriginal(tx.db, accountId, statusId)
  await tx.db.deleteFrom('thread_mutes').where('account_id', '=', accountId).where('thread_id', '=', status.thread_id ?? status.id).execute()
}

/** Those of `accountIds` who muted the thread. */
export async function mutersOf(db: Reader, threadId: number, accountIds: readonly number[]): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db.selectFrom('thread_mutes').select('account_id').where('thread_id', '=', threadId).where('account_id', 'in', [...accountIds]).execute()
  return new Set(rows.map((row) => row.account_id))
}
