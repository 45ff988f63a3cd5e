// Members' collections of people in the protocol's words, who is in them, and the proof that a member consents (FEP-7aa9).
import type { Config } from '#machinery/config/config.ts'
import { actorUri, tagUrl } from '#domain/addresses.ts'
import type { PublishedCollection, PublishedItem } from '#domain/collections/published.ts'
import { second } from './addressing.ts'
import { PUBLIC, type Document } from './context.ts'
import { followersUri } from './names.ts'

type At = Pick<Config, 'origin'>

/** Where a member's collections are listed, and one of them. */
export const collectionsUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/featured_collections`
export const collectionUri = (at: At, accountId: number, id: number): string => `${collectionsUri(at, accountId)}/${id}`
/** Somebody in a member's collection. */
const itemUri = (at: At, ownerId: number, itemId: number): string => `${actorUri(at, ownerId)}/collection_items/${itemId}`
/** Where a member's consent to be in a collection is read. */
export const authorizationUri = (at: At, accountId: number, itemId: number): string => `${actorUri(at, accountId)}/feature_authorizations/${itemId}`

/** The number of the item that a request of ours was about, or null. */
export function itemIdOfRequest({ origin }: At, uri: string): number | null {
  const [, id] = uri.startsWith(`${origin}/`) ? /#feature_requests\/(\d{1,16})$/.exec(uri) ?? [] : []
  return id === undefined ? null : Number(id)
}

const personOf = (at: At, item: PublishedItem): string => item.account_uri ?? actorUri(at, item.account_id)
/** The collection an item is in, of here or elsewhere. */
export const collectionOf = (at: At, item: PublishedItem): string => item.collection_uri ?? collectionUri(at, item.owner_id, item.collection_id)

/** One person in a member's collection. */
export const featuredItem = (at: At, item: PublishedItem): Document => ({
  id: itemUri(at, item.owner_id, item.id), type: 'FeaturedItem', featuredObject: personOf(at, item), featuredObjectType: item.account_type,
  featureAuthorization: item.account_uri === null ? authorizationUri(at, item.account_id, item.id) : item.approval_uri,
})

/** A member's collection with everybody in it. */
export const featuredCollection = (at: At, row: PublishedCollection, items: readonly PublishedItem[]): Document => ({
  id: collectionUri(at, row.account_id, row.id), type: 'FeaturedCollection', attributedTo: actorUri(at, row.account_id), name: row.name,
  ...(row.language === null ? { summary: row.description } : { summaryMap: { [row.language]: row.description } }),
  sensitive: row.sensitive === 1, discoverable: row.discoverable === 1, published: second(row.created_at), updated: second(row.updated_at),
  ...(row.tag_name === null ? {} : { topic: { type: 'Hashtag', href: tagUrl(at, row.tag_name), name: `#${row.tag_name}` } }),
  totalItems: items.length, orderedItems: items.map((item) => featuredItem(at, item)),
})

/** The proof that a member consents to be in a collection. */
export const featureAuthorization = (at: At, item: PublishedItem): Document => ({
  id: authorizationUri(at, item.account_id, item.id), type: 'FeatureAuthorization',
  interactingObject: collectionOf(at, item), interactionTarget: actorUri(at, item.account_id),
})

/** Who may put a member into a collection: at once, for nobody is asked by hand here. */
export const featurePolicy = (at: At, row: { id: number; discoverable: number | null; locked: number }): Document =>
  ({ canFeature: { automaticApproval: [row.discoverable !== 1 ? actorUri(at, row.id) : row.locked === 1 ? followersUri(at, row.id) : PUBLIC] } })

