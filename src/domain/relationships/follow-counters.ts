// The two counters that a follow moves, always changed together and in the same order.
import { sql } from 'kysely'
import type { Tx } from '../context.ts'

/** Adds `by` (1 or -1) to what the follower follows and to who follows the target; the smaller account id is locked first. */
export async function countFollow(tx: Tx, accountId: number, targetId: number, by: 1 | -1): Promise<void> {
  const following = () => sql`update accounts set following_count = following_count + ${by} where id = ${accountId}`.execute(tx.db)
  const followers = () => sql`update accounts set followers_count = followers_count + ${by} where id = ${targetId}`.execute(tx.db)
  for (const count of accountId < targetId ? [following, followers] : [followers, following]) await count()
}
