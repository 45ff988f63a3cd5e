// What happens on the day somebody is both confirmed and approved.
import type { Tx } from '../context.ts'
import { follow } from '../relationships/follow.ts'
import { userById, userOfAccount } from '../access/users.ts'

/** A new member who came by an invitation follows the one who invited, if that was the invitation's wish. */
async function followInviter(tx: Tx, accountId: number, inviteId: number): Promise<void> {
  const invite = await tx.db.selectFrom('invites').select(['account_id', 'autofollow']).where('id', '=', inviteId).executeTakeFirst()
  if (invite?.autofollow !== 1 || invite.account_id === accountId) return
  const inviter = await userOfAccount(tx.db, invite.account_id)
  if (inviter && inviter.disabled_at === null) await follow(tx, accountId, invite.account_id, {})
}

/** Reaction to `user.registered`, `user.confirmed` and `user.approved`: acts on whichever completes the three. */
export async function welcomeMember(tx: Tx, { userId }: { userId: number }): Promise<void> {
  const user = await userById(tx.db, userId)
  if (!user || user.confirmed_at === null || user.approved_at === null) return
  if (user.invite_id !== null) await followInviter(tx, user.account_id, user.invite_id)
}
