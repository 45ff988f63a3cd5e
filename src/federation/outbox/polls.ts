// Polls across servers: votes go to the poll's author, and what came together goes to everybody who has the poll.
import type { Context, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { activityUri, actorUri } from '#domain/addresses.ts'
import { publishedStatuses } from '#domain/peers/published-statuses.ts'
import { localSender } from '#domain/peers/recipients.ts'
import { pollOptionsOf, votesOf } from '#domain/peers/sent-names.ts'
import { inContext } from '../documents/activities.ts'
import { second } from '../documents/addressing.ts'
import type { Document } from '../documents/context.ts'
import { tellNewVersion } from './statuses.ts'
import { tell } from './tell.ts'

const TELL_TALLIES = 'poll.tell-tallies'
/** As in Mastodon: votes of three minutes are told together. */
const GATHER_MS = 3 * 60_000

/** A vote: in a poll from elsewhere it is sent to the author; in one of ours the new numbers are told a little later. */
export async function federateVote(tx: Tx, { pollId, statusId, accountId, choices }: Events['poll.voted']): Promise<void> {
  const status = (await publishedStatuses(tx.db, [statusId])).get(statusId)
  if (!status) return
  if (status.uri === null) {
    await tx.enqueue({ kind: TELL_TALLIES, payload: { statusId }, key: `${TELL_TALLIES}:${statusId}`, runAt: tx.now + GATHER_MS })
    return
  }
  if (!await localSender(tx.db, accountId)) return
  const options = await pollOptionsOf(tx.db, pollId)
  const author = status.author_uri ?? ''
  for (const { id, choice } of await votesOf(tx.db, pollId, accountId, choices)) {
    const uri = activityUri(tx.config, accountId, `votes/${id}`)
    const note: Document = {
      id: uri, type: 'Note', name: options[choice] ?? '', attributedTo: actorUri(tx.config, accountId), inReplyTo: status.uri, to: author,
      published: second(tx.now),
    }
    await tell(tx, {
      from: accountId, about: uri, to: { accounts: [status.account_id] },
      say: async () => inContext({ id: `${uri}/activity`, type: 'Create', actor: actorUri(tx.config, accountId), to: author, object: note }),
    })
  }
}

/** A poll of ours is over. */
export const federatePollEnd = (tx: Tx, { statusId }: Events['poll.ended']): Promise<void> => tellNewVersion(tx, statusId)

/** The job that tells a poll's new numbers. */
export const pollTallyJobs = (ctx: Pick<Context, 'write'>) => ({
  [TELL_TALLIES]: ({ statusId }: { statusId: number }): Promise<void> => ctx.write((tx) => tellNewVersion(tx, statusId)),
})
