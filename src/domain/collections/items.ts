// Who is in a collection: put in by its owner if they let themselves be recommended, and out again by either.
import type { Tx } from '#domain/context.ts'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import { ownCollection } from './collections.ts'

/** As in Mastodon. */
const MAX_ITEMS = 25

/** Whether `ownerId` may recommend the account: a discoverable member who blocks them not, nor is blocked by them; and always themselves. */
async function mayFeature(tx: Tx, ownerId: number, accountId: number): Promise<boolean> {
  const account = await tx.db.selectFrom('accounts').select(['host', 'discoverable', 'suspended_at', 'deleted_at']).where('id', '=', accountId).executeTakeFirst()
  if (!account || account.deleted_at !== null) throw missing()
  if (account.host !== null || account.suspended_at !== null) return false
  if (accountId === ownerId) return true
  const blocks = await tx.db.selectFrom('blocks').select('id')
    .where((where) => where.or([
      where.and([where('account_id', '=', ownerId), where('target_account_id', '=', accountId)]),
      where.and([where('account_id', '=', accountId), where('target_account_id', '=', ownerId)]),
    ])).limit(1).execute()
  return account.discoverable === 1 && blocks.length === 0
}

/**
 * Puts an account into an own collection and returns the item's id; tells `collection.account-added`. Refuses with
 * `action.forbidden` whom may not be recommended, and who is in it already, took themselves out, or would be the 26th.
 */
export async function addToCollection(tx: Tx, ownerId: number, collectionId: number, accountId: number): Promise<number> {
  await ownCollection(tx, ownerId, collectionId)
  if (!await mayFeature(tx, ownerId, accountId)) throw new Refusal('action.forbidden', { text: 'This account cannot be added to collections' })
  const held = await tx.db.updateTable('collections').set({ updated_at: tx.now }).where('id', '=', collectionId).returning('id').executeTakeFirst()
  if (!held) throw missing()
  const items = await tx.db.selectFrom('collection_items').select(['account_id', 'state']).where('collection_id', '=', collectionId).execute()
  if (items.some((item) => item.account_id === accountId)) throw invalid('Account has already been taken')
  if (items.filter((item) => item.state === 'accepted').length >= MAX_ITEMS) throw invalid(`Collection items are too many (maximum is ${MAX_ITEMS})`)
  const id = tx.id()
  await tx.db.insertInto('collection_items').values({ id, collection_id: collectionId, account_id: accountId, state: 'accepted', created_at: tx.now }).execute()
  await tx.record('collection.account-added', { itemId: id, collectionId, ownerId, accountId })
  return id
}

/** Takes an item out of an own collection. */
export async function removeFromCollection(tx: Tx, ownerId: number, collectionId: number, itemId: number): Promise<void> {
  await ownCollection(tx, ownerId, collectionId)
  const gone = await tx.db.deleteFrom('collection_items').where('id', '=', itemId).where('collection_id', '=', collectionId).returning('id').executeTakeFirst()
  if (!gone) throw missing()
}

/** A person takes themselves out, for good. Refuses with `action.forbidden` everybody else. */
export async function leaveCollection(tx: Tx, accountId: number, collectionId: number, itemId: number): Promise<void> {
  const item = await tx.db.selectFrom('collection_items').select('account_id').where('id', '=', itemId).where('collection_id', '=', collectionId).executeTakeFirst()
  if (!item) throw missing()
  if (item.account_id !== accountId) throw new Refusal('action.forbidden')
  await tx.db.updateTable('collection_items').set({ state: 'revoked' }).where('id', '=', itemId).execute()
}
