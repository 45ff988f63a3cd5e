// Collections of other servers, as their servers tell of them. Who is one of ours is in them only by their own consent.
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { normaliseTag } from '#domain/text/tags.ts'

/** What another server says of a collection, read, cut and sanitised. */
export interface RemoteCollection {
  uri: string
  url: string | null
  name: string
  /** Sanitised HTML. */
  description: string
  language: string | null
  tagName: string | null
  sensitive: boolean
  discoverable: boolean
  /** Epoch ms; null: not said. */
  createdAt: number | null
  updatedAt: number | null
}

/** Somebody in it; `approvalUri` was looked at and holds, or is null for a member of ours. */
export interface RemoteItem { uri: string; accountId: number; approvalUri: string | null }

export const collectionByUri = (db: Reader, uri: string): Promise<Row<'collections'> | undefined> =>
  db.selectFrom('collections').selectAll().where('uri', '=', uri).executeTakeFirst()

/** Writes a collection of another server, or brings it up to date; tells `collection.updated` if it was known and changed. Returns its id. */
export async function keepRemoteCollection(tx: Tx, ownerId: number, said: RemoteCollection): Promise<number> {
  const tag = said.tagName === null ? null : normaliseTag(said.tagName)
  const columns = {
    name: said.name, description: said.description, language: said.language, tag_id: tag ? await tagFor(tx, tag) : null,
    sensitive: said.sensitive ? 1 : 0, discoverable: said.discoverable ? 1 : 0, url: said.url,
  }
  const known = await tx.db.selectFrom('collections').selectAll().where('uri', '=', said.uri).executeTakeFirst()
  if (!known) {
    const created = Math.min(said.createdAt ?? tx.now, tx.now)
    const id = tx.id()
    await tx.db.insertInto('collections').values({ id, account_id: ownerId, uri: said.uri, ...columns, created_at: created, updated_at: said.updatedAt ?? created }).execute()
    return id
  }
  const changed = (Object.keys(columns) as (keyof typeof columns)[]).some((name) => known[name] !== columns[name])
  await tx.db.updateTable('collections').set({ ...columns, updated_at: said.updatedAt ?? tx.now }).where('id', '=', known.id).execute()
  if (changed) await tx.record('collection.updated', { collectionId: known.id, accountId: known.account_id })
  return known.id
}

/**
 * Writes who is in a collection of another server. A member of ours counts only where they were asked and consented before; then
 * the item gets its name. Repeatable; returns whether it is in.
 */
export async function keepRemoteItem(tx: Tx, collectionId: number, item: RemoteItem): Promise<boolean> {
  const known = await tx.db.selectFrom('collection_items').selectAll().where('collection_id', '=', collectionId).where('account_id', '=', item.accountId).executeTakeFirst()
  if (known) {
    if (known.state === 'accepted' && known.uri !== item.uri) await tx.db.updateTable('collection_items').set({ uri: item.uri }).where('id', '=', known.id).execute()
    return known.state === 'accepted'
  }
  if (item.approvalUri === null) return false
  await tx.db.insertInto('collection_items').values({
    id: tx.id(), collection_id: collectionId, account_id: item.accountId, state: 'accepted', uri: item.uri, approval_uri: item.approvalUri, created_at: tx.now,
  }).execute()
  return true
}

/** A member consents to be in a collection of another server, or did before; tells `collection.account-added` the first time. Null once they have left it. */
export async function consentToCollection(tx: Tx, { collectionId, ownerId, accountId, activityUri }: { collectionId: number; ownerId: number; accountId: number; activityUri: string }): Promise<{ itemId: number; before: boolean } | null> {
  const known = await tx.db.selectFrom('collection_items').selectAll().where('collection_id', '=', collectionId).where('account_id', '=', accountId).executeTakeFirst()
  if (known) return known.state === 'accepted' ? { itemId: known.id, before: true } : null
  const id = tx.id()
  await tx.db.insertInto('collection_items').values({
    id, collection_id: collectionId, account_id: accountId, state: 'accepted', activity_uri: activityUri, created_at: tx.now,
  }).execute()
  await tx.record('collection.account-added', { itemId: id, collectionId, ownerId, accountId })
  return { itemId: id, before: false }
}

/** Takes out of a collection what its server does not name any more; those of ours who left it stay noted as such. */
export async function dropRemoteItems(tx: Tx, collectionId: number, named: readonly string[]): Promise<void> {
  const items = await tx.db.selectFrom('collection_items').select(['id', 'uri']).where('collection_id', '=', collectionId).where('state', '=', 'accepted').where('uri', 'is not', null).execute()
  const gone = items.filter((item) => item.uri !== null && !named.includes(item.uri)).map((item) => item.id)
  if (gone.length > 0) await tx.db.deleteFrom('collection_items').where('id', 'in', gone).execute()
}

/** An item, by its network id, is no longer in a collection of `ownerId`; who left it themselves stays noted. False if it was not known. */
export async function removeRemoteItem(tx: Tx, ownerId: number, uri: string): Promise<boolean> {
  const item = await tx.db.selectFrom('collection_items as i').innerJoin('collections as c', 'c.id', 'i.collection_id').select('i.id')
    .where('i.uri', '=', uri).where('i.state', '=', 'accepted').where('c.account_id', '=', ownerId).executeTakeFirst()
  if (!item) return false
  await tx.db.deleteFrom('collection_items').where('id', '=', item.id).execute()
  return true
}

/** A collection of another server is gone. */
export async function dropRemoteCollection(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('collection_items').where('collection_id', '=', id).execute()
  await tx.db.deleteFrom('collections').where('id', '=', id).execute()
}
