// Polls of other servers whose numbers may be old: Mastodon's rule, a minute after they were last asked for, until once after their end.
import type { Reader, Tx } from '#domain/context.ts'

const FRESH_MS = 60_000

interface StalePoll { uri: string; accountId: number }

/** Where a remote poll's numbers are asked for, if they may be old; null for polls of ours and fresh ones. */
export async function stalePoll(db: Reader, pollId: number, now: number): Promise<StalePoll | null> {
  const row = await db.selectFrom('polls').innerJoin('statuses', 'statuses.id', 'polls.status_id')
    .select(['statuses.uri', 'polls.account_id', 'polls.fetched_at', 'polls.expires_at']).where('polls.id', '=', pollId).where('statuses.local', '=', 0).executeTakeFirst()
  if (!row || row.uri === null) return null
  const before = row.fetched_at === null || row.expires_at === null || row.fetched_at < row.expires_at
  const old = row.fetched_at === null || row.fetched_at < now - FRESH_MS
  return before && old ? { uri: row.uri, accountId: row.account_id } : null
}

/** As `stalePoll`, for one caller: who asks next within a minute is told that it is fresh. */
export async function claimPollFetch(tx: Tx, pollId: number): Promise<StalePoll | null> {
  const held = await tx.db.updateTable('polls').set((e) => ({ votes_count: e.ref('votes_count') })).where('id', '=', pollId).returning('id').executeTakeFirst()
  const stale = held ? await stalePoll(tx.db, pollId, tx.now) : null
  if (stale) await tx.db.updateTable('polls').set({ fetched_at: tx.now }).where('id', '=', pollId).execute()
  return stale
}
