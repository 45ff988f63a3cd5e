// The names that our own follows and votes go by elsewhere. A follow keeps the name its request was sent under, so that
// what takes it back months later names the same thing.
import type { Reader, Tx } from '#domain/context.ts'

/** Gives a request of ours the network id it is sent under. */
export async function nameFollowRequest(tx: Tx, requestId: number, uri: string): Promise<void> {
  await tx.db.updateTable('follow_requests').set({ uri }).where('id', '=', requestId).where('uri', 'is', null).execute()
}

/** The network id of a follow; null when there is no such follow, or it has none. */
export async function followName(db: Reader, followId: number): Promise<string | null> {
  const row = await db.selectFrom('follows').select('uri').where('id', '=', followId).executeTakeFirst()
  return row?.uri ?? null
}

/** The ids of an account's votes in a poll, by choice. */
export async function votesOf(db: Reader, pollId: number, accountId: number, choices: readonly number[]): Promise<{ id: number; choice: number }[]> {
  if (choices.length === 0) return []
  return await db.selectFrom('poll_votes').select(['id', 'choice']).where('poll_id', '=', pollId).where('account_id', '=', accountId)
    .where('choice', 'in', [...choices]).orderBy('choice').execute()
}

/** A poll's choices, as their author wrote them. */
export async function pollOptionsOf(db: Reader, pollId: number): Promise<string[]> {
  const row = await db.selectFrom('polls').select('options').where('id', '=', pollId).executeTakeFirst()
  return row ? JSON.parse(row.options) as string[] : []
}
