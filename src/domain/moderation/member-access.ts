// What staff can do about how a member gets in: another role, a link for a new password. Each is written down.
import type { Tx } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import { removeSecondFactors } from '#domain/access/second-factors.ts'
import { issueCode } from '#domain/access/user-codes.ts'
import { changeRole, userOfAccount } from '#domain/access/users.ts'
import type { Row } from '#domain/tables.ts'
import { logAct } from './staff-log.ts'
import { requireBelow, requireGivable } from './staff-rank.ts'

async function memberBelow(tx: Tx, by: number, targetId: number): Promise<Row<'users'>> {
  await requireBelow(tx.db, by, targetId)
  const user = await userOfAccount(tx.db, targetId)
  if (!user) throw missing()
  return user
}

/** Gives a member a role up to the giver's own, or none. */
export async function giveRole(tx: Tx, { by, targetId, roleId }: { by: number; targetId: number; roleId: number | null }): Promise<void> {
  const user = await memberBelow(tx, by, targetId)
  await requireGivable(tx.db, by, roleId)
  if (user.role_id === roleId) return
  await changeRole(tx, user.id, roleId)
  const role = roleId === null ? null : await tx.db.selectFrom('roles').select('name').where('id', '=', roleId).executeTakeFirst()
  await logAct(tx, { by, action: 'account.role', targetId, details: { what: role?.name ?? '', before: user.role_id } })
}

/** Takes a member's second steps away, who has lost them; false when there were none. */
export async function takeSecondFactors(tx: Tx, { by, targetId }: { by: number; targetId: number }): Promise<boolean> {
  const user = await memberBelow(tx, by, targetId)
  if (!await removeSecondFactors(tx, user.id)) return false
  await logAct(tx, { by, action: 'account.remove-second-factor', targetId })
  return true
}

/** Makes a code for a new password that staff hand over themselves: once, for six hours. */
export async function makeResetCode(tx: Tx, { by, targetId }: { by: number; targetId: number }): Promise<string> {
  const user = await memberBelow(tx, by, targetId)
  await logAct(tx, { by, action: 'account.reset-link', targetId })
  return issueCode(tx, user.id, 'reset')
}
