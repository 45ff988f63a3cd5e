// Like and EmojiReact: a member's post is somebody's favourite. What others' servers count of others' posts is theirs.
import { favourite } from '#domain/interactions/favourite.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { idOf } from '#federation/resolve/plain-json.ts'
import { isTakenBack, type Handler } from './arrival.ts'

export const receiveLike: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const uri = idOf(activity['object'])
  const statusId = uri === null ? null : await findStatusByUri(reach, uri)
  if (statusId === null) return 'like-of-nothing-here'
  if ((await statusRow(reach.db, statusId))?.local !== 1) return 'like-of-another-servers-post'
  if (await isTakenBack(arrival)) return 'taken-back'
  await reach.write((tx) => favourite(tx, signer.id, statusId, { uri: idOf(activity) }))
  return null
}
