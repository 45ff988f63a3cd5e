// Which collections there are of somebody, or with somebody.
import type { Reader } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'

interface Window { limit: number; offset: number }

/** Ids of an account's collections, newest first; others are shown those that may be found. One more than `limit`, if there is one. */
export async function collectionIdsOf(db: Reader, accountId: number, viewer: number | null, { limit, offset }: Window): Promise<number[]> {
  if (viewer !== null && viewer !== accountId && await isBlockedBy(db, accountId, viewer)) return []
  const rows = await db.selectFrom('collections').select('id').where('account_id', '=', accountId)
    .$if(viewer !== accountId, (query) => query.where('discoverable', '=', 1))
    .orderBy('id', 'desc').offset(offset).limit(limit + 1).execute()
  return rows.map((row) => row.id)
}

/** Ids of the collections that an account is in, newest item first. One more than `limit`, if there is one. */
export async function collectionIdsWith(db: Reader, accountId: number, { limit, offset }: Window): Promise<number[]> {
  const rows = await db.selectFrom('collection_items').select('collection_id').where('account_id', '=', accountId).where('state', '=', 'accepted')
    .orderBy('id', 'desc').offset(offset).limit(limit + 1).execute()
  return rows.map((row) => row.collection_id)
}

/** The owner of a collection that `viewer` may see: all but those whom its owner blocks, and none of somebody suspended. */
export async function visibleCollection(db: Reader, viewer: number | null, id: number): Promise<{ id: number; account_id: number }> {
  const row = await db.selectFrom('collections as c').innerJoin('accounts as a', 'a.id', 'c.account_id').select(['c.id', 'c.account_id'])
    .where('c.id', '=', id).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null).executeTakeFirst()
  if (!row || (viewer !== null && await isBlockedBy(db, row.account_id, viewer))) throw missing()
  return row
}

async function isBlockedBy(db: Reader, accountId: number, viewer: number): Promise<boolean> {
  return await db.selectFrom('blocks').select('id').where('account_id', '=', accountId).where('target_account_id', '=', viewer).executeTakeFirst() !== undefined
}
