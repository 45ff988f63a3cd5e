// Delete: a post, a boost or a whole account goes. What is not known here is remembered as gone, so that a Create that
// comes late does not bring it back.
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { layTombstone } from '#domain/statuses/tombstones.ts'
import { passOn } from '#federation/outbox/pass-on.ts'
import { idOf, sameOrigin } from '#federation/resolve/plain-json.ts'
import type { Handler } from './arrival.ts'
import { dropAuthorization, hearOfEnd } from './collection-news.ts'
import { dropProof } from './quote-answer.ts'

export const receiveDelete: Handler = async (arrival) => {
  const { reach, activity, signer, passedOn = false } = arrival
  const uri = idOf(activity['object'])
  if (uri === null) return 'delete-of-nothing'
  if (uri === signer.uri) {
    await reach.write((tx) => deleteAccount(tx, signer.id))
    return null
  }
  if (!sameOrigin(uri, signer.uri)) return 'delete-on-another-origin'
  if (await dropProof(arrival, uri) || await dropAuthorization(arrival, uri) || await hearOfEnd(arrival)) return null
  const statusId = await findStatusByUri(reach, uri)
  const status = statusId === null ? undefined : await statusRow(reach.db, statusId)
  if (status && status.account_id !== signer.id) return 'delete-by-another'
  await reach.write(async (tx) => {
    if (status && !passedOn) await passOn(tx, activity, status.id)
    if (status) await deleteStatus(tx, status.id)
    else await layTombstone(tx, uri)
  })
  return null
}
