// What applicants said is for those who decide, and for 30 days after the decision: the sign-up page promises it.
import type { Tx } from '../context.ts'

const KEPT_MS = 30 * 86_400_000

/** Deletes the answers and reasons of applications decided (or given up) long enough ago. Harmless to repeat. */
export async function forgetAnswers(tx: Tx): Promise<void> {
  const before = tx.now - KEPT_MS
  await tx.db.deleteFrom('answers').where('user_id', 'in', (from) => from.selectFrom('applications').select('user_id')
    .where('decided_at', '<', before)).execute()
  await tx.db.updateTable('applications').set({ reason: null }).where('decided_at', '<', before).where('reason', 'is not', null).execute()
}
