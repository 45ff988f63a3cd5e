// Which posts can be found by their words, kept while they come, change and go: posts of members, posts that name a
// member or that a member has favourited or boosted, and public posts of people who let everybody find them.
import type { Reaction, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { insertRows } from '#machinery/db/insert-rows.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { tokenise } from '#domain/text/search-tokens.ts'

const TOKENS_LIMIT = 400
const CHUNK = 200

type Worded = Pick<Row<'statuses'>, 'id' | 'spoiler_text' | 'text' | 'content' | 'media_ids' | 'poll_id'>

const insertTokens = insertRows({ into: 'status_tokens (token, status_id)', columns: 2, rest: 'on conflict do nothing', repeatable: true })

const PROPER = `select s.id, s.spoiler_text, s.text, s.content, s.media_ids, s.poll_id from statuses s
  join accounts a on a.id = s.account_id where s.id = :status and s.reblog_of_id is null`

const proper = prepared<Worded, { status: number }>(PROPER)

const findable = prepared<Worded, { status: number }>(`${PROPER} and (s.local = 1 or s.visibility = 'public' and a.indexable = 1
  or exists (select 1 from mentions m join accounts n on n.id = m.account_id where m.status_id = s.id and n.host is null))`)

async function tokensOf(tx: Tx, status: Worded): Promise<string[]> {
  const media = status.media_ids === '[]' ? [] : await tx.db.selectFrom('media_attachments').select('description').where('status_id', '=', status.id).execute()
  const poll = status.poll_id === null ? undefined : await tx.db.selectFrom('polls').select('options').where('id', '=', status.poll_id).executeTakeFirst()
  const options = poll ? JSON.parse(poll.options) as string[] : []
  const texts = [status.spoiler_text, status.text ?? toPlainText(status.content), ...media.map((one) => one.description ?? ''), ...options]
  return tokenise(texts.join('\n')).slice(0, TOKENS_LIMIT)
}

/** Makes a status findable by its words; words of an earlier version stay. Idempotent. */
export async function indexStatus(tx: Tx, statusId: number): Promise<void> {
  const [status] = await proper(tx.db, { status: statusId })
  if (status) await keepWords(tx, status)
}

async function keepWords(tx: Tx, status: Worded): Promise<void> {
  const tokens = await tokensOf(tx, status)
  for (let from = 0; from < tokens.length; from += CHUNK) await insertTokens(tx.db, tokens.slice(from, from + CHUNK).map((token) => [token, status.id]))
}

/** On `status.posted` and `status.edited`. */
export const keepFindable: Reaction<'status.posted' | 'status.edited'> = async (tx, { statusId }) => {
  const [status] = await findable(tx.db, { status: statusId })
  if (status) await keepWords(tx, status)
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
  const [status] = await proper(tx.db, { status: statusId })
  if (!status) return
  const tokens = await tokensOf(tx, status)
  for (let from = 0; from < tokens.length; from += CHUNK) {
    await tx.db.deleteFrom('status_tokens').where('status_id', '=', statusId).where('token', 'in', tokens.slice(from, from + CHUNK)).execute()
  }
}
