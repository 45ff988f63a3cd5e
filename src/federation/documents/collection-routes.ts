// Members' collections of people, those in them, and the proofs of consent, at their network ids.
import type { FastifyInstance } from 'fastify'
import { openCollectionIds, publishedCollection, publishedItem, publishedItems } from '#domain/collections/published.ts'
import { missing } from '#domain/refusals.ts'
import { inContext } from './activities.ts'
import { wholeCollection } from './collections.ts'
import { COLLECTION_CONTEXT, type Document } from './context.ts'
import { authorizationUri, collectionsUri, featureAuthorization, featuredCollection, featuredItem } from './featured-collection.ts'
import { numberOf, presentActor } from './local-things.ts'
import { documentRoute, forEverybody, gone, type Answer, type Asked, type DocumentContext } from './serve.ts'

/** Briefly kept: consent may be taken back. */
const SECONDS = 30

async function wholeOf({ ctx }: Asked, accountId: number, id: number): Promise<Document> {
  const row = await publishedCollection(ctx.db, id)
  if (!row || row.account_id !== accountId) throw missing()
  return featuredCollection(ctx.config, row, await publishedItems(ctx.db, id))
}

async function listed(asked: Asked, accountId: number): Promise<Document> {
  const { config, db } = asked.ctx
  const collections: Document[] = []
  // A member has ten at most.
  for (const id of await openCollectionIds(db, accountId)) collections.push(await wholeOf(asked, accountId, id))
  return wholeCollection(collectionsUri(config, accountId), collections)
}

async function oneItem({ ctx }: Asked, accountId: number, id: number): Promise<Document> {
  const item = await publishedItem(ctx.db, id)
  if (!item || item.owner_id !== accountId || item.collection_uri !== null || item.state !== 'accepted') throw missing()
  return featuredItem(ctx.config, item)
}

async function proof(asked: Asked, accountId: number, id: number): Promise<Answer> {
  const { config, db } = asked.ctx
  const item = await publishedItem(db, id)
  if (!item || item.account_id !== accountId || item.account_uri !== null) throw missing()
  if (item.state !== 'accepted') return gone(authorizationUri(config, accountId, id))
  return forEverybody(asked, inContext(featureAuthorization(config, item), COLLECTION_CONTEXT), SECONDS)
}

/** Mounts them below the actor, who must be there. */
export function collectionRoutes(app: FastifyInstance, ctx: DocumentContext): void {
  const below = (path: string, answer: (asked: Asked, accountId: number, id: number) => Promise<Answer>) =>
    documentRoute(app, ctx, `/ap/users/:id/${path}`, async (asked, params) => {
      const accountId = numberOf(params['id'])
      const actor = await presentActor(asked, accountId)
      return 'gone' in actor ? actor.gone : answer(asked, accountId, numberOf(params['below'] ?? '0'))
    })
  const plain = (make: (asked: Asked, accountId: number, id: number) => Promise<Document>) => async (asked: Asked, accountId: number, id: number) =>
    forEverybody(asked, inContext(await make(asked, accountId, id), COLLECTION_CONTEXT), SECONDS)
  below('featured_collections', plain(listed))
  below('featured_collections/:below', plain(wholeOf))
  below('collection_items/:below', plain(oneItem))
  below('feature_authorizations/:below', proof)
}
