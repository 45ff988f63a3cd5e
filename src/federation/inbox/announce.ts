// Announce: a boost. What it boosts is found, or fetched if anybody here follows who boosts. Communities announce whole
// activities: a new post in one is boosted by it, the rest is as if somebody had forwarded it.
import { isFollowed } from '#domain/relationships/by-uri.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { firstOf, idOf, isObject, typeAmong, typesOf, type Json } from '#federation/resolve/plain-json.ts'
import { keepBoost, resolveOriginal } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler, type Ignored } from './arrival.ts'
import { receiveForwarded } from './forwarded.ts'

/** What others did, as communities pass it on (FEP-1b12). */
const ACTIVITIES = new Set(['Create', 'Update', 'Delete', 'Undo', 'Like', 'Dislike', 'Add', 'Remove', 'Block', 'Lock', 'Flag', 'Announce'])

/** The id of what is boosted, or why it is not wanted. */
async function originalOf({ reach, signer }: Arrival, uri: string): Promise<number | string> {
  const known = await findStatusByUri(reach, uri)
  const local = known !== null && (await statusRow(reach.db, known))?.local === 1
  if (!local && !await isFollowed(reach.db, signer.id)) return 'boost-for-nobody-here'
  if (known !== null) return known
  const original = await resolveOriginal(reach, uri, activityBudget())
  return original.ok ? original.value : giveUp(original)
}

/** The new post inside of a community's announcement, which is as good as a boost of it; answers to posts are no news. */
function newPostIn(inner: Json): string | null {
  const post = inner['object']
  const answers = isObject(post) && idOf(post['inReplyTo']) !== null
  return typesOf(inner).includes('Create') && !answers ? idOf(post) : null
}

/**
 * What somebody did in a community. The community's word is no proof of it: everything is asked for at its origin, and only
 * for a community that somebody here follows. Votes on others' posts mean nothing here.
 */
async function passedOn(arrival: Arrival, inner: Json): Promise<Ignored> {
  if (!await isFollowed(arrival.reach.db, arrival.signer.id)) return 'boost-for-nobody-here'
  return receiveForwarded({ ...arrival, activity: inner })
}

export const receiveAnnounce: Handler = async (arrival) => {
  const { reach, write, activity, signer } = arrival
  const object: unknown = firstOf(activity['object'])
  const inner = isObject(object) && typeAmong(object, ACTIVITIES) !== null ? object : null
  const post = inner ? newPostIn(inner) : null
  if (inner && post === null) return passedOn(arrival, inner)
  const uri = idOf(activity)
  const originalUri = post ?? idOf(object)
  if (uri === null || originalUri === null) return 'boost-incomplete'
  const originalId = await originalOf(arrival, originalUri)
  if (typeof originalId === 'string') return originalId
  const boost = await keepBoost({ ...reach, write }, { document: activity, uri, accountId: signer.id, originalId, fetched: false })
  return boost.ok ? null : giveUp(boost)
}
