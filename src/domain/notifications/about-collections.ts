// Reactions that tell members of collections: that they are in one, and that one they are in was changed.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { dedupeKey, notify } from './notify.ts'

/** Whoever was put into somebody else's collection hears of it. */
export async function notifyCollected(tx: Tx, { itemId, collectionId, ownerId, accountId }: Events['collection.account-added']): Promise<void> {
  await notify(tx, { type: 'added_to_collection', recipients: [accountId], from: ownerId, statusId: null, about: itemId, subjectId: collectionId })
}

/** Everybody in a changed collection (25 at most) hears of it, each change in place of the one before. */
export async function notifyCollectionChanged(tx: Tx, { collectionId, accountId }: Events['collection.updated']): Promise<void> {
  const items = await tx.db.selectFrom('collection_items').select('account_id').where('collection_id', '=', collectionId).where('state', '=', 'accepted').execute()
  if (items.length === 0) return
  const recipients = items.map((item) => item.account_id)
  await tx.db.deleteFrom('notifications').where('dedupe_key', 'in', recipients.map((id) => dedupeKey('collection_update', id, collectionId))).execute()
  await notify(tx, { type: 'collection_update', recipients, from: accountId, statusId: null, about: collectionId, subjectId: collectionId })
}
