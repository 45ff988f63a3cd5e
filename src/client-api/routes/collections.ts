// Collections of accounts. The documentation leaves `accounts/` out of two paths; both spellings answer.
import { z } from 'zod'
import { accountExists } from '#domain/accounts/queries.ts'
import { createCollection, deleteCollection, updateCollection, type CollectionChanges } from '#domain/collections/collections.ts'
import { addToCollection, leaveCollection, removeFromCollection } from '#domain/collections/items.ts'
import { collectionIdsOf, collectionIdsWith, visibleCollection } from '#domain/collections/queries.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { showCollections, showCollectionWithAccounts, type Collection } from '#entities/collection.ts'
import { flag, id, limit, list, text, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const changes = { name: text(), description: text(), language: text(), tag_name: text(), sensitive: flag(), discoverable: flag() }
const createInput = z.object({ ...changes, account_ids: list(id()) })
const updateInput = z.object(changes)
const windowInput = z.object({ limit: limit(40, 80), offset: whole() })
const itemInput = z.object({ account_id: id() })

const changesOf = ({ tag_name: tagName, ...rest }: z.output<typeof updateInput>): CollectionChanges => ({ ...rest, tagName })

async function one(call: Pick<Call, 'ctx' | 'viewer'>, collectionId: number): Promise<Collection> {
  const [collection] = await showCollections(call.ctx, call.viewer, [collectionId])
  if (!collection) throw missing()
  return collection
}

async function create(call: Call<z.output<typeof createInput>>): Promise<unknown> {
  const { accountId } = call.user()
  const { account_ids: accountIds = [], ...rest } = call.input
  const collectionId = await call.ctx.write(async (tx) => {
    const made = await createCollection(tx, accountId, changesOf(rest))
    for (const added of new Set(accountIds)) if (added !== undefined) await addToCollection(tx, accountId, made, added)
    return made
  })
  return { collection: await one(call, collectionId) }
}

async function get(call: Call): Promise<unknown> {
  const shown = await showCollectionWithAccounts(call.ctx, call.viewer, (await visibleCollection(call.ctx.db, call.viewer, call.id())).id)
  if (!shown) throw missing()
  return shown
}

async function update(call: Call<z.output<typeof updateInput>>): Promise<unknown> {
  await call.ctx.write((tx) => updateCollection(tx, call.user().accountId, call.id(), changesOf(call.input)))
  return { collection: await one(call, call.id()) }
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => deleteCollection(tx, call.user().accountId, call.id()))
  return {}
}

type WindowCall = Call<z.output<typeof windowInput>>

/** Pages by offset, as these methods do. */
async function windowed(call: WindowCall, idsIn: (window: { limit: number; offset: number }) => Promise<number[]>): Promise<unknown> {
  const { limit: size } = call.input
  const offset = Math.min(Math.max(0, call.input.offset ?? 0), 10_000)
  const ids = await idsIn({ limit: size, offset })
  const link = (to: number, rel: string) => {
    const url = new URL(call.request.url.replace(/\?.*$/s, ''), call.ctx.config.origin)
    url.search = String(new URLSearchParams({ limit: String(size), offset: String(to) }))
    return `<${url.href}>; rel="${rel}"`
  }
  const links = [...ids.length > size ? [link(offset + size, 'next')] : [], ...offset > 0 ? [link(Math.max(0, offset - size), 'prev')] : []]
  if (links.length > 0) call.reply.header('link', links.join(', '))
  return { collections: await showCollections(call.ctx, call.viewer, ids.slice(0, size)) }
}

async function ofAccount(call: WindowCall): Promise<unknown> {
  const accountId = call.id('account_id')
  if (!await accountExists(call.ctx.db, accountId)) throw missing()
  return windowed(call, (window) => collectionIdsOf(call.ctx.db, accountId, call.viewer, window))
}

/** Only one's own: who recommends somebody else is not told. */
async function withAccount(call: WindowCall): Promise<unknown> {
  const accountId = call.id('account_id')
  if (!await accountExists(call.ctx.db, accountId)) throw missing()
  if (accountId !== call.user().accountId) throw new Refusal('action.forbidden')
  return windowed(call, (window) => collectionIdsWith(call.ctx.db, accountId, window))
}

async function add(call: Call<z.output<typeof itemInput>>): Promise<unknown> {
  const { account_id: added } = call.input
  const { id: collectionId } = await visibleCollection(call.ctx.db, call.viewer, call.id('collection_id'))
  if (added === undefined) throw new Refusal('input.invalid', { text: '`account_id` parameter is missing' })
  const itemId = await call.ctx.write((tx) => addToCollection(tx, call.user().accountId, collectionId, added))
  const item = (await one(call, collectionId)).items.find((each) => each.id === String(itemId))
  if (!item) throw missing()
  return { collection_item: item }
}

const ending = (verb: typeof removeFromCollection) => async (call: Call): Promise<unknown> => {
  await call.ctx.write((tx) => verb(tx, call.user().accountId, call.id('collection_id'), call.id()))
  return {}
}

const READ = ['read:collections']
const WRITE = ['write:collections']
const listing = { contract: 'collections#get_collections', auth: 'public', scopes: READ, input: windowInput, handle: ofAccount } as const
const featuring = { contract: 'collections#in_collections', scopes: READ, input: windowInput, handle: withAccount } as const

export const collectionRoutes: Route[] = [
  route('POST /api/v1/collections', { contract: 'collections#create', scopes: WRITE, input: createInput, handle: create }),
  route('GET /api/v1/collections/:id', { contract: 'collections#get_collection', auth: 'public', scopes: READ, handle: get }),
  route('PATCH /api/v1/collections/:id', { contract: 'collections#update_collection', scopes: WRITE, input: updateInput, handle: update }),
  route('DELETE /api/v1/collections/:id', { contract: 'collections#delete_collection', scopes: WRITE, handle: remove }),
  route('POST /api/v1/collections/:collection_id/items', { contract: 'collections#add_account', scopes: WRITE, input: itemInput, handle: add }),
  route('DELETE /api/v1/collections/:collection_id/items/:id', { contract: 'collections#remove_account', scopes: WRITE, handle: ending(removeFromCollection) }),
  route('POST /api/v1/collections/:collection_id/items/:id/revoke', { contract: 'collections#revoke_item', scopes: WRITE, handle: ending(leaveCollection) }),
  route('GET /api/v1/accounts/:account_id/collections', listing),
  route('GET /api/v1/:account_id/collections', listing),
  route('GET /api/v1/accounts/:account_id/in_collections', featuring),
  route('GET /api/v1/:account_id/in_collections', featuring),
]
