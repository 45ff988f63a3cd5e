// What the community can put on an account, and take off again: media hidden behind a warning, limited, frozen, suspended.
// Nothing is deleted by any of them.
import type { Tx } from '#domain/context.ts'
import { invalid } from '#domain/refusals.ts'

/**
 * `sensitive`: all its media behind a warning. `limited`: out of public lists, followers approved one by one. `frozen`: its
 * member cannot sign in. `suspended`: nobody sees it, and it can do nothing.
 */
export const ACCOUNT_STATES = ['sensitive', 'limited', 'frozen', 'suspended'] as const
export type AccountState = typeof ACCOUNT_STATES[number]

const columns = { sensitive: 'sensitized_at', limited: 'silenced_at', suspended: 'suspended_at' } as const

async function write(tx: Tx, accountId: number, state: AccountState, on: boolean): Promise<boolean> {
  const value = on ? tx.now : null
  const was = on ? 'is' as const : 'is not' as const
  if (state === 'frozen') {
    const users = await tx.db.updateTable('users').set({ disabled_at: value }).where('account_id', '=', accountId).where('disabled_at', was, null).returning('id').execute()
    return users.length > 0
  }
  const rows = await tx.db.updateTable('accounts').set({ [columns[state]]: value, ...state === 'suspended' ? { suspended_elsewhere: 0 } : {} })
    .where('id', '=', accountId).where(columns[state], was, null).returning('id').execute()
  return rows.length > 0
}

/** Puts a state on an account. Idempotent: false when it was on. Records `account.suspended` and `account.frozen`. */
export async function putState(tx: Tx, accountId: number, state: AccountState): Promise<boolean> {
  if (state === 'frozen' && !await tx.db.selectFrom('users').select('id').where('account_id', '=', accountId).executeTakeFirst()) {
    throw invalid('Only members of this server can be frozen')
  }
  if (!await write(tx, accountId, state, true)) return false
  if (state === 'suspended') await tx.record('account.suspended', { accountId })
  if (state === 'frozen') await tx.record('account.frozen', { accountId })
  return true
}

/** Takes a state off. Idempotent: false when it was off. Records `account.unsuspended`. */
export async function liftState(tx: Tx, accountId: number, state: AccountState): Promise<boolean> {
  if (!await write(tx, accountId, state, false)) return false
  if (state === 'suspended') await tx.record('account.unsuspended', { accountId })
  return true
}
