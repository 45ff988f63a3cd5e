// Undo: what somebody did is taken back, named by its id or given whole. Only one's own; taking back twice is harmless.
// What is not here yet is remembered as taken back, so that it does not count when it comes after all.
import type { Tx } from '#domain/context.ts'
import { favouriteByUri } from '#domain/interactions/by-uri.ts'
import { unfavourite } from '#domain/interactions/favourite.ts'
import { unreblog } from '#domain/interactions/reblog.ts'
import { unblock } from '#domain/relationships/block.ts'
import { blockedByUri, followedByUri } from '#domain/relationships/by-uri.ts'
import { unfollow } from '#domain/relationships/unfollow.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { layTombstone } from '#domain/statuses/tombstones.ts'
import { idOf, isObject, sameOrigin, typesOf, type Json } from '#federation/resolve/plain-json.ts'
import { memberOf, type Arrival, type Handler, type Ignored } from './arrival.ts'

type Undoing = (arrival: Arrival, undone: { object: Json; uri: string | null }) => Promise<Ignored>

/** What is not here shall not come after it was taken back. */
async function bury(tx: Tx, { signer }: Arrival, uri: string | null): Promise<void> {
  if (uri !== null && sameOrigin(uri, signer.uri)) await layTombstone(tx, uri)
}

const undoFollow: Undoing = async (arrival, { object, uri }) => {
  const { reach, signer } = arrival
  const target = await memberOf(arrival, object['object']) ?? (uri === null ? null : await followedByUri(reach.db, signer.id, uri))
  await reach.write(async (tx) => { if (target === null || !await unfollow(tx, signer.id, target)) await bury(tx, arrival, uri) })
  return target === null ? 'undo-of-no-follow' : null
}

const undoBlock: Undoing = async (arrival, { object, uri }) => {
  const { reach, signer } = arrival
  const target = await memberOf(arrival, object['object']) ?? (uri === null ? null : await blockedByUri(reach.db, signer.id, uri))
  await reach.write(async (tx) => { if (target === null || !await unblock(tx, signer.id, target)) await bury(tx, arrival, uri) })
  return target === null ? 'undo-of-no-block' : null
}

const undoLike: Undoing = async (arrival, { object, uri }) => {
  const { reach, signer } = arrival
  const statusUri = idOf(object['object'])
  const statusId = (statusUri === null ? null : await findStatusByUri(reach, statusUri))
    ?? (uri === null ? null : await favouriteByUri(reach.db, signer.id, uri))
  await reach.write(async (tx) => {
    if (statusId !== null) await unfavourite(tx, signer.id, statusId)
    await bury(tx, arrival, uri)
  })
  return statusId === null ? 'undo-of-no-like' : null
}

const undoAnnounce: Undoing = async (arrival, { object, uri }) => {
  const { reach, signer } = arrival
  const boostId = uri === null ? null : await findStatusByUri(reach, uri)
  const boost = boostId === null ? undefined : await statusRow(reach.db, boostId)
  if (boost && boost.account_id !== signer.id) return 'undo-by-another'
  const originalUri = idOf(object['object'])
  const statusId = boost?.id ?? (originalUri === null ? null : await findStatusByUri(reach, originalUri))
  await reach.write(async (tx) => {
    if (statusId !== null) await unreblog(tx, signer.id, statusId)
    await bury(tx, arrival, uri)
  })
  return null
}

const undoings: Readonly<Record<string, Undoing>> = {
  Follow: undoFollow, Block: undoBlock, Like: undoLike, EmojiReact: undoLike, Announce: undoAnnounce,
}

/** What a bare id names, by looking for it among what the signer did. */
async function kindOf({ reach, signer }: Arrival, uri: string): Promise<string | null> {
  if (await followedByUri(reach.db, signer.id, uri) !== null) return 'Follow'
  if (await favouriteByUri(reach.db, signer.id, uri) !== null) return 'Like'
  if (await findStatusByUri(reach, uri) !== null) return 'Announce'
  return await blockedByUri(reach.db, signer.id, uri) === null ? null : 'Block'
}

export const receiveUndo: Handler = async (arrival) => {
  const { activity, signer } = arrival
  const object = activity['object']
  const uri = idOf(object)
  if (isObject(object)) {
    const actor = idOf(object['actor'])
    if (actor !== null && actor !== signer.uri) return 'undo-by-another'
    const kind = typesOf(object).find((type) => Object.hasOwn(undoings, type))
    return kind ? undoings[kind]?.(arrival, { object, uri }) ?? null : 'undo-of-something-else'
  }
  const kind = uri === null ? null : await kindOf(arrival, uri)
  if (kind !== null) return undoings[kind]?.(arrival, { object: {}, uri }) ?? null
  await arrival.reach.write((tx) => bury(tx, arrival, uri))
  return 'undo-of-nothing-here'
}
