// Nobody acts on themselves, nor on somebody who stands as high or higher.
import type { Reader } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'

async function positionOf(db: Reader, accountId: number): Promise<number> {
  const row = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').select('r.position')
    .where('u.account_id', '=', accountId).executeTakeFirst()
  return row?.position ?? -1
}

/** The account that `by` (null: the operator) may act on, or a refusal in words. */
export async function requireBelow(db: Reader, by: number | null, targetId: number): Promise<AccountRow> {
  const target = await accountRow(db, targetId)
  if (!target || target.deleted_at !== null || targetId === INSTANCE_ACCOUNT_ID) throw missing()
  if (by === null) return target
  if (by === targetId) throw new Refusal('action.forbidden', { text: 'Somebody else has to decide about your own account.' })
  if (target.host === null && await positionOf(db, targetId) >= Math.max(0, await positionOf(db, by))) {
    throw new Refusal('action.forbidden', { text: 'This person’s role is as high as yours or higher: somebody above both has to decide.' })
  }
  return target
}

/** Refuses to give a role that stands above the giver's own. */
export async function requireGivable(db: Reader, by: number | null, roleId: number | null): Promise<void> {
  if (roleId === null) return
  const role = await db.selectFrom('roles').select('position').where('id', '=', roleId).where('position', '>=', 0).executeTakeFirst()
  if (!role) throw missing()
  if (by !== null && role.position > await positionOf(db, by)) {
    throw new Refusal('action.forbidden', { text: 'You can give roles up to your own, not above it.' })
  }
}
