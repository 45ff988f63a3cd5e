// Posts by their words: what the viewer wrote, was named in or has marked, and what its author lets everybody find.
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import type { Config } from '#machinery/config/config.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { accountNamed } from './search-accounts.ts'
import { readStatusQuery, type StatusQuery } from './search-words.ts'
import { queryTokens, tokenIs } from './text-match.ts'

export interface StatusSearch {
  limit: number
  offset?: number
  /** Only posts of this account. */
  accountId?: number | undefined
  maxId?: number | undefined
  minId?: number | undefined
}

// The newest posts with a word are looked at, not all there ever were: that bounds the time a common word takes.
const CANDIDATES = 5000

const yes = (condition: boolean | null, when: RawBuilder<unknown>): RawBuilder<unknown>[] =>
  condition === null ? [] : [condition ? when : sql`not (${when})`]

function conditionsOf(query: StatusQuery, author: number | undefined, search: StatusSearch): RawBuilder<unknown>[] {
  return [
    ...(author === undefined ? [] : [sql`s.account_id = ${author}`]),
    ...(search.maxId === undefined ? [] : [sql`s.id < ${search.maxId}`]),
    ...(search.minId === undefined ? [] : [sql`s.id > ${search.minId}`]),
    ...(query.before === null ? [] : [sql`s.id < ${firstIdAt(query.before)}`]),
    ...(query.after === null ? [] : [sql`s.id >= ${firstIdAt(query.after)}`]),
    ...(query.language === null ? [] : [sql`s.language = ${query.language}`]),
    ...yes(query.hasMedia, sql`s.media_ids <> '[]'`),
    ...yes(query.hasPoll, sql`s.poll_id is not null`),
    ...yes(query.isReply, sql`s.in_reply_to_account_id is not null`),
    ...yes(query.isSensitive, sql`(s.sensitive = 1 or s.spoiler_text <> '')`),
  ]
}

/** What belongs to the viewer's library, and what everybody may find. */
function scopeOf(viewer: number, within: StatusQuery['within']): RawBuilder<unknown> {
  const library = sql`s.account_id = ${viewer}
    or exists (select 1 from mentions m where m.status_id = s.id and m.account_id = ${viewer})
    or exists (select 1 from favourites f where f.status_id = s.id and f.account_id = ${viewer})
    or exists (select 1 from bookmarks k where k.status_id = s.id and k.account_id = ${viewer})
    or exists (select 1 from statuses b where b.reblog_of_id = s.id and b.account_id = ${viewer})`
  const open = sql`s.visibility = 'public' and exists (select 1 from accounts a where a.id = s.account_id and a.indexable = 1)`
  return within === 'library' ? sql`(${library})` : within === 'public' ? sql`(${open})` : sql`(${library} or (${open}))`
}

/** Ids of posts that have every word of the query and that the viewer may see, newest first. Without words: none. */
export async function searchStatuses(db: Reader, config: Config, viewer: number, text: string, search: StatusSearch): Promise<number[]> {
  const query = readStatusQuery(text)
  const [lead, ...rest] = queryTokens(query.words)
  if (!lead) return []
  const named = query.from === null ? null : query.from === 'me' ? viewer : await accountNamed(db, config, query.from)
  if (query.from !== null && named === null) return []
  const conditions = [
    ...rest.map((token) => sql`exists (select 1 from status_tokens o where o.status_id = c.status_id and ${tokenIs('o.token', token)})`),
    ...conditionsOf(query, named ?? search.accountId, search), scopeOf(viewer, query.within), sql`s.reblog_of_id is null`,
  ]
  const { rows } = await sql<{ id: number }>`
    select s.id from (select distinct status_id from status_tokens t where ${tokenIs('t.token', lead)} order by status_id desc limit ${CANDIDATES}) c
    join statuses s on s.id = c.status_id
    where ${sql.join(conditions, sql` and `)}
    order by s.id desc limit ${search.limit} offset ${search.offset ?? 0}`.execute(db)
  return visibleTo(db, viewer, rows.map((row) => row.id))
}
