// A poll of another server that somebody looks at: its numbers are asked for anew, behind the reader's back.
import { peerById } from '#domain/accounts/peers.ts'
import { updateTallies } from '#domain/polls/close-poll.ts'
import { claimPollFetch } from '#domain/polls/stale-poll.ts'
import { createBudget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import type { Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { idOf } from './plain-json.ts'
import { authorOf, readNote } from './read-note.ts'

/** Takes over what a poll's own server counts by now. Nothing happens if it is not stale any more; an edited poll is left to its Update. */
export async function refreshPoll(reach: Reach, pollId: number): Promise<Outcome<boolean>> {
  const poll = await reach.write((tx) => claimPollFetch(tx, pollId))
  if (!poll) return found(false)
  const owner = await peerById(reach.db, poll.accountId)
  const fetched = await fetchDocument(reach, poll.uri, createBudget({ requests: 3, ms: 12_000 }))
  if (!fetched.ok) return fetched
  if (!owner || idOf(fetched.value) !== poll.uri || authorOf(fetched.value) !== owner.uri) return failed('poll-of-another')
  const note = readNote(fetched.value, owner.followers_url, reach.clock.now(), owner.following_url)
  if (!note.ok || !note.value.poll) return failed('no-poll')
  const { counts, votersCount, closedAt } = note.value.poll
  return found(await reach.write((tx) => updateTallies(tx, pollId, counts, votersCount, closedAt === null ? {} : { closedAt })))
}
