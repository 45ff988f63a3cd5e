// When the replies to a remote status were last asked for.
import type { Tx } from '#domain/context.ts'

/** Notes that they are being asked for now; false when that was less than `everyMs` ago, or the status is ours. */
export async function claimRepliesFetch(tx: Tx, statusId: number, everyMs: number): Promise<boolean> {
  const claimed = await tx.db.updateTable('statuses').set({ fetched_replies_at: tx.now }).where('id', '=', statusId).where('local', '=', 0)
    .where((where) => where.or([where('fetched_replies_at', 'is', null), where('fetched_replies_at', '<', tx.now - everyMs)]))
    .returning('id').execute()
  return claimed.length > 0
}
