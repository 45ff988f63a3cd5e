// Accounts looked up one way or another. What an account looks like from outside is said in entities/.
import type { Reader } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { handleKey } from '#domain/text/names.ts'

export type AccountRow = Row<'accounts'>

/** The account's row, or null; deleted and suspended ones too. */
export async function accountRow(db: Reader, id: number): Promise<AccountRow | null> {
  return await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst() ?? null
}

/** Says whether there ever was an account of this id that others may know of: nobody does until its member has been let in. */
export async function accountExists(db: Reader, id: number): Promise<boolean> {
  return await db.selectFrom('accounts').select('id').where('id', '=', id).where('pending', '=', 0).executeTakeFirst() !== undefined
}

/**
 * The account's row for whoever looks at it: refuses with 404 when there is none or its member has not been let in yet,
 * and with 410 when a member has deleted it.
 */
export async function presentAccount(db: Reader, id: number): Promise<AccountRow> {
  const account = await accountRow(db, id)
  if (!account || account.pending === 1) throw missing()
  if (account.deleted_at !== null) throw account.host === null ? new Refusal('record.gone') : missing()
  return account
}

/** The row of a member's own account, in whatever state. */
export async function ownAccount(db: Reader, id: number): Promise<AccountRow> {
  const account = await accountRow(db, id)
  if (!account) throw missing()
  return account
}

/** By name and host (null: ours), in any case; a deleted one too, for its name is taken for ever. */
export async function findByHandle(db: Reader, username: string, host: string | null): Promise<AccountRow | null> {
  return await db.selectFrom('accounts').selectAll().where('acct_key', '=', handleKey(username, host)).executeTakeFirst() ?? null
}

/** By several handles at once; missing ones are left out. Keyed by {@link handleKey}. */
export async function findByHandles(db: Reader, keys: readonly string[]): Promise<Map<string, AccountRow>> {
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').selectAll().where('acct_key', 'in', [...new Set(keys)]).execute()
  return new Map(rows.map((row) => [row.acct_key, row]))
}

/** A remote account by its identifier on the network. Local ones have none: see `parseLocalUrl`. */
export async function findByUri(db: Reader, uri: string): Promise<AccountRow | null> {
  return await db.selectFrom('accounts').selectAll().where('uri', '=', uri).executeTakeFirst() ?? null
}

/** Rows by id, keyed by id; missing ones are left out. */
export async function accountRows(db: Reader, ids: readonly number[]): Promise<Map<number, AccountRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').selectAll().where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface SigningKey { uri: string | null; publicKey: string; privateKey: string | null; algorithm: string; accountId: number }

/** The account's keys, newest first; `privateKey` is set for local accounts only. */
export async function keysOf(db: Reader, accountId: number): Promise<SigningKey[]> {
  const rows = await db.selectFrom('account_keys').selectAll().where('account_id', '=', accountId).orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    uri: row.uri, publicKey: row.public_key, privateKey: row.private_key, algorithm: row.algorithm, accountId: row.account_id,
  }))
}
