// What other servers are told of members' collections and of members in collections.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

export type PublishedCollection = Row<'collections'> & { tag_name: string | null }

/** Somebody in a collection, with whose collection it is. */
export interface PublishedItem {
  id: number
  collection_id: number
  account_id: number
  state: string
  activity_uri: string | null
  approval_uri: string | null
  owner_id: number
  collection_uri: string | null
  account_uri: string | null
  account_type: string
}

/** A member's collection; nothing for one of another server. */
export const publishedCollection = (db: Reader, id: number): Promise<PublishedCollection | undefined> =>
  db.selectFrom('collections as c').leftJoin('tags as t', 't.id', 'c.tag_id').selectAll('c').select('t.name as tag_name')
    .where('c.id', '=', id).where('c.uri', 'is', null).executeTakeFirst()

const items = (db: Reader) => db.selectFrom('collection_items as i').innerJoin('collections as c', 'c.id', 'i.collection_id').innerJoin('accounts as a', 'a.id', 'i.account_id')
  .select(['i.id', 'i.collection_id', 'i.account_id', 'i.state', 'i.activity_uri', 'i.approval_uri', 'c.account_id as owner_id', 'c.uri as collection_uri', 'a.uri as account_uri', 'a.actor_type as account_type'])

/** Who is in a collection, in the order they were put in. */
export const publishedItems = (db: Reader, collectionId: number): Promise<PublishedItem[]> =>
  items(db).where('i.collection_id', '=', collectionId).where('i.state', '=', 'accepted').where('a.deleted_at', 'is', null).orderBy('i.id').execute()

export const publishedItem = (db: Reader, id: number): Promise<PublishedItem | undefined> => items(db).where('i.id', '=', id).executeTakeFirst()

/** The item of a member's collection that proof of consent `uri` is for, given by `accountId`. */
export const itemByApproval = (db: Reader, accountId: number, uri: string): Promise<PublishedItem | undefined> =>
  items(db).where('i.approval_uri', '=', uri).where('i.account_id', '=', accountId).executeTakeFirst()

/** Ids of a member's collections that may be found, newest first. */
export async function openCollectionIds(db: Reader, accountId: number): Promise<number[]> {
  const rows = await db.selectFrom('collections').select('id').where('account_id', '=', accountId).where('discoverable', '=', 1).where('uri', 'is', null).orderBy('id', 'desc').execute()
  return rows.map((row) => row.id)
}
