// Votes: the only write, for members' whole votes and for the single choices that other servers send one by one.
import type { Reader, Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { closePollAt } from '#domain/statuses/poll-rows.ts'
import { visibleStatus } from '#domain/statuses/visible-to.ts'

/** After its end, a remote poll's last numbers need a while to reach us. */
const REMOTE_GRACE_MS = 5 * 60_000

const hasEnded = (poll: Pick<Row<'polls'>, 'expires_at' | 'closed_at'>, now: number): boolean =>
  poll.closed_at !== null || (poll.expires_at !== null && poll.expires_at <= now)

interface VoteOptions {
  /** The network id of a vote from elsewhere; a repeated one changes nothing. */
  uri?: string | null
}

/**
 * Votes for `choices` (positions from 0). All of them count or none. Tells `poll.voted`. Refuses, in Mastodon's words,
 * polls the account may not see (`record.missing`), ended ones, the account's own, positions that are not there and a
 * second vote; in a poll with several choices others may be added later. A choice repeated under the `uri` it has is
 * passed over.
 */
export async function vote(tx: Tx, accountId: number, pollId: number, choices: readonly number[], { uri = null }: VoteOptions = {}): Promise<void> {
  const poll = await holdPoll(tx, pollId)
  await visibleStatus(tx.db, accountId, poll.status_id)
  const earlier = await tx.db.selectFrom('poll_votes').select(['choice', 'uri']).where('poll_id', '=', pollId).where('account_id', '=', accountId).execute()
  if (uri !== null && earlier.some((one) => one.uri === uri)) return
  const wanted = [...new Set(choices)]
  refuseVote(tx, poll, accountId, wanted, earlier.map((one) => one.choice))
  await tx.db.insertInto('poll_votes').values(wanted.map((choice) => ({ poll_id: pollId, account_id: accountId, choice, id: tx.id(), uri }))).execute()
  const counts = (JSON.parse(poll.counts) as number[]).map((count, position) => wanted.includes(position) ? count + 1 : count)
  const voters = poll.voters_count === null ? null : poll.voters_count + (earlier.length === 0 ? 1 : 0)
  await tx.db.updateTable('polls').set({ counts: JSON.stringify(counts), votes_count: poll.votes_count + wanted.length, voters_count: voters })
    .where('id', '=', pollId).execute()
  await tellTheEnd(tx, poll, accountId)
  await tx.record('poll.voted', { pollId, statusId: poll.status_id, accountId, choices: wanted })
}

/** The status of a poll that `viewer` may see; what they may not see refuses like what is not there. */
export async function visiblePoll(db: Reader, viewer: number | null, pollId: number): Promise<number> {
  const poll = await db.selectFrom('polls').select('status_id').where('id', '=', pollId).executeTakeFirst()
  if (!poll) throw missing()
  return (await visibleStatus(db, viewer, poll.status_id)).id
}

/** Reads a poll and keeps its row until the transaction ends, so that no vote is lost between reading and writing. */
export async function holdPoll(tx: Tx, pollId: number): Promise<Row<'polls'>> {
  const poll = await tx.db.updateTable('polls').set((expression) => ({ votes_count: expression.ref('votes_count') }))
    .where('id', '=', pollId).returningAll().executeTakeFirst()
  if (!poll) throw missing()
  return poll
}

function refuseVote(tx: Tx, poll: Row<'polls'>, accountId: number, wanted: readonly number[], earlier: readonly number[]): void {
  const options = JSON.parse(poll.options) as string[]
  if (hasEnded(poll, tx.now)) throw invalid('The poll has already ended')
  if (poll.account_id === accountId) throw invalid('You cannot vote in your own polls')
  const isChoice = (choice: number) => Number.isInteger(choice) && choice >= 0 && choice < options.length
  if (wanted.length === 0 || !wanted.every(isChoice)) throw invalid('The chosen vote option does not exist')
  const again = poll.multiple === 1 ? wanted.some((choice) => earlier.includes(choice)) : earlier.length > 0 || wanted.length > 1
  if (again) throw invalid('You have already voted on this poll')
}

/** Members who voted in a poll of another server are told when it is over, which its server never does. */
async function tellTheEnd(tx: Tx, poll: Row<'polls'>, accountId: number): Promise<void> {
  if (poll.expires_at === null) return
  const [author, voter] = await Promise.all([poll.account_id, accountId].map((id) =>
    tx.db.selectFrom('accounts').select('host').where('id', '=', id).executeTakeFirst()))
  if (author?.host !== null && voter?.host === null) await closePollAt(tx, poll.id, poll.expires_at + REMOTE_GRACE_MS)
}
