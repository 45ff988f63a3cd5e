// Collections: accounts that a member recommends under a name. Made, changed, removed.
import { holdAccount } from '#domain/accounts/hold-account.ts'
import type { Tx } from '#domain/context.ts'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { normaliseTag } from '#domain/text/tags.ts'

/** How many a member may have; Mastodon's number for an ordinary role. */
const MAX_COLLECTIONS = 10
const NAME_LENGTH = 40
const DESCRIPTION_LENGTH = 100

/** What is left out stays as it is. */
export interface CollectionChanges {
  name?: string | undefined
  description?: string | undefined
  language?: string | undefined
  /** '' takes the hashtag away. */
  tagName?: string | undefined
  sensitive?: boolean | undefined
  discoverable?: boolean | undefined
}

async function tagIdOf(tx: Tx, name: string): Promise<number | null> {
  if (name.trim() === '') return null
  const tag = normaliseTag(name)
  if (!tag) throw invalid('Tag name is not usable')
  return tagFor(tx, tag)
}

async function columnsOf(tx: Tx, { name, description, language, tagName, sensitive, discoverable }: CollectionChanges) {
  if (name !== undefined && name.trim() === '') throw invalid('Name can\'t be blank')
  if (name !== undefined && [...name].length > NAME_LENGTH) throw invalid(`Name is too long (maximum is ${NAME_LENGTH} characters)`)
  if (description !== undefined && [...description].length > DESCRIPTION_LENGTH) throw invalid(`Description is too long (maximum is ${DESCRIPTION_LENGTH} characters)`)
  if (language && !normaliseLanguage(language)) throw invalid('Language is invalid')
  return {
    ...(name === undefined ? {} : { name: name.trim() }), ...(description === undefined ? {} : { description }),
    ...(language === undefined ? {} : { language: normaliseLanguage(language) }),
    ...(tagName === undefined ? {} : { tag_id: await tagIdOf(tx, tagName) }),
    ...(sensitive === undefined ? {} : { sensitive: sensitive ? 1 : 0 }), ...(discoverable === undefined ? {} : { discoverable: discoverable ? 1 : 0 }),
  }
}

/** Makes a collection of `accountId` and returns its id; tells `collection.created`. Refuses a blank or long name, a long description, and more than ten. */
export async function createCollection(tx: Tx, accountId: number, changes: CollectionChanges): Promise<number> {
  await holdAccount(tx, accountId)
  const columns = await columnsOf(tx, { ...changes, name: changes.name ?? '' })
  const own = await tx.db.selectFrom('collections').select('id').where('account_id', '=', accountId).execute()
  if (own.length >= MAX_COLLECTIONS) throw invalid(`You have reached the limit of ${MAX_COLLECTIONS} collections`)
  const id = tx.id()
  await tx.db.insertInto('collections').values({
    id, account_id: accountId, description: '', language: null, tag_id: null, created_at: tx.now, updated_at: tx.now, ...columns, name: columns.name ?? '',
  }).execute()
  await tx.record('collection.created', { collectionId: id, accountId })
  return id
}

/** The row, for its owner; refuses others with `action.forbidden`. */
export async function ownCollection(tx: Pick<Tx, 'db'>, accountId: number, id: number): Promise<Row<'collections'>> {
  const row = await tx.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  if (row.account_id !== accountId) throw new Refusal('action.forbidden')
  return row
}

/** Changes an own collection; who is in it hears of it. */
export async function updateCollection(tx: Tx, accountId: number, id: number, changes: CollectionChanges): Promise<void> {
  await ownCollection(tx, accountId, id)
  await tx.db.updateTable('collections').set({ ...await columnsOf(tx, changes), updated_at: tx.now }).where('id', '=', id).execute()
  await tx.record('collection.updated', { collectionId: id, accountId })
}

/** Removes an own collection with everything in it; tells `collection.deleted` before. */
export async function deleteCollection(tx: Tx, accountId: number, id: number): Promise<void> {
  await ownCollection(tx, accountId, id)
  await tx.record('collection.deleted', { collectionId: id, accountId })
  await tx.db.deleteFrom('collection_items').where('collection_id', '=', id).execute()
  await tx.db.deleteFrom('collections').where('id', '=', id).execute()
}
