// Collections of people: telling of them, asking to put somebody in, consenting, declining and taking back (FEP-7aa9).
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { activityUri, actorUri } from '#domain/addresses.ts'
import { publishedCollection, publishedItem, publishedItems } from '#domain/collections/published.ts'
import { localSender, remoteParty } from '#domain/peers/recipients.ts'
import { activity, inContext } from '../documents/activities.ts'
import { COLLECTION_CONTEXT, PUBLIC, type Document } from '../documents/context.ts'
import {
  authorizationUri, collectionOf, collectionsUri, collectionUri, featureAuthorization, featuredCollection, featuredItem,
} from '../documents/featured-collection.ts'
import { tell } from './tell.ts'

/** Whoever follows a collection's owner, and those of other servers who are in it. */
async function hearers(tx: Tx, collectionId: number, ownerId: number) {
  const items = await publishedItems(tx.db, collectionId)
  return { items, to: { followersOf: [ownerId], accounts: items.map((item) => item.account_id) } }
}

async function tellOwn(tx: Tx, { collectionId, accountId }: { collectionId: number; accountId: number }, type: 'Add' | 'Update' | 'Remove'): Promise<void> {
  const row = await publishedCollection(tx.db, collectionId)
  // What is not to be found is known to those who are in it and to whoever has its address.
  if (!row || (type === 'Add' && row.discoverable !== 1)) return
  const { items, to } = await hearers(tx, collectionId, accountId)
  const uri = collectionUri(tx.config, accountId, collectionId)
  const target = type === 'Update' ? {} : { target: collectionsUri(tx.config, accountId) }
  await tell(tx, {
    from: accountId, about: uri, to,
    say: async () => inContext(activity(tx.config, { accountId, name: `collections/${tx.id()}` }, type,
      type === 'Remove' ? uri : featuredCollection(tx.config, row, items), { to: [PUBLIC], ...target }), COLLECTION_CONTEXT),
  })
}

/** A new collection. */
export const federateCollection = (tx: Tx, event: Events['collection.created']): Promise<void> => tellOwn(tx, event, 'Add')
/** A changed one. */
export const federateCollectionChange = (tx: Tx, event: Events['collection.updated']): Promise<void> => tellOwn(tx, event, 'Update')
/** One that is about to go. */
export const federateCollectionEnd = (tx: Tx, event: Events['collection.deleted']): Promise<void> => tellOwn(tx, event, 'Remove')

/** A member asks somebody elsewhere. */
export async function federateFeatureRequest(tx: Tx, { itemId, ownerId, accountId }: Events['collection.asked']): Promise<void> {
  const item = await publishedItem(tx.db, itemId)
  const person = await remoteParty(tx.db, accountId)
  if (!item || !person || item.activity_uri === null) return
  await tell(tx, {
    from: ownerId, about: collectionOf(tx.config, item), to: { accounts: [accountId] },
    say: async () => inContext({
      id: item.activity_uri, type: 'FeatureRequest', actor: actorUri(tx.config, ownerId), to: [person.uri], object: person.uri, instrument: collectionOf(tx.config, item),
    }, COLLECTION_CONTEXT),
  })
}

/** Somebody is in a member's collection; or a member consents to be in one of another server, whose owner is sent the proof. */
export async function federateFeatured(tx: Tx, { itemId, collectionId, ownerId }: Events['collection.account-added']): Promise<void> {
  const item = await publishedItem(tx.db, itemId)
  if (!item) return
  if (item.collection_uri !== null) return tellConsent(tx, itemId)
  const { to } = await hearers(tx, collectionId, ownerId)
  const uri = collectionOf(tx.config, item)
  await tell(tx, {
    from: ownerId, about: uri, to,
    say: async () => inContext(activity(tx.config, { accountId: ownerId, name: `collections/${tx.id()}` }, 'Add', featuredItem(tx.config, item), { to: [PUBLIC], target: uri }), COLLECTION_CONTEXT),
  })
}

/** Sends the owner, who is elsewhere, the proof that a member consents; also if they ask again. */
export async function tellConsent(tx: Tx, itemId: number): Promise<void> {
  const item = await publishedItem(tx.db, itemId)
  const owner = item && await remoteParty(tx.db, item.owner_id)
  if (!item || !owner || item.activity_uri === null || !await localSender(tx.db, item.account_id)) return
  const from = item.account_id
  await tell(tx, {
    from, about: collectionOf(tx.config, item), to: { accounts: [item.owner_id] },
    say: async () => inContext(activity(tx.config, { accountId: from, name: `accepts/feature_requests/${itemId}` }, 'Accept', item.activity_uri, {
      to: [owner.uri], result: authorizationUri(tx.config, from, itemId),
    }), COLLECTION_CONTEXT),
  })
}

/** Says no to a request from elsewhere, of which nothing is kept. */
export async function declineFeatureRequest(tx: Tx, { from, asker, requestUri, about }: { from: number; asker: { id: number; uri: string }; requestUri: string; about: string }): Promise<void> {
  await tell(tx, {
    from, about, to: { accounts: [asker.id] },
    say: async () => inContext(activity(tx.config, { accountId: from, name: `rejects/feature_requests/${tx.id()}` }, 'Reject', requestUri, { to: [asker.uri] })),
  })
}

/** Somebody is about to leave a member's collection; if they are one of ours and left themselves, their proof is gone as well. */
export async function federateUnfeatured(tx: Tx, { itemId, collectionId, ownerId, accountId, byThemselves }: Events['collection.account-removed']): Promise<void> {
  const item = await publishedItem(tx.db, itemId)
  if (!item) return
  const { to } = await hearers(tx, collectionId, ownerId)
  const uri = collectionOf(tx.config, item)
  const everybody = { ...to, accounts: [...to.accounts, accountId, ownerId] }
  if (item.collection_uri === null) {
    const object = String(featuredItem(tx.config, item)['id'])
    await tell(tx, {
      from: ownerId, about: uri, to: everybody,
      say: async () => inContext(activity(tx.config, { accountId: ownerId, name: `collections/${tx.id()}` }, 'Remove', object, { to: [PUBLIC], target: uri })),
    })
  }
  if (!byThemselves || item.account_uri !== null) return
  const deletion: Document = {
    id: activityUri(tx.config, accountId, `deletes/feature_authorizations/${itemId}`), type: 'Delete', actor: actorUri(tx.config, accountId), to: [PUBLIC],
    object: featureAuthorization(tx.config, item),
  }
  await tell(tx, { from: accountId, about: uri, to: everybody, say: async () => inContext(deletion, COLLECTION_CONTEXT) })
}
