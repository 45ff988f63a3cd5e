// Add: somebody puts a post of theirs, or a hashtag, on their profile. Only into their own collection.
import { pin } from '#domain/interactions/pin.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { featureTag } from '#domain/tags/feature-tag.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { normaliseTag } from '#domain/text/tags.ts'
import { idOf, isObject, sameOrigin, textOf, typesOf } from '#federation/resolve/plain-json.ts'
import { resolveStatus } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler } from './arrival.ts'
import { hearOfCollection } from './collection-news.ts'

/** Whether the activity is about the signer's own pinned posts and hashtags. */
export const concernsFeatured = ({ activity, signer }: Arrival): boolean => {
  const target = idOf(activity['target'])
  return target !== null && target === signer.featured_url
}

/** The hashtag that the object is, or null. */
export function hashtagOf({ activity }: Arrival): string | null {
  const { object } = activity as { object?: unknown }
  return isObject(object) && typesOf(object).includes('Hashtag') ? textOf(object['name'], 600) : null
}

export const receiveAdd: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const news = await hearOfCollection(arrival)
  if (news !== undefined) return news
  if (!concernsFeatured(arrival)) return 'not-their-featured-collection'
  const hashtag = hashtagOf(arrival)
  if (hashtag !== null) {
    const tag = normaliseTag(hashtag)
    if (!tag) return 'no-hashtag'
    await reach.write(async (tx) => featureTag(tx, signer.id, await tagFor(tx, tag)))
    return null
  }
  const uri = idOf(activity['object'])
  if (uri === null || !sameOrigin(uri, signer.uri)) return 'pin-of-another-servers-post'
  const status = await resolveStatus(reach, uri, { budget: activityBudget(), ancestors: 0 })
  if (!status.ok) return giveUp(status)
  if ((await statusRow(reach.db, status.value))?.account_id !== signer.id) return 'pin-of-anothers-post'
  await reach.write((tx) => pin(tx, signer.id, status.value))
  return null
}
