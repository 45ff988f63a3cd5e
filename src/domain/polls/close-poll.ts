// The end of a poll, and what another server says about the state of its own.
import type { Context, Tx } from '#domain/context.ts'
import { CLOSE_POLL } from '#domain/statuses/poll-rows.ts'
import { holdPoll } from './vote.ts'

/** Ends a poll whose time is over, tells `poll.ended` once. Idempotent; a poll that was prolonged stays open. */
export async function closePoll(tx: Tx, pollId: number): Promise<void> {
  const closed = await tx.db.updateTable('polls').set({ closed_at: tx.now }).where('id', '=', pollId)
    .where('closed_at', 'is', null).where('expires_at', '<=', tx.now).returning(['status_id']).executeTakeFirst()
  if (closed) await tx.record('poll.ended', { pollId, statusId: closed.status_id })
}

/** Ends what should have ended while no job ran. For the schedule. */
export async function closeDuePolls(ctx: Pick<Context, 'db' | 'clock' | 'write'>): Promise<void> {
  const due = await ctx.db.selectFrom('polls').innerJoin('accounts', 'accounts.id', 'polls.account_id').select('polls.id')
    .where('polls.closed_at', 'is', null).where('polls.expires_at', 'is not', null).where('polls.expires_at', '<=', ctx.clock.now())
    .where('accounts.host', 'is', null).limit(500).execute()
  for (const { id } of due) await ctx.write((tx) => closePoll(tx, id))
}

/** The job that ends a poll. */
export const pollJobs = (ctx: Pick<Context, 'write'>) => ({
  [CLOSE_POLL]: ({ pollId }: { pollId: number }): Promise<void> => ctx.write((tx) => closePoll(tx, pollId)),
})

/**
 * Takes over what a remote poll's server counted: one number per option, and how many people voted (null: not said).
 * `closedAt` (epoch ms) when its server says it is over. Returns whether anything changed; other numbers of options
 * than ours are passed over, for then it is an edit, and so are fewer votes, for then it is older than what is here.
 */
export async function updateTallies(
  tx: Tx, pollId: number, counts: readonly number[], votersCount: number | null, { closedAt }: { closedAt?: number } = {},
): Promise<boolean> {
  const poll = await holdPoll(tx, pollId)
  const known = JSON.parse(poll.counts) as number[]
  if (known.length !== counts.length) return false
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, count) => total + count, 0)
  const stale = sum(counts) < sum(known)
  const tallies = stale ? {} : { counts: JSON.stringify(counts), votes_count: sum(counts), voters_count: votersCount }
  const changed = !stale && known.some((count, position) => count !== counts[position]) || !stale && poll.voters_count !== votersCount
  await tx.db.updateTable('polls').set({
    ...tallies, fetched_at: tx.now,
    ...(closedAt !== undefined && (poll.expires_at === null || poll.expires_at > closedAt) ? { expires_at: Math.min(closedAt, tx.now) } : {}),
  }).where('id', '=', pollId).execute()
  if (closedAt !== undefined) await closePoll(tx, pollId)
  return changed
}
