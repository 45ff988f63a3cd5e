// Remove: a post or a hashtag is taken off a profile by its owner.
import { unpin } from '#domain/interactions/pin.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { unfeatureTag } from '#domain/tags/feature-tag.ts'
import { findTag } from '#domain/tags/tags.ts'
import { idOf } from '#federation/resolve/plain-json.ts'
import { concernsFeatured, hashtagOf } from './add.ts'
import { hearOfEnd } from './collection-news.ts'
import type { Handler } from './arrival.ts'

export const receiveRemove: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  if (await hearOfEnd(arrival)) return null
  if (!concernsFeatured(arrival)) return 'not-their-featured-collection'
  const hashtag = hashtagOf(arrival)
  if (hashtag !== null) {
    const tagId = await findTag(reach.db, hashtag)
    if (tagId !== null) await reach.write((tx) => unfeatureTag(tx, signer.id, tagId))
    return null
  }
  const uri = idOf(activity['object'])
  const statusId = uri === null ? null : await findStatusByUri(reach, uri)
  if (statusId === null) return 'unpin-of-nothing-here'
  await reach.write((tx) => unpin(tx, signer.id, statusId))
  return null
}
