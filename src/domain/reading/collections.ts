// What the entities need of collections and of who is in them: one statement each, however many there are.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[] | number>> { ids: readonly number[] }

export interface SeenCollection {
  id: number
  account_id: number
  name: string
  description: string
  language: string | null
  sensitive: number
  discoverable: number
  tag_name: string | null
  created_at: number
  updated_at: number
  uri: string | null
  url: string | null
}

const byIds = prepared<SeenCollection, Ids>(`
  select c.id, c.account_id, c.name, c.description, c.language, c.sensitive, c.discoverable, t.name as tag_name, c.created_at, c.updated_at, c.uri, c.url
  from collections c left join tags t on t.id = c.tag_id where c.id in (:ids)`)

/** Collections by their ids, keyed. */
export const seenCollections = async (db: Reader, ids: readonly number[]): Promise<Map<number, SeenCollection>> =>
  new Map((await byIds(db, { ids })).map((row) => [row.id, row]))

export interface SeenCollectionItem { id: number; collection_id: number; account_id: number; state: string; created_at: number }

/** Who is in collections, in the order they were put in; without suspended people and those whom `viewer` blocks; its owner sees also who was asked. */
export const seenCollectionItems = prepared<SeenCollectionItem, Ids>(`
  select i.id, i.collection_id, i.account_id, i.state, i.created_at from collection_items i join accounts a on a.id = i.account_id join collections c on c.id = i.collection_id
  where i.collection_id in (:ids) and (i.state = 'accepted' or (i.state = 'pending' and c.account_id = :viewer)) and a.suspended_at is null and a.deleted_at is null
    and not exists (select 1 from blocks b where b.account_id = :viewer and b.target_account_id = i.account_id)
  order by i.id`)

/** The collections that notifications tell of: notification id and collection id. */
export const collectionsTold = prepared<{ notification_id: number; id: number }, Ids>(`
  select n.id as notification_id, c.id from notifications n join collections c on c.id = n.subject_id
  where n.id in (:ids) and n.type in ('added_to_collection', 'collection_update')`)
