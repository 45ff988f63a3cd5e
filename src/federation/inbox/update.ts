// Update: an edited post, new numbers of a poll, or a changed profile. Only their owner may say so.
import type { Peer } from '#domain/accounts/peers.ts'
import { updateTallies } from '#domain/polls/close-poll.ts'
import { pollOfStatus } from '#domain/polls/find-poll.ts'
import { setQuotePolicy } from '#domain/quotes/change-policy.ts'
import { updateQuoteProof } from '#domain/statuses/quote-rows.ts'
import { editStatus, type StatusChanges } from '#domain/statuses/edit-status.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { passOn } from '#federation/outbox/pass-on.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { askForQuote, draftQuote } from '#federation/resolve/draft-quote.ts'
import { readMentions } from '#federation/resolve/draft-status.ts'
import { idOf, typeAmong, type Json } from '#federation/resolve/plain-json.ts'
import { ACTOR_TYPES } from '#federation/resolve/read-actor.ts'
import { authorOf, isStatusLike, readNote, type ReadNote } from '#federation/resolve/read-note.ts'
import { admitUpdatedActor } from '#federation/resolve/resolve-actor.ts'
import { hearOfCollection } from './collection-news.ts'
import { receivePost } from './create.ts'
import { activityBudget, giveUp, objectOf, type Handler, type Ignored } from './arrival.ts'

async function changesOf(reach: Reach, note: ReadNote, editedAt: number): Promise<StatusChanges> {
  return {
    content: note.content, spoilerText: note.spoilerText, sensitive: note.sensitive, language: note.language,
    mentions: await readMentions(reach, note, activityBudget()), tags: note.hashtags, remoteMedia: note.media,
    poll: note.poll, editedAt,
  }
}

/**
 * Brings a known status up to what its owner's server says. Older versions than ours change nothing. `activity` is what said
 * so, to be passed on; null for what was fetched or passed on itself.
 */
export async function updateStatus(reach: Reach, document: Json, owner: Peer, activity: Json | null): Promise<Ignored> {
  const uri = idOf(document)
  const statusId = uri === null ? null : await findStatusByUri(reach, uri)
  const status = statusId === null ? undefined : await statusRow(reach.db, statusId)
  if (!status) return 'update-of-nothing-here'
  if (status.account_id !== owner.id || (authorOf(document) ?? owner.uri) !== owner.uri) return 'update-by-another'
  const read = readNote(document, owner.followers_url, reach.clock.now(), owner.following_url)
  if (!read.ok) return read.reason
  const note = read.value
  const changes = note.updatedAt === null ? null : await changesOf(reach, note, note.updatedAt)
  const quote = await draftQuote(reach, note.quote, owner.id)
  await reach.write(async (tx) => {
    if (changes && await editStatus(tx, status.id, { ...changes, quote })) {
      await keepRemoteEmojis(tx, owner.host, note.emojis)
      if (activity) await passOn(tx, activity, status.id)
    }
    // Consent comes after the post, and its author may change who may quote it, without another version of it.
    if (!changes && quote) await updateQuoteProof(tx, status, quote)
    await askForQuote(tx, status.id, quote)
    await setQuotePolicy(tx, status.id, note.quotePolicy)
    const poll = note.poll ? await pollOfStatus(tx.db, status.id) : null
    if (poll && note.poll) await updateTallies(tx, poll.id, note.poll.counts, note.poll.votersCount, note.poll.closedAt === null ? {} : { closedAt: note.poll.closedAt })
  })
  return null
}

export const receiveUpdate: Handler = async (arrival) => {
  const { reach, activity, signer, passedOn = false } = arrival
  const news = await hearOfCollection(arrival)
  if (news !== undefined) return news
  const object = await objectOf(arrival)
  if (!object.ok) return giveUp(object)
  if (typeAmong(object.value, ACTOR_TYPES) !== null) {
    const updated = await admitUpdatedActor(reach, object.value, signer.uri)
    return updated.ok ? null : giveUp(updated)
  }
  if (!isStatusLike(object.value)) return 'update-of-something-else'
  const uri = idOf(object.value)
  // It has overtaken its Create, which will be nothing new then.
  if (uri !== null && await findStatusByUri(reach, uri) === null) return receivePost(arrival, object.value)
  return updateStatus(reach, object.value, signer, passedOn ? null : activity)
}
