// Taking back what was done, as far as it can be: an application goes back into the queue, a state comes off, a mark goes.
import type { Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { liftState, type AccountState } from './account-states.ts'
import { undecideApplication } from './decide-application.ts'
import { requireBelow } from './staff-rank.ts'
import { entryOf, logAct, undoableUntil, type ActName, type LogEntry } from './staff-log.ts'

const states: Partial<Record<ActName, AccountState>> = {
  'account.sensitive': 'sensitive', 'account.limit': 'limited', 'account.freeze': 'frozen', 'account.suspend': 'suspended',
}

async function unmark(tx: Tx, { target_account_id: targetId, details: { statusIds = [] } }: LogEntry): Promise<void> {
  const there = statusIds.length === 0 ? [] : await tx.db.selectFrom('statuses').select('id').where('id', 'in', statusIds)
    .where('account_id', '=', targetId).where('sensitive', '=', 1).execute()
  for (const { id } of there) await editStatus(tx, id, { sensitive: false })
}

async function takeBack(tx: Tx, entry: LogEntry): Promise<void> {
  const state = states[entry.action]
  if (state) await liftState(tx, entry.target_account_id ?? 0, state)
  else if (entry.action === 'posts.mark') await unmark(tx, entry)
  else await undecideApplication(tx, entry.details.userId ?? 0)
}

/** Takes an act back. Refuses what cannot be, or not any more; idempotent for what was taken back before. */
export async function undoAct(tx: Tx, { by, logId }: { by: number; logId: number }): Promise<LogEntry> {
  const [row] = await tx.db.updateTable('staff_log').set((e) => ({ action: e.ref('action') })).where('id', '=', logId).returningAll().execute()
  if (!row) throw missing()
  const entry = entryOf(row)
  if (entry.undone_at !== null) return entry
  if (undoableUntil(entry, tx.now) === null) throw new Refusal('action.forbidden', { text: 'This cannot be taken back any more.' })
  if (entry.target_account_id !== null) await requireBelow(tx.db, by, entry.target_account_id)
  await takeBack(tx, entry)
  await tx.db.updateTable('staff_log').set({ undone_at: tx.now, undone_by_account_id: by }).where('id', '=', logId).execute()
  const { strikeId } = entry.details
  if (strikeId !== undefined) await tx.db.updateTable('strikes').set({ undone_at: tx.now }).where('id', '=', strikeId).execute()
  return entry
}

const actOf = (state: AccountState): ActName => (Object.keys(states) as ActName[]).find((action) => states[action] === state) ?? 'account.lift'

/** Takes a state off a person, by undoing the act that put it there, or, where nobody wrote one down, by an act of its own. */
export async function liftFrom(tx: Tx, { by, targetId, state }: { by: number; targetId: number; state: AccountState }): Promise<void> {
  const act = await tx.db.selectFrom('staff_log').select('id').where('target_account_id', '=', targetId).where('action', '=', actOf(state))
    .where('undone_at', 'is', null).orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (act) {
    await undoAct(tx, { by, logId: act.id })
    return
  }
  await requireBelow(tx.db, by, targetId)
  if (await liftState(tx, targetId, state)) await logAct(tx, { by, action: 'account.lift', targetId, details: { what: state } })
}
