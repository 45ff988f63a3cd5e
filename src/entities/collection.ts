// Collections of accounts, with who is in them.
import { actorUri, tagUrl } from '#domain/addresses.ts'
import { seenCollectionItems, seenCollections, type SeenCollection, type SeenCollectionItem } from '#domain/reading/collections.ts'
import type { Account } from './account.ts'
import { iso, type At } from './at.ts'
import { showAccounts } from './load-accounts.ts'

interface CollectionItem { id: string; account_id: string | null; state: 'pending' | 'accepted'; created_at: string }

export interface Collection {
  id: string
  account_id: string
  uri: string
  url: string | null
  name: string
  description: string
  language: string | null
  local: boolean
  sensitive: boolean
  discoverable: boolean
  tag: { name: string; url: string } | null
  created_at: string
  updated_at: string
  item_count: number
  items: CollectionItem[]
}

const NOBODY = -1

function render(at: At, row: SeenCollection, items: readonly SeenCollectionItem[]): Collection {
  return {
    id: String(row.id), account_id: String(row.account_id), uri: row.uri ?? `${actorUri(at.config, row.account_id)}/featured_collections/${row.id}`, url: row.url,
    name: row.name, description: row.description, language: row.language, local: row.uri === null, sensitive: row.sensitive === 1, discoverable: row.discoverable === 1,
    tag: row.tag_name === null ? null : { name: row.tag_name, url: tagUrl(at.config, row.tag_name) },
    created_at: iso(row.created_at), updated_at: iso(row.updated_at), item_count: items.length,
    items: items.map((item) => ({ id: String(item.id), account_id: String(item.account_id), state: item.state === 'pending' ? 'pending' : 'accepted', created_at: iso(item.created_at) })),
  }
}

/** Collections in the order of `ids`, each once; unknown ones are left out. Two statements. */
export async function showCollections(at: Pick<At, 'db' | 'config'>, viewer: number | null, ids: readonly number[]): Promise<Collection[]> {
  if (ids.length === 0) return []
  const [rows, items] = await Promise.all([seenCollections(at.db, ids), seenCollectionItems(at.db, { ids, viewer: viewer ?? NOBODY })])
  const itemsOf = Map.groupBy(items, (item) => item.collection_id)
  return [...new Set(ids)].flatMap((id) => {
    const row = rows.get(id)
    return row ? [render(at, row, itemsOf.get(id) ?? [])] : []
  })
}

/** A collection with its owner and everybody in it; null for none. */
export async function showCollectionWithAccounts(at: At, viewer: number | null, id: number): Promise<{ accounts: Account[]; collection: Collection } | null> {
  const [collection] = await showCollections(at, viewer, [id])
  if (!collection) return null
  const ids = [Number(collection.account_id), ...collection.items.map((item) => Number(item.account_id))]
  return { accounts: await showAccounts(at, [...new Set(ids)]), collection }
}
