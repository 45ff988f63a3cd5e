// The words of a filter, by themselves and as a list that a filter brings along.
import type { Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { ownFilter, ownKeyword } from './queries.ts'

/** One entry of a filter's `keywords_attributes`: with an id it changes or removes, without it adds. */
export interface KeywordChange {
  id?: number | undefined
  keyword?: string | undefined
  wholeWord?: boolean | undefined
  remove?: boolean | undefined
}

const MAX_KEYWORDS = 500
const KEYWORD_LENGTH = 512

function checkKeyword(keyword: string | undefined): string {
  const text = keyword ?? ''
  if (text.trim() === '') throw invalid("Keyword can't be blank", { keyword: [{ error: 'ERR_BLANK', description: "can't be blank" }] })
  if ([...text].length > KEYWORD_LENGTH) throw invalid(`Keyword is too long (maximum is ${KEYWORD_LENGTH} characters)`)
  return text
}

/** Adds keywords to a filter that is known to be the caller's; returns their ids. A keyword is a whole word unless told. */
export async function addKeywords(tx: Tx, filterId: number, keywords: readonly KeywordChange[]): Promise<number[]> {
  const rows = keywords.map(({ keyword, wholeWord = true }) => ({ id: tx.id(), filter_id: filterId, keyword: checkKeyword(keyword), whole_word: Number(wholeWord) }))
  if (rows.length === 0) return []
  const { count } = await tx.db.selectFrom('filter_keywords').select((eb) => eb.fn.countAll<number>().as('count')).where('filter_id', '=', filterId).executeTakeFirstOrThrow()
  if (Number(count) + rows.length > MAX_KEYWORDS) throw invalid('You have reached the maximum number of keywords in a filter')
  await tx.db.insertInto('filter_keywords').values(rows).execute()
  return rows.map((row) => row.id)
}

async function changeOne(tx: Tx, filterId: number, id: number, { keyword, wholeWord, remove }: KeywordChange): Promise<void> {
  const row = await tx.db.selectFrom('filter_keywords').selectAll().where('id', '=', id).where('filter_id', '=', filterId).executeTakeFirst()
  if (!row) throw missing()
  if (remove) {
    await tx.db.deleteFrom('filter_keywords').where('id', '=', id).execute()
    return
  }
  await tx.db.updateTable('filter_keywords').set({
    keyword: keyword === undefined ? row.keyword : checkKeyword(keyword), whole_word: wholeWord === undefined ? row.whole_word : Number(wholeWord),
  }).where('id', '=', id).execute()
}

/** Applies a list of changes to a filter that is known to be the caller's; refuses ids that are not in it. */
export async function changeKeywords(tx: Tx, filterId: number, changes: readonly KeywordChange[]): Promise<void> {
  for (const change of changes) if (change.id !== undefined) await changeOne(tx, filterId, change.id, change)
  await addKeywords(tx, filterId, changes.filter((change) => change.id === undefined && !change.remove))
}

/** Adds one keyword to a filter of `accountId`; returns its id. */
export async function addKeyword(tx: Tx, accountId: number, filterId: number, change: KeywordChange): Promise<number> {
  await ownFilter(tx.db, accountId, filterId)
  const [id] = await addKeywords(tx, filterId, [change])
  if (id === undefined) throw missing()
  await tx.record('filters.changed', { accountId })
  return id
}

/** Changes or removes one keyword of `accountId`. */
export async function changeKeyword(tx: Tx, accountId: number, keywordId: number, change: KeywordChange): Promise<void> {
  const { filter_id: filterId } = await ownKeyword(tx.db, accountId, keywordId)
  await changeOne(tx, filterId, keywordId, change)
  await tx.record('filters.changed', { accountId })
}

/**
 * Changes a keyword as a filter by itself, as version 1 of the API knows it. Refuses one that shares its filter with
 * others: what is said of it would change them too.
 */
export async function changeLoneKeyword(tx: Tx, accountId: number, keywordId: number, change: KeywordChange): Promise<{ filterId: number }> {
  const { filter_id: filterId } = await ownKeyword(tx.db, accountId, keywordId)
  const others = await tx.db.selectFrom('filter_keywords').select('id').where('filter_id', '=', filterId).where('id', '<>', keywordId).executeTakeFirst()
  if (others) throw invalid('These parameters cannot be changed from this application because they apply to more than one filter keyword. Use a more recent application or the web interface.')
  await changeOne(tx, filterId, keywordId, change)
  return { filterId }
}

/** Removes a keyword, and with the last thing in it the filter. */
export async function removeLoneKeyword(tx: Tx, accountId: number, keywordId: number): Promise<void> {
  const { filter_id: filterId } = await ownKeyword(tx.db, accountId, keywordId)
  await tx.db.deleteFrom('filter_keywords').where('id', '=', keywordId).execute()
  await tx.db.deleteFrom('filters').where('id', '=', filterId)
    .where((e) => e.not(e.exists(e.selectFrom('filter_keywords').select('id').where('filter_id', '=', filterId))))
    .where((e) => e.not(e.exists(e.selectFrom('filter_statuses').select('id').where('filter_id', '=', filterId)))).execute()
  await tx.record('filters.changed', { accountId })
}
