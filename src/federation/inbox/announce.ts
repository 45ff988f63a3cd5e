// Announce: a boost. What it boosts is found, or fetched if anybody here follows who boosts.
import { isFollowed } from '#domain/relationships/by-uri.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { idOf, isObject, typesOf } from '#federation/resolve/plain-json.ts'
import { keepBoost, resolveOriginal } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler } from './arrival.ts'

/** Communities announce whole activities; the post inside is announced too, and that one counts. */
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

export const receiveAnnounce: Handler = async (arrival) => {
  const { reach, write, activity, signer } = arrival
  const uri = idOf(activity)
  const originalUri = idOf(activity['object'])
  if (uri === null || originalUri === null) return 'boost-incomplete'
  if (isObject(activity['object']) && typesOf(activity['object']).some((type) => ACTIVITIES.has(type))) return 'boost-of-an-activity'
  const originalId = await originalOf(arrival, originalUri)
  if (typeof originalId === 'string') return originalId
  const boost = await keepBoost({ ...reach, write }, { document: activity, uri, accountId: signer.id, originalId, fetched: false })
  return boost.ok ? null : giveUp(boost)
}
