// What stands between accounts as peers name it, and whether anybody here cares for a remote account.
import type { Reader } from '../context.ts'
import { prepared } from '#machinery/db/prepared.ts'

const followed = prepared<{ id: number }, { target: number }>('select id from follows where target_account_id = :target limit 1')

/** Whether anybody follows the account; of a remote one only members' follows are known here. */
export const isFollowed = async (db: Reader, accountId: number): Promise<boolean> => (await followed(db, { target: accountId })).length > 0

/** Whom `accountId` follows, or asks to, by the name its server gave the follow. */
export async function followedByUri(db: Reader, accountId: number, uri: string): Promise<number | null> {
  for (const table of ['follows', 'follow_requests'] as const) {
    const row = await db.selectFrom(table).select('target_account_id').where('account_id', '=', accountId).where('uri', '=', uri).executeTakeFirst()
    if (row) return row.target_account_id
  }
  return null
}

/** Whom `accountId` blocks by the name its server gave the block. */
export async function blockedByUri(db: Reader, accountId: number, uri: string): Promise<number | null> {
  const row = await db.selectFrom('blocks').select('target_account_id').where('account_id', '=', accountId).where('uri', '=', uri).executeTakeFirst()
  return row?.target_account_id ?? null
}

/** Who blocks the account, the latest thousand. */
export const blockersOf = async (db: Reader, accountId: number): Promise<number[]> =>
  (await db.selectFrom('blocks').select('account_id').where('target_account_id', '=', accountId).orderBy('id', 'desc').limit(1000).execute()).map((row) => row.account_id)
