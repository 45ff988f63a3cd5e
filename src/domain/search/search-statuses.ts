// Posts by their words: what the viewer wrote, was named in or has marked, and what its author lets everybody find.
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import type { Config } from '#machinery/config/config.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { accountNamed } from './search-accounts.ts'
import { readStatusQuery, type StatusQuery } from './search-words.ts'
import { queryTokens, tokenIs } from './text-match.ts'
import type { QueryToken } from '#domain/text/search-tokens.ts'

export interface StatusSearch {
  limit: number
  offset?: number
  /** Only posts of this account. */
  accountId?: number | undefined
  maxId?: number | undefined
  minId?: number | undefined
}

// The newest posts with a word are looked at, not all there ever were: that bounds the time a common word takes. They are
// looked at in steps, since most searches have what they need after the first.
const STEPS = [200, 800, 4000]
const STEPS_OF_SEVERAL_WORDS = [500, 1500, 3000]

const yes = (condition: boolean | null, when: RawBuilder<unknown>): RawBuilder<unknown>[] =>
  condition === null ? [] : [condition ? when : sql`not (${when})`]

function conditionsOf(query: StatusQuery, author: number | undefined): RawBuilder<unknown>[] {
  return [
    ...(author === undefined ? [] : [sql`s.account_id = ${author}`]),
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
  // What is for all to find is the cheaper question, and the commoner answer.
  return within === 'library' ? sql`(${library})` : within === 'public' ? sql`(${open})` : sql`((${open}) or ${library})`
}

/** Which ids may be found at all: above `over`, below `under`. */
function boundsOf(query: StatusQuery, { maxId, minId }: StatusSearch): { over: number; under: number } {
  return {
    over: Math.max(minId ?? 0, query.after === null ? 0 : firstIdAt(query.after) - 1),
    under: Math.min(maxId ?? Number.MAX_SAFE_INTEGER, query.before === null ? Number.MAX_SAFE_INTEGER : firstIdAt(query.before)),
  }
}

/** The posts between the bounds that have the word, newest first. */
const postsWith = (lead: QueryToken, { over, under }: { over: number; under: number }) => sql`
  select ${sql.raw(lead.prefix ? 'distinct ' : '')}t.status_id from status_tokens t
  where ${tokenIs('t.token', lead)} and t.status_id > ${over} and t.status_id < ${under} order by t.status_id desc`

/** Ids of posts that have every word of the query and that the viewer may see, newest first. Without words: none. */
export async function searchStatuses(db: Reader, config: Config, viewer: number, text: string, search: StatusSearch): Promise<number[]> {
  const query = readStatusQuery(text)
  const [lead, ...rest] = queryTokens(query.words)
  if (!lead) return []
  const named = query.from === null ? null : query.from === 'me' ? viewer : await accountNamed(db, config, query.from)
  if (query.from !== null && named === null) return []
  const conditions = sql.join([
    // Not `exists`: SQLite would look at it last, and it costs least.
    ...rest.map((token) => sql`(select 1 from status_tokens o where o.status_id = c.status_id and ${tokenIs('o.token', token)} limit 1) = 1`),
    ...conditionsOf(query, named ?? search.accountId), scopeOf(viewer, query.within), sql`s.reblog_of_id is null`,
  ], sql` and `)
  const { offset = 0, limit } = search
  const bounds = boundsOf(query, search)
  const found: number[] = []
  for (const count of rest.length === 0 ? STEPS : STEPS_OF_SEVERAL_WORDS) {
    const { rows } = await sql<{ id: number }>`select s.id from (${postsWith(lead, bounds)} limit ${count}) c join statuses s on s.id = c.status_id
      where ${conditions} order by s.id desc limit ${offset + limit - found.length}`.execute(db)
    for (const { id } of rows) found.push(id)
    if (found.length >= offset + limit) break
    const { rows: [last] } = await sql<{ status_id: number }>`${postsWith(lead, bounds)} limit 1 offset ${count - 1}`.execute(db)
    if (!last) break
    bounds.under = last.status_id
  }
  return visibleTo(db, viewer, found.slice(offset, offset + limit))
}
