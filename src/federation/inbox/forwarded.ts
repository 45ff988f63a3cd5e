// Activities that somebody else than their actor sent on, as servers do with answers to their members' posts. The
// sender's signature proves nothing about them: the object is fetched from its origin, and that counts.
import { peerByUri } from '#domain/accounts/peers.ts'
import { isFollowed } from '#domain/relationships/by-uri.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { fetchDocument } from '#federation/resolve/fetch-document.ts'
import { mayAskAgain } from '#federation/resolve/memory.ts'
import { idOf, isObject, sameOrigin, typesOf } from '#federation/resolve/plain-json.ts'
import { resolveStatus } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler, type Ignored } from './arrival.ts'
import { updateStatus } from './update.ts'

/** A stranger cannot make us ask the same server about the same thing more often than this. */
const EVERY_MS = 60_000

interface Named { readonly uri: string; readonly actorUri: string }

/** Fetched only for a thread that is known here, or an author whom somebody follows. */
async function created({ reach, activity }: Arrival, { uri, actorUri }: Named): Promise<Ignored> {
  const object = activity['object']
  const parentUri = isObject(object) ? idOf(object['inReplyTo']) : null
  const answers = parentUri !== null && await findStatusByUri(reach, parentUri) !== null
  const author = answers ? null : await peerByUri(reach.db, actorUri)
  if (!answers && !(author && await isFollowed(reach.db, author.id))) return 'forwarded-and-of-no-concern'
  const status = await resolveStatus(reach, uri, { budget: activityBudget(), ancestors: 1 })
  return status.ok ? null : giveUp(status)
}

async function knownStatus({ reach }: Arrival, { uri, actorUri }: Named) {
  const statusId = await findStatusByUri(reach, uri)
  const status = statusId === null ? undefined : await statusRow(reach.db, statusId)
  const owner = await peerByUri(reach.db, actorUri)
  return status && owner && status.account_id === owner.id ? { status, owner } : null
}

async function updated(arrival: Arrival, named: Named): Promise<Ignored> {
  const known = await knownStatus(arrival, named)
  if (!known) return 'forwarded-update-of-nothing-here'
  const fetched = await fetchDocument(arrival.reach, named.uri, activityBudget())
  return fetched.ok ? updateStatus(arrival.reach, fetched.value, known.owner) : giveUp(fetched)
}

/** Deleted if its own server says that it is gone. */
async function deleted(arrival: Arrival, named: Named): Promise<Ignored> {
  const known = await knownStatus(arrival, named)
  if (!known) return 'forwarded-delete-of-nothing-here'
  const fetched = await fetchDocument(arrival.reach, named.uri, activityBudget())
  const gone = fetched.ok ? typesOf(fetched.value).includes('Tombstone') : fetched.reason === 'http-410' || fetched.reason === 'http-404'
  if (!gone) return fetched.ok ? 'forwarded-delete-of-what-is-there' : giveUp(fetched)
  await arrival.reach.write((tx) => deleteStatus(tx, known.status.id))
  return null
}

export const receiveForwarded: Handler = async (arrival) => {
  const { reach, activity } = arrival
  const actorUri = idOf(activity['actor'])
  const uri = idOf(activity['object'])
  if (actorUri === null || uri === null || !sameOrigin(uri, actorUri)) return 'forwarded-and-on-another-origin'
  const [type = ''] = typesOf(activity)
  if (!mayAskAgain(reach, `forwarded ${type} ${uri}`, EVERY_MS)) return 'forwarded-lately'
  const named: Named = { uri, actorUri }
  if (type === 'Create') return created(arrival, named)
  if (type === 'Update') return updated(arrival, named)
  return type === 'Delete' ? deleted(arrival, named) : 'forwarded-and-not-provable'
}
