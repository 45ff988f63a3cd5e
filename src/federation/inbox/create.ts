// Create: a post, or a vote in the shape of one.
import { vote } from '#domain/polls/vote.ts'
import { pollOfStatus } from '#domain/polls/find-poll.ts'
import { isFollowed } from '#domain/relationships/by-uri.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import { passOn } from '#federation/outbox/pass-on.ts'
import { draftStatus, keepStatus } from '#federation/resolve/draft-status.ts'
import { enqueueAncestors } from '#federation/resolve/jobs.ts'
import type { Json } from '#federation/resolve/plain-json.ts'
import { authorOf, readNote, type ReadNote } from '#federation/resolve/read-note.ts'
import { activityBudget, giveUp, objectOf, type Arrival, type Handler, type Ignored } from './arrival.ts'

/** Whether anybody here may care, as Mastodon judges it: followed, addressed, or an answer to somebody of interest. */
async function isWanted({ reach, signer, deliveredTo }: Arrival, note: ReadNote, parentId: number | null): Promise<boolean> {
  if (deliveredTo !== null) return true
  if ([...note.mentions, ...note.addressees].some((uri) => parseLocalUrl(reach.config, uri)?.kind === 'account')) return true
  if (await isFollowed(reach.db, signer.id)) return true
  const parent = parentId === null ? undefined : await statusRow(reach.db, parentId)
  return parent !== undefined && (parent.local === 1 || await isFollowed(reach.db, parent.account_id))
}

/** Counts a vote in a member's poll; a Note that names none of its options is no vote. */
async function castVote({ reach, signer }: Arrival, note: ReadNote, parentId: number): Promise<Ignored | 'no-vote'> {
  const poll = note.votesFor === null ? null : await pollOfStatus(reach.db, parentId)
  const choice = poll?.options.indexOf(note.votesFor ?? '') ?? -1
  if (!poll || choice < 0) return 'no-vote'
  await reach.write((tx) => vote(tx, signer.id, poll.id, [choice], { uri: note.uri }))
  return null
}

/** Takes in a post that is not known here, if anybody cares. */
export async function receivePost(arrival: Arrival, document: Json): Promise<Ignored> {
  const { reach, write, activity, signer, deliveredTo, passedOn = false } = arrival
  if (authorOf(document) !== signer.uri) return 'author-is-not-the-actor'
  const read = readNote(document, signer.followers_url, reach.clock.now(), signer.following_url)
  if (!read.ok) return read.reason
  const note = read.value
  const parentId = note.inReplyToUri === null ? null : await findStatusByUri(reach, note.inReplyToUri)
  if (note.votesFor !== null && parentId !== null) {
    const cast = await castVote(arrival, note, parentId)
    if (cast !== 'no-vote') return cast
  }
  if (!await isWanted(arrival, note, parentId)) return 'nobody-here-is-concerned'
  const draft = await draftStatus(reach, note, signer, { budget: activityBudget(), fetched: false, deliveredTo })
  await write(async (tx) => {
    const { created, statusId } = await keepStatus(tx, draft, note, signer)
    if (created && !passedOn) await passOn(tx, activity, statusId)
    if (note.inReplyToUri !== null && parentId === null) await enqueueAncestors(tx, note.inReplyToUri)
  })
  return null
}

export const receiveCreate: Handler = async (arrival) => {
  const object = await objectOf(arrival)
  return object.ok ? receivePost(arrival, object.value) : giveUp(object)
}
