// Which posts can be found by their words, kept while they come, change and go: posts of members, posts that name a
// member or that a member has favourited or boosted, and public posts of people who let everybody find them.
import type { Reaction, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { tokenise } from '#domain/text/search-tokens.ts'

const TOKENS_LIMIT = 400
const CHUNK = 200

async function tokensOf(tx: Tx, status: Row<'statuses'>): Promise<string[]> {
  const media = status.media_ids === '[]' ? [] : await tx.db.selectFrom('media_attachments').select('description').where('status_id', '=', status.id).execute()
  const poll = status.poll_id === null ? undefined : await tx.db.selectFrom('polls').select('options').where('id', '=', status.poll_id).executeTakeFirst()
  const options = poll ? JSON.parse(poll.options) as string[] : []
  const texts = [status.spoiler_text, status.text ?? toPlainText(status.content), ...media.map((one) => one.description ?? ''), ...options]
  return tokenise(texts.join('\n')).slice(0, TOKENS_LIMIT)
}

/** Makes a status findable by its words; words of an earlier version stay. Idempotent. */
export async function indexStatus(tx: Tx, statusId: number): Promise<void> {
  const status = await tx.db.selectFrom('statuses').selectAll().where('id', '=', statusId).executeTakeFirst()
  if (!status || status.reblog_of_id !== null) return
  const tokens = await tokensOf(tx, status)
  for (let from = 0; from < tokens.length; from += CHUNK) {
    await tx.db.insertInto('status_tokens').values(tokens.slice(from, from + CHUNK).map((token) => ({ token, status_id: statusId })))
      .onConflict((conflict) => conflict.doNothing()).execute()
  }
}

async function isFindable(tx: Tx, statusId: number): Promise<boolean> {
  const row = await tx.db.selectFrom('statuses as s').innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.local', 's.visibility', 'a.indexable']).where('s.id', '=', statusId).where('s.reblog_of_id', 'is', null).executeTakeFirst()
  if (!row) return false
  if (row.local === 1 || (row.visibility === 'public' && row.indexable === 1)) return true
  const named = await tx.db.selectFrom('mentions as m').innerJoin('accounts as a', 'a.id', 'm.account_id').select('a.id')
    .where('m.status_id', '=', statusId).where('a.host', 'is', null).executeTakeFirst()
  return named !== undefined
}

/** On `status.posted` and `status.edited`. */
export const keepFindable: Reaction<'status.posted' | 'status.edited'> = async (tx, { statusId }) => {
  if (await isFindable(tx, statusId)) await indexStatus(tx, statusId)
}

async function isMember(tx: Tx, accountId: number): Promise<boolean> {
  return await tx.db.selectFrom('accounts').select('id').where('id', '=', accountId).where('host', 'is', null).executeTakeFirst() !== undefined
}

/** On `status.favourited`: a member finds again what they liked. */
export const findFavourite: Reaction<'status.favourited'> = async (tx, { statusId, accountId }) => {
  if (await isMember(tx, accountId)) await indexStatus(tx, statusId)
}

/** On `status.reblogged`: and what they boosted. */
export const findBoost: Reaction<'status.reblogged'> = async (tx, { originalId, accountId }) => {
  if (await isMember(tx, accountId)) await indexStatus(tx, originalId)
}

/** On `status.deleted`, before it goes. */
export const forgetWords: Reaction<'status.deleted'> = async (tx, { statusId }) => {
  const status = await tx.db.selectFrom('statuses').selectAll().where('id', '=', statusId).executeTakeFirst()
  if (!status || status.reblog_of_id !== null) return
  const tokens = await tokensOf(tx, status)
  for (let from = 0; from < tokens.length; from += CHUNK) {
    await tx.db.deleteFrom('status_tokens').where('status_id', '=', statusId).where('token', 'in', tokens.slice(from, from + CHUNK)).execute()
  }
}
