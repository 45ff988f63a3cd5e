// The poll of a status, as a row: made with it, replaced when it is edited. Voting is in domain/polls.
import type { Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import type { PollDraft } from './draft.ts'

/** The job that ends a poll; its payload is `{ pollId }`. */
export const CLOSE_POLL = 'poll.close'

/** Has the poll ended at `at` (epoch ms). A repeat is harmless; an earlier or later end is another job. */
export const closePollAt = (tx: Tx, pollId: number, at: number): Promise<void> =>
  tx.enqueue({ kind: CLOSE_POLL, payload: { pollId }, key: `${CLOSE_POLL}:${pollId}:${at}`, runAt: Math.max(at, tx.now) })

interface Owner { statusId: number; accountId: number; local: boolean }

/** Writes a poll's row and, for one of ours, has it ended in time. */
export async function createPoll(tx: Tx, pollId: number, draft: PollDraft, owner: Owner): Promise<void> {
  const counts = draft.counts ?? draft.options.map(() => 0)
  await tx.db.insertInto('polls').values({
    id: pollId, status_id: owner.statusId, account_id: owner.accountId,
    options: JSON.stringify(draft.options), counts: JSON.stringify(counts),
    multiple: draft.multiple ? 1 : 0, hide_totals: draft.hideTotals ? 1 : 0,
    votes_count: counts.reduce((sum, count) => sum + count, 0),
    voters_count: draft.votersCount === undefined ? 0 : draft.votersCount,
    expires_at: draft.expiresAt, closed_at: draft.closedAt ?? null,
    fetched_at: owner.local ? null : tx.now, created_at: tx.now,
  }).execute()
  if (owner.local && draft.expiresAt !== null) await closePollAt(tx, pollId, draft.expiresAt)
}

/** Whether the edit changes what people voted on. */
const isOtherPoll = (poll: Row<'polls'>, draft: PollDraft): boolean =>
  poll.options !== JSON.stringify(draft.options) || poll.multiple !== (draft.multiple ? 1 : 0)

/**
 * Brings a poll up to an edit: other options or another way of choosing take all votes back. Returns whether anything
 * that people see has changed.
 */
export async function updatePoll(tx: Tx, poll: Row<'polls'>, draft: PollDraft, owner: Owner): Promise<boolean> {
  const other = isOtherPoll(poll, draft)
  const changed = other || poll.expires_at !== draft.expiresAt || poll.hide_totals !== (draft.hideTotals ? 1 : 0)
  if (!changed) return false
  const counts = draft.counts ?? draft.options.map(() => 0)
  await tx.db.updateTable('polls').set({
    options: JSON.stringify(draft.options), multiple: draft.multiple ? 1 : 0, hide_totals: draft.hideTotals ? 1 : 0,
    expires_at: draft.expiresAt,
    ...(draft.closedAt === undefined ? (draft.expiresAt === null || draft.expiresAt > tx.now ? { closed_at: null } : {}) : { closed_at: draft.closedAt }),
    ...(other ? {
      counts: JSON.stringify(counts), votes_count: counts.reduce((sum, count) => sum + count, 0),
      voters_count: draft.votersCount === undefined ? 0 : draft.votersCount,
    } : {}),
  }).where('id', '=', poll.id).execute()
  if (other) await tx.db.deleteFrom('poll_votes').where('poll_id', '=', poll.id).execute()
  if (owner.local && draft.expiresAt !== null) await closePollAt(tx, poll.id, draft.expiresAt)
  return true
}

/** Removes a status's poll with its votes. */
export async function dropPoll(tx: Tx, pollId: number): Promise<void> {
  await tx.db.deleteFrom('poll_votes').where('poll_id', '=', pollId).execute()
  await tx.db.deleteFrom('polls').where('id', '=', pollId).execute()
}
