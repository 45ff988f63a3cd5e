// Accounts by what is typed: a whole handle first, then names and display names by the beginnings of their words.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import type { Config } from '#machinery/config/config.ts'
import { foreignHost } from '#domain/accounts/mention-targets.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { parseHandle } from '#domain/text/names.ts'
import { queryTokens, tokenIs } from './text-match.ts'

export interface AccountSearch {
  limit: number
  offset?: number
  /** Only whom the viewer follows. */
  following?: boolean
}

// However common the beginning of a word, no more accounts than this are ranked.
const CANDIDATES = 2000

/** The account that the query names in full, `name` or `name@host`, if it is known and there to be seen. */
export async function accountNamed(db: Reader, config: Config, query: string): Promise<number | null> {
  const handle = parseHandle(query)
  if (!handle) return null
  const row = await findByHandle(db, handle.username, foreignHost(config, handle.host))
  return row && row.deleted_at === null && row.suspended_at === null && row.pending === 0 ? row.id : null
}

/**
 * Ids of accounts for a query: the one named in full, then those whose words begin with all of the query's, whom the
 * viewer follows before others, then by followers. Suspended, deleted and blocked ones are left out.
 */
export async function searchAccounts(db: Reader, config: Config, viewer: number | null, query: string, search: AccountSearch): Promise<number[]> {
  const { limit, offset = 0, following = false } = search
  const tokens = queryTokens(query, { prefix: true })
  const exact = await accountNamed(db, config, query)
  const named = exact !== null && !following ? exact : null
  const first = named !== null && offset === 0 ? [named] : []
  const [lead, ...rest] = tokens
  if (!lead || limit <= first.length) return first.slice(0, limit)
  const me = viewer ?? -1
  const others = rest.map((token) => sql`and exists (select 1 from account_tokens o where o.account_id = c.account_id and ${tokenIs('o.token', token)})`)
  const { rows } = await sql<{ id: number }>`
    select a.id from (select distinct account_id from account_tokens t where ${tokenIs('t.token', lead)} limit ${CANDIDATES}) c
    join accounts a on a.id = c.account_id
    left join follows f on f.account_id = ${me} and f.target_account_id = a.id
    where a.suspended_at is null and a.deleted_at is null and a.pending = 0 and a.id <> ${named ?? -1} ${sql.join(others, sql` `)}
      ${following ? sql`and f.id is not null` : sql``}
      and not exists (select 1 from blocks b where b.account_id = a.id and b.target_account_id = ${me})
      and not exists (select 1 from blocks b where b.account_id = ${me} and b.target_account_id = a.id)
    order by case when f.id is null then 1 else 0 end, a.followers_count desc, a.id
    limit ${limit - first.length} offset ${Math.max(0, offset - (named === null ? 0 : 1))}`.execute(db)
  return [...first, ...rows.map((row) => row.id)]
}
