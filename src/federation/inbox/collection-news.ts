// What is said of collections of people: by their owners (new, changed, somebody added or removed) and by those who are asked.
import { acceptItem, refuseItem } from '#domain/collections/items.ts'
import { itemByApproval, publishedItem, type PublishedItem } from '#domain/collections/published.ts'
import { collectionByUri, dropRemoteCollection, removeRemoteItem } from '#domain/collections/remote.ts'
import { itemIdOfRequest } from '#federation/documents/featured-collection.ts'
import { idOf, sameOrigin } from '#federation/resolve/plain-json.ts'
import { isFeaturedCollection, isFeaturedItem } from '#federation/resolve/read-collection.ts'
import { askForCollection } from '#federation/resolve/resolve-collection.ts'
import type { Arrival, Ignored } from './arrival.ts'

/** Add or Update of a collection, or of somebody in it: it is fetched anew. Undefined when the activity is about something else. */
export async function hearOfCollection({ reach, activity, signer }: Arrival): Promise<Ignored | undefined> {
  const { object } = activity as { object?: unknown }
  const item = isFeaturedItem(object)
  if (!item && !isFeaturedCollection(object)) return undefined
  const uri = idOf(item ? activity['target'] : object)
  if (uri === null || !sameOrigin(uri, signer.uri)) return 'collection-on-another-origin'
  const known = await collectionByUri(reach.db, uri)
  if (known && known.account_id !== signer.id) return 'collection-of-another'
  await reach.write((tx) => askForCollection(tx, uri))
  return null
}

/** Remove or Delete of a collection, or of somebody in it. False when it is about something else. */
export async function hearOfEnd({ reach, activity, signer }: Arrival): Promise<boolean> {
  const uri = idOf(activity['object'])
  if (uri === null || !sameOrigin(uri, signer.uri)) return false
  const collection = await collectionByUri(reach.db, uri)
  if (collection?.account_id === signer.id) {
    await reach.write((tx) => dropRemoteCollection(tx, collection.id))
    return true
  }
  return reach.write((tx) => removeRemoteItem(tx, signer.id, uri))
}

/** Somebody in a collection takes back their consent, of which `uri` was the proof. */
export async function dropAuthorization({ reach, signer }: Arrival, uri: string): Promise<boolean> {
  const item = await itemByApproval(reach.db, signer.id, uri)
  return item !== undefined && reach.write((tx) => refuseItem(tx, item.id))
}

/** The item of a member's collection that an answer of the signer's is about; null for none. */
export async function answeredItem({ reach, activity, signer }: Arrival): Promise<PublishedItem | null> {
  const id = itemIdOfRequest(reach.config, idOf(activity['object']) ?? '')
  const item = id === null ? undefined : await publishedItem(reach.db, id)
  return item && item.account_id === signer.id && item.activity_uri !== null ? item : null
}

/** They consent; the proof has to be of their own server. */
export async function acceptFeatured({ reach, activity, signer }: Arrival, item: PublishedItem): Promise<Ignored> {
  const approvalUri = idOf(activity['result'])
  if (approvalUri === null || !sameOrigin(approvalUri, signer.uri)) return 'collection-accepted-without-proof'
  return await reach.write((tx) => acceptItem(tx, item.id, approvalUri)) ? null : 'collection-accepted-before'
}

/** They decline. */
export const rejectFeatured = async ({ reach }: Arrival, item: PublishedItem): Promise<Ignored> =>
  await reach.write((tx) => refuseItem(tx, item.id)) ? null : 'collection-rejected-before'
