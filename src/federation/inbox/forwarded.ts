// Activities that somebody else than their actor sent on, as servers do with answers to their members' posts. The
// sender's signature proves nothing about them: their author's own proof counts, or else the object as its origin shows it.
import { peerByUri } from '#domain/accounts/peers.ts'
import { isFollowed } from '#domain/relationships/by-uri.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import { fetchDocument } from '#federation/resolve/fetch-document.ts'
import { mayAskAgain } from '#federation/resolve/memory.ts'
import { idOf, isObject, sameOrigin, typesOf } from '#federation/resolve/plain-json.ts'
import { resolveStatus } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler, type Ignored } from './arrival.ts'
import { receiveCreate } from './create.ts'
import { receiveDelete } from './delete.ts'
import { provenActivity } from './proven-author.ts'
import { receiveUpdate, updateStatus } from './update.ts'

/** A stranger cannot make us ask the same server about the same thing more often than this. */
const EVERY_MS = 60_000

interface Named { readonly uri: string; readonly actorUri: string }

const proven: Readonly<Record<string, Handler>> = { Create: receiveCreate, Delete: receiveDelete, Update: receiveUpdate }
/** What a suspended account may still say. */
const TAKES_BACK = new Set(['Delete', 'Update'])

/** Looked into only where the thread is known here or somebody follows the author; what changes, where the author is known. */
async function isOfConcern({ reach, activity }: Arrival, type: string, actorUri: string): Promise<boolean> {
  const object = activity['object']
  const parentUri = type === 'Create' && isObject(object) ? idOf(object['inReplyTo']) : null
  if (parentUri !== null && await findStatusByUri(reach, parentUri) !== null) return true
  const author = await peerByUri(reach.db, actorUri)
  return author !== null && (type !== 'Create' || await isFollowed(reach.db, author.id))
}

/** Processed as if its author had sent it, if it carries the author's proof; undefined if it carries none. */
async function asProven(arrival: Arrival, type: string): Promise<Ignored | undefined> {
  const handler = Object.hasOwn(proven, type) ? proven[type] : undefined
  const found = handler ? await provenActivity(arrival.reach, arrival.activity) : null
  if (!handler || !found) return undefined
  if (found.author.suspended_at !== null && !TAKES_BACK.has(type)) return 'forwarded-from-a-suspended-account'
  // Only the author says whom it was sent to.
  return handler({ ...arrival, activity: found.activity, signer: found.author, deliveredTo: null, passedOn: true })
}

async function created({ reach }: Arrival, { uri }: Named): Promise<Ignored> {
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
  return fetched.ok ? updateStatus(arrival.reach, fetched.value, known.owner, null) : giveUp(fetched)
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
  if (!await isOfConcern(arrival, type, actorUri)) return 'forwarded-and-of-no-concern'
  const ignored = await asProven(arrival, type)
  if (ignored !== undefined) return ignored
  if (!mayAskAgain(reach, `forwarded ${type} ${uri}`, EVERY_MS)) return 'forwarded-lately'
  const named: Named = { uri, actorUri }
  if (type === 'Create') return created(arrival, named)
  if (type === 'Update') return updated(arrival, named)
  return type === 'Delete' ? deleted(arrival, named) : 'forwarded-and-not-provable'
}
