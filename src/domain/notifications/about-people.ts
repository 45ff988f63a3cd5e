// Reactions that tell members of people: who follows them, who asks to, and, for staff, who has joined.
import type { Reader, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { effectivePermissions, may } from '#domain/access/roles.ts'
import { userById } from '#domain/access/users.ts'
import { forgetFrom } from './forget.ts'
import { notify } from './notify.ts'

/** Somebody follows: at once, or because the member has just said yes; then the question itself is over. */
export async function notifyFollowed(tx: Tx, { followId, accountId, targetId, wasRequested }: Events['follow.created']): Promise<void> {
  if (wasRequested) await forgetFrom(tx, 'follow_request', targetId, accountId)
  await notify(tx, { type: 'follow', recipients: [targetId], from: accountId, statusId: null, about: followId })
}

/** Somebody asks to follow. */
export async function notifyRequested(tx: Tx, { requestId, accountId, targetId }: Events['follow.requested']): Promise<void> {
  await notify(tx, { type: 'follow_request', recipients: [targetId], from: accountId, statusId: null, about: requestId })
}

/** A follow or a request that is no more takes its notification along, whoever ended it. */
export async function forgetFollow(tx: Tx, { accountId, targetId }: Events['follow.undone'] | Events['follower.removed'] | Events['follow.rejected']): Promise<void> {
  await forgetFrom(tx, 'follow', targetId, accountId)
  await forgetFrom(tx, 'follow_request', targetId, accountId)
}

/** The accounts of members whose role lets them look after users. */
async function staff(db: Reader): Promise<number[]> {
  const rows = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').select(['u.account_id', 'r.permissions'])
    .where('u.disabled_at', 'is', null).where('u.confirmed_at', 'is not', null).where('u.approved_at', 'is not', null).execute()
  return rows.filter((row) => may(effectivePermissions(row.permissions, 0), 'manageUsers')).map((row) => row.account_id)
}

/** Somebody is in: confirmed and approved, whichever came last. */
export async function notifyStaff(tx: Tx, { userId, accountId }: { userId: number; accountId: number }): Promise<void> {
  const user = await userById(tx.db, userId)
  if (!user || user.confirmed_at === null || user.approved_at === null) return
  await notify(tx, { type: 'admin.sign_up', recipients: await staff(tx.db), from: accountId, statusId: null, about: accountId })
}
