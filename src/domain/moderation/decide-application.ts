// A reviewer's answer to an applicant: written down, and for a minute it can be taken back; the letter waits that long.
import type { Tx } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import { callBackMail } from '#domain/access/mail-requests.ts'
import { requireUser } from '#domain/access/users.ts'
import { applicationOf, approveUser, isOpen, rejectUser, reopenApplication, type ApplicationState } from '#domain/onboarding/applications.ts'
import { DECISION_UNDO_MS, logAct } from './staff-log.ts'

export interface DecideApplication { by: number; userId: number; decision: 'approve' | 'decline'; message?: string }

/** `logId`: what was done now. `meanwhile`: somebody else (or the applicant) was first, and nothing was done. */
export type Decided = { logId: number } | { meanwhile: { state: ApplicationState; by: number | null } }

const letterKey = (userId: number): string => `decision:${userId}`

/** Approves or declines. Of two reviewers at once, the second learns who was first. */
export async function decideApplication(tx: Tx, { by, userId, decision, message = '' }: DecideApplication): Promise<Decided> {
  // Writing the row first makes a second reviewer wait for this one.
  await tx.db.updateTable('applications').set((e) => ({ state: e.ref('state') })).where('user_id', '=', userId).execute()
  const application = await applicationOf(tx.db, userId)
  if (!application) throw missing()
  if (!isOpen(application)) return { meanwhile: { state: application.state, by: application.decided_by_account_id } }
  const letter = { at: tx.now + DECISION_UNDO_MS, key: letterKey(userId) }
  if (decision === 'approve') await approveUser(tx, userId, { by, letter })
  else await rejectUser(tx, userId, { by, message, letter })
  const { account_id: targetId } = await requireUser(tx.db, userId)
  return { logId: await logAct(tx, { by, action: `application.${decision}`, targetId, details: { userId, ...message ? { text: message } : {} } }) }
}

/** Puts an application back into the queue as if nobody had decided; the letter that waits is called back. */
export async function undecideApplication(tx: Tx, userId: number): Promise<void> {
  await callBackMail(tx, letterKey(userId))
  const application = await applicationOf(tx.db, userId)
  if (application?.state === 'approved') {
    const { account_id: accountId } = await requireUser(tx.db, userId)
    await tx.db.updateTable('users').set({ approved_at: null }).where('id', '=', userId).execute()
    await tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', accountId).execute()
    await tx.db.updateTable('applications').set({ state: 'waiting', decided_by_account_id: null, decided_at: null, message: null }).where('user_id', '=', userId).execute()
  } else await reopenApplication(tx, userId)
}
