// A member goes to another account and takes the followers along, or only says where to find them; or comes back. And
// somebody elsewhere does the same.
import { holdAccount } from '#domain/accounts/hold-account.ts'
import { accountRow, ownAccount, type AccountRow } from '#domain/accounts/queries.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { names } from './aliases.ts'

const DAY_MS = 86_400_000
/** After a member took followers along, none are for this long. */
export const MOVE_REST_MS = 30 * DAY_MS
/** A move from elsewhere that is told again within this time is the same. */
const SAME_MOVE_MS = 7 * DAY_MS

/** Why an account cannot be moved to. */
export type MoveFault = 'gone' | 'self' | 'no-alias' | 'moved-there' | 'moved-on' | 'too-soon'

const TEXTS: Record<MoveFault, string> = {
  gone: 'The account could not be found', self: 'An account cannot move to itself', 'no-alias': 'The account does not name this one as an alias',
  'moved-there': 'This account has moved there already', 'moved-on': 'The account has moved on', 'too-soon': 'This account has moved less than 30 days ago',
}

/** A move that may not be; `fault` says why, for forms. */
export class MoveRefusal extends Refusal {
  readonly fault: MoveFault
  constructor(fault: MoveFault) {
    super('input.invalid', { text: `Validation failed: ${TEXTS[fault]}` })
    this.fault = fault
  }
}

/** The last time that the account took its followers along. */
export const lastMove = async (db: Reader, accountId: number): Promise<Row<'account_moves'> | null> =>
  await db.selectFrom('account_moves').selectAll().where('account_id', '=', accountId).orderBy('id', 'desc').limit(1).executeTakeFirst() ?? null

/** When followers can be taken along again, epoch ms; null for now. */
export async function movableAt(db: Reader, accountId: number, now: number): Promise<number | null> {
  const last = await lastMove(db, accountId)
  return last && last.created_at + MOVE_REST_MS > now ? last.created_at + MOVE_REST_MS : null
}

async function parties(tx: Tx, accountId: number, targetId: number): Promise<{ account: AccountRow; target: AccountRow }> {
  await holdAccount(tx, accountId)
  const account = await ownAccount(tx.db, accountId)
  const target = await accountRow(tx.db, targetId)
  if (!target || target.deleted_at !== null || target.suspended_at !== null || target.pending === 1) throw new MoveRefusal('gone')
  if (targetId === accountId) throw new MoveRefusal('self')
  return { account, target }
}

async function point(tx: Tx, accountId: number, targetId: number | null): Promise<void> {
  await tx.db.updateTable('accounts').set({ moved_to_account_id: targetId, updated_at: tx.now }).where('id', '=', accountId).execute()
  await tx.record('account.updated', { accountId })
}

async function note(tx: Tx, account: AccountRow, targetId: number): Promise<void> {
  const moveId = tx.id()
  await tx.db.insertInto('account_moves')
    .values({ id: moveId, account_id: account.id, target_account_id: targetId, followers_count: account.followers_count, created_at: tx.now }).execute()
  await tx.record('account.moved', { moveId, accountId: account.id, targetId })
}

/**
 * A member moves to `targetId`, which must name this account among its aliases: the profile says so, and all followers are
 * told. Records `account.updated`, then `account.moved`, once. Refuses a {@link MoveRefusal}: among others a second move within
 * {@link MOVE_REST_MS} and an account that has moved on itself. Mastodon's AccountMigration.
 */
export async function moveAccount(tx: Tx, accountId: number, targetId: number): Promise<void> {
  const { account, target } = await parties(tx, accountId, targetId)
  if (target.moved_to_account_id !== null) throw new MoveRefusal('moved-on')
  if (!names(tx.config, target, account)) throw new MoveRefusal('no-alias')
  if (await movableAt(tx.db, accountId, tx.now) !== null) throw new MoveRefusal('too-soon')
  await point(tx, accountId, targetId)
  await note(tx, account, targetId)
}

/** A member says that they are to be found at `targetId`; followers stay. Refuses a {@link MoveRefusal}. */
export async function redirectAccount(tx: Tx, accountId: number, targetId: number): Promise<void> {
  const { account } = await parties(tx, accountId, targetId)
  if (account.moved_to_account_id === targetId) throw new MoveRefusal('moved-there')
  await point(tx, accountId, targetId)
}

/** A member is to be found here again; followers that went do not come back. Idempotent: false when nothing pointed elsewhere. */
export async function endRedirect(tx: Tx, accountId: number): Promise<boolean> {
  await holdAccount(tx, accountId)
  if ((await ownAccount(tx.db, accountId)).moved_to_account_id === null) return false
  await point(tx, accountId, null)
  return true
}

/**
 * Somebody elsewhere has moved, by their own proven word, to an account that was looked up just now. Members who follow
 * them go along. False, and nothing changes, where that account is gone, does not name the other among its aliases, or the
 * same was told within the week.
 */
export async function hearOfMove(tx: Tx, accountId: number, targetId: number): Promise<boolean> {
  const { account, target } = await parties(tx, accountId, targetId)
  if (account.host === null || !names(tx.config, target, account)) return false
  const last = await lastMove(tx.db, accountId)
  if (last && last.created_at + SAME_MOVE_MS > tx.now) return false
  if (account.moved_to_account_id !== targetId) await point(tx, accountId, targetId)
  await note(tx, account, targetId)
  return true
}
