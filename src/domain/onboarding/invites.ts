// Invitations: a code that a member hands on, good for so many people and so long.
import type { Reader, Tx } from '../context.ts'
import { invalid } from '../refusals.ts'
import type { Row } from '../tables.ts'
import { newLegibleCode } from '#machinery/crypto/secrets.ts'

export interface NewInvite {
  accountId: number
  /** Null: any number. */
  maxUses?: number | null
  /** Epoch ms; null: never. */
  expiresAt?: number | null
  /** Whoever comes in follows the one who invited. */
  autofollow?: boolean
  comment?: string
}

/** Makes an invitation and returns its code. */
export async function createInvite(tx: Tx, { accountId, maxUses = null, expiresAt = null, autofollow = false, comment = '' }: NewInvite): Promise<string> {
  if (maxUses !== null && !(Number.isInteger(maxUses) && maxUses > 0)) throw invalid('Max uses must be a whole number from 1')
  if (expiresAt !== null && expiresAt <= tx.now) throw invalid('Expiry must be in the future')
  const code = newLegibleCode(10)
  await tx.db.insertInto('invites').values({
    id: tx.id(), code, account_id: accountId, max_uses: maxUses, expires_at: expiresAt, autofollow: autofollow ? 1 : 0,
    comment: comment.slice(0, 420), created_at: tx.now,
  }).execute()
  return code
}

/** Whether an invitation is neither over nor used up. */
export const isGood = (invite: Pick<Row<'invites'>, 'expires_at' | 'max_uses' | 'uses'>, now: number): boolean =>
  (invite.expires_at === null || invite.expires_at > now) && (invite.max_uses === null || invite.uses < invite.max_uses)

/** The invitation of a code that is good at `now`: not used up, not over, from somebody who is still here. */
export async function findInvite(db: Reader, code: string, now: number): Promise<Row<'invites'> | null> {
  const row = await db.selectFrom('invites as i').innerJoin('users as u', 'u.account_id', 'i.account_id').innerJoin('accounts as a', 'a.id', 'i.account_id')
    .selectAll('i').where('i.code', '=', code.trim().toLowerCase())
    .where('u.disabled_at', 'is', null).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null).executeTakeFirst()
  return row && isGood(row, now) ? row : null
}

/** Counts one use; false if somebody else took the last. */
export async function useInvite(tx: Tx, inviteId: number): Promise<boolean> {
  const used = await tx.db.updateTable('invites').set((e) => ({ uses: e('uses', '+', 1) })).where('id', '=', inviteId)
    .where((e) => e.or([e('max_uses', 'is', null), e('uses', '<', e.ref('max_uses'))])).returning('id').execute()
  return used.length > 0
}

/** Ends an invitation now, one of `accountId`'s if told; one that is over stays as it is. False if there is none with this code. */
export async function endInvite(tx: Tx, code: string, accountId: number | null = null): Promise<boolean> {
  let wanted = tx.db.updateTable('invites')
    .set((e) => ({ expires_at: e.case().when('expires_at', '<=', tx.now).then(e.ref('expires_at')).else(tx.now).end() }))
    .where('code', '=', code.trim().toLowerCase())
  if (accountId !== null) wanted = wanted.where('account_id', '=', accountId)
  return (await wanted.returning('id').execute()).length > 0
}

/** A member's invitations, latest first; those over come after those that are good at `now`. */
export async function invitesOf(db: Reader, accountId: number, now: number): Promise<Row<'invites'>[]> {
  const rows = await db.selectFrom('invites').selectAll().where('account_id', '=', accountId).orderBy('id', 'desc').limit(200).execute()
  return [...rows.filter((row) => isGood(row, now)), ...rows.filter((row) => !isGood(row, now))]
}

/** Whether any member has ever made an invitation. */
export const hasInvites = async (db: Reader): Promise<boolean> => await db.selectFrom('invites').select('id').limit(1).executeTakeFirst() !== undefined
