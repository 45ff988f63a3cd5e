// A member's filters: what they asked to be warned of, spared, or to see blurred, in which places, until when. Made,
// changed and deleted here; matched when statuses are shown (active-filters.ts).
import { holdAccount } from '#domain/accounts/hold-account.ts'
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { addKeywords, changeKeywords, type KeywordChange } from './keywords.ts'
import { ownFilter, ownFilterStatus } from './queries.ts'

export const FILTER_CONTEXTS = ['home', 'notifications', 'public', 'thread', 'account'] as const
export const FILTER_ACTIONS = ['warn', 'hide', 'blur'] as const
export type FilterContext = typeof FILTER_CONTEXTS[number]
export type FilterAction = typeof FILTER_ACTIONS[number]

export interface FilterChanges {
  title?: string | undefined
  /** Words as they came; unknown ones are refused. */
  context?: readonly string[] | undefined
  action?: FilterAction | undefined
  /** Seconds from now; null: for good; undefined: as it was. */
  expiresIn?: number | null | undefined
  keywords?: readonly KeywordChange[] | undefined
}

const MAX_FILTERS = 200
const TITLE_LENGTH = 256

function checkTitle(title: string): string {
  const text = title.trim()
  if (text === '') throw invalid("Title can't be blank", { title: [{ error: 'ERR_BLANK', description: "can't be blank" }] })
  if ([...text].length > TITLE_LENGTH) throw invalid(`Title is too long (maximum is ${TITLE_LENGTH} characters)`)
  return text
}

function checkContext(words: readonly string[]): string {
  const wanted = words.map((word) => word.trim()).filter((word) => word !== '')
  if (wanted.length === 0) throw invalid("Context can't be blank", { context: [{ error: 'ERR_BLANK', description: "can't be blank" }] })
  if (!wanted.every((word) => (FILTER_CONTEXTS as readonly string[]).includes(word))) throw invalid('Context None or invalid context supplied')
  return JSON.stringify(FILTER_CONTEXTS.filter((word) => wanted.includes(word)))
}

const expiry = (tx: Tx, seconds: number | null): number | null => seconds === null ? null : tx.now + Math.trunc(seconds) * 1000

const changed = (tx: Tx, accountId: number): Promise<void> => tx.record('filters.changed', { accountId })

/** Makes a filter with its keywords; returns its id. Refuses a blank title or context, and more than 200 filters. */
export async function createFilter(tx: Tx, accountId: number, { title = '', context = [], action = 'warn', expiresIn = null, keywords = [] }: FilterChanges): Promise<number> {
  const row = { title: checkTitle(title), context: checkContext(context), action, expires_at: expiry(tx, expiresIn) }
  await holdAccount(tx, accountId)
  const { count } = await tx.db.selectFrom('filters').select((eb) => eb.fn.countAll<number>().as('count')).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  if (Number(count) >= MAX_FILTERS) throw invalid('You have reached the maximum number of filters')
  const id = tx.id()
  await tx.db.insertInto('filters').values({ id, account_id: accountId, created_at: tx.now, ...row }).execute()
  await addKeywords(tx, id, keywords)
  await changed(tx, accountId)
  return id
}

/** Changes what is given of a filter of `accountId`, and the keywords that are named. */
export async function updateFilter(tx: Tx, accountId: number, filterId: number, { title, context, action, expiresIn, keywords = [] }: FilterChanges): Promise<void> {
  const filter = await ownFilter(tx.db, accountId, filterId)
  await tx.db.updateTable('filters').set({
    title: title === undefined ? filter.title : checkTitle(title),
    context: context === undefined ? filter.context : checkContext(context),
    action: action ?? filter.action,
    expires_at: expiresIn === undefined ? filter.expires_at : expiry(tx, expiresIn),
  }).where('id', '=', filterId).execute()
  await changeKeywords(tx, filterId, keywords)
  await changed(tx, accountId)
}

/** Deletes a filter of `accountId` with everything in it. */
export async function deleteFilter(tx: Tx, accountId: number, filterId: number): Promise<void> {
  await ownFilter(tx.db, accountId, filterId)
  for (const table of ['filter_keywords', 'filter_statuses'] as const) await tx.db.deleteFrom(table).where('filter_id', '=', filterId).execute()
  await tx.db.deleteFrom('filters').where('id', '=', filterId).execute()
  await changed(tx, accountId)
}

/** Filters one status by itself; returns the entry's id. Refuses one that `accountId` may not see, or twice the same. */
export async function filterStatus(tx: Tx, accountId: number, filterId: number, statusId: number): Promise<number> {
  await ownFilter(tx.db, accountId, filterId)
  if ((await visibleTo(tx.db, accountId, [statusId])).length === 0) throw missing()
  const id = tx.id()
  const { numInsertedOrUpdatedRows } = await tx.db.insertInto('filter_statuses').values({ id, filter_id: filterId, status_id: statusId })
    .onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  if (Number(numInsertedOrUpdatedRows ?? 0) === 0) throw invalid('Status has already been taken')
  await changed(tx, accountId)
  return id
}

/** Takes a status out of a filter of `accountId`. */
export async function unfilterStatus(tx: Tx, accountId: number, entryId: number): Promise<void> {
  await ownFilterStatus(tx.db, accountId, entryId)
  await tx.db.deleteFrom('filter_statuses').where('id', '=', entryId).execute()
  await changed(tx, accountId)
}

/** Tells the owner's open apps to ask again, and their sockets to match anew. */
export async function announceFilters(tx: Tx, { accountId }: Events['filters.changed']): Promise<void> {
  tx.publish({ event: 'filters_changed', id: accountId, streams: [`user:${accountId}`] })
}
