// Who is in a collection: put in by its owner if they let themselves be recommended, and out again by either. People of
// other servers are asked first.
import { activityUri } from '#domain/addresses.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import { packPolicy, quoteAnswer } from '#domain/statuses/quote-policy.ts'
import { ownCollection } from './collections.ts'

/** As in Mastodon. */
const MAX_ITEMS = 25

async function isBlockedEitherWay(db: Reader, one: number, other: number): Promise<boolean> {
  const blocks = await db.selectFrom('blocks').select('id')
    .where((where) => where.or([
      where.and([where('account_id', '=', one), where('target_account_id', '=', other)]),
      where.and([where('account_id', '=', other), where('target_account_id', '=', one)]),
    ])).limit(1).execute()
  return blocks.length > 0
}

const follows = async (db: Reader, accountId: number, targetId: number): Promise<boolean> =>
  await db.selectFrom('follows').select('id').where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst() !== undefined

/**
 * What somebody's own choice says to `ownerId`, of here or elsewhere, who would recommend them: members who let themselves be found
 * consent at once, from elsewhere to their followers alone if they choose these; of others their server says whom they admit.
 */
export async function mayFeature(db: Reader, ownerId: number, accountId: number): Promise<boolean> {
  const account = await db.selectFrom('accounts').select(['host', 'discoverable', 'locked', 'feature_policy', 'suspended_at', 'deleted_at']).where('id', '=', accountId).executeTakeFirst()
  if (!account || account.deleted_at !== null) throw missing()
  if (account.suspended_at !== null) return false
  if (accountId === ownerId) return true
  const owner = await db.selectFrom('accounts').select('host').where('id', '=', ownerId).executeTakeFirst()
  const ours = account.discoverable !== 1 ? 0 : packPolicy([account.locked === 1 && owner?.host !== null ? 'followers' : 'public'])
  const answer = quoteAnswer({
    policy: account.host === null ? ours : account.feature_policy ?? 0, visibility: 'public', own: false,
    follows: await follows(db, ownerId, accountId), followed: await follows(db, accountId, ownerId),
  })
  return answer !== 'denied' && !await isBlockedEitherWay(db, ownerId, accountId)
}

/**
 * Puts an account into an own collection and returns the item's id; tells `collection.account-added`, or `collection.asked` for
 * somebody of another server, who is in it once they consent. Refuses with `action.forbidden` whom may not be recommended, and who is
 * in it already, took themselves out, or would be the 26th.
 */
export async function addToCollection(tx: Tx, ownerId: number, collectionId: number, accountId: number): Promise<number> {
  await ownCollection(tx, ownerId, collectionId)
  if (!await mayFeature(tx.db, ownerId, accountId)) throw new Refusal('action.forbidden', { text: 'This account cannot be added to collections' })
  const held = await tx.db.updateTable('collections').set({ updated_at: tx.now }).where('id', '=', collectionId).returning('id').executeTakeFirst()
  if (!held) throw missing()
  const items = await tx.db.selectFrom('collection_items').select(['account_id', 'state']).where('collection_id', '=', collectionId).execute()
  if (items.some((item) => item.account_id === accountId)) throw invalid('Account has already been taken')
  if (items.filter((item) => item.state === 'accepted' || item.state === 'pending').length >= MAX_ITEMS) throw invalid(`Collection items are too many (maximum is ${MAX_ITEMS})`)
  const account = await tx.db.selectFrom('accounts').select('host').where('id', '=', accountId).executeTakeFirstOrThrow()
  const id = tx.id()
  const asked = account.host !== null
  await tx.db.insertInto('collection_items').values({
    id, collection_id: collectionId, account_id: accountId, state: asked ? 'pending' : 'accepted',
    activity_uri: asked ? activityUri(tx.config, ownerId, `feature_requests/${id}`) : null, created_at: tx.now,
  }).execute()
  await tx.record(asked ? 'collection.asked' : 'collection.account-added', { itemId: id, collectionId, ownerId, accountId })
  return id
}

/** Somebody of another server consents to be in a member's collection; `approvalUri` proves it. False if they were not asked (any more). */
export async function acceptItem(tx: Tx, itemId: number, approvalUri: string): Promise<boolean> {
  const item = await tx.db.updateTable('collection_items').set({ state: 'accepted', approval_uri: approvalUri })
    .where('id', '=', itemId).where('state', '=', 'pending').returning(['collection_id', 'account_id']).executeTakeFirst()
  const collection = item && await tx.db.selectFrom('collections').select('account_id').where('id', '=', item.collection_id).executeTakeFirst()
  if (!item || !collection) return false
  await tx.record('collection.account-added', { itemId, collectionId: item.collection_id, ownerId: collection.account_id, accountId: item.account_id })
  return true
}

/** The person declines, or takes their consent back, for good; tells `collection.account-removed` if they were in it. False when nothing changed. */
export async function refuseItem(tx: Tx, itemId: number): Promise<boolean> {
  const item = await tx.db.selectFrom('collection_items as i').innerJoin('collections as c', 'c.id', 'i.collection_id')
    .select(['i.collection_id', 'i.account_id', 'i.state', 'c.account_id as owner_id']).where('i.id', '=', itemId).executeTakeFirst()
  if (!item || (item.state !== 'accepted' && item.state !== 'pending')) return false
  const accepted = item.state === 'accepted'
  await tx.db.updateTable('collection_items').set({ state: accepted ? 'revoked' : 'rejected' }).where('id', '=', itemId).execute()
  if (accepted) {
    await tx.record('collection.account-removed', { itemId, collectionId: item.collection_id, ownerId: item.owner_id, accountId: item.account_id, byThemselves: true })
  }
  return true
}

/** Takes an item out of an own collection; tells `collection.account-removed` before. */
export async function removeFromCollection(tx: Tx, ownerId: number, collectionId: number, itemId: number): Promise<void> {
  await ownCollection(tx, ownerId, collectionId)
  const item = await tx.db.selectFrom('collection_items').select(['account_id', 'state']).where('id', '=', itemId).where('collection_id', '=', collectionId).executeTakeFirst()
  if (!item) throw missing()
  if (item.state === 'accepted') {
    await tx.record('collection.account-removed', { itemId, collectionId, ownerId, accountId: item.account_id, byThemselves: false })
  }
  await tx.db.deleteFrom('collection_items').where('id', '=', itemId).execute()
}

/** A member takes themselves out of a collection, of here or elsewhere, for good. Refuses with `action.forbidden` everybody else. */
export async function leaveCollection(tx: Tx, accountId: number, collectionId: number, itemId: number): Promise<void> {
  const item = await tx.db.selectFrom('collection_items').select('account_id').where('id', '=', itemId).where('collection_id', '=', collectionId).executeTakeFirst()
  if (!item) throw missing()
  if (item.account_id !== accountId) throw new Refusal('action.forbidden')
  await refuseItem(tx, itemId)
}
