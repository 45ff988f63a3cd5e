// A member's year in figures: what `AnnualReport.data` is made of, in Mastodon's second version of it.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'

export type Archetype = 'lurker' | 'booster' | 'pollster' | 'replier' | 'oracle'

export interface ReportData {
  archetype: Archetype
  time_series: { month: number; statuses: number; followers: number }[]
  top_hashtags: { name: string; count: number }[]
  top_statuses: { by_reblogs: string | null; by_favourites: null; by_replies: null }
}

/** What an active member writes in a year, by Mastodon's count of 2023. */
const AVERAGE_PER_YEAR = 113
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

interface Year { accountId: number; year: number }
const monthStart = (year: number, month: number): number => firstIdAt(Date.UTC(year, month - 1, 1))
const boundsOf = ({ year }: Year) => ({ from: monthStart(year, 1), until: monthStart(year + 1, 1) })

async function archetypeOf(db: Reader, of: Year): Promise<Archetype> {
  const { from, until } = boundsOf(of)
  const { rows: [row] } = await sql<{ standalone: number; replies: number; boosts: number; polls: number }>`
    select sum(case when reblog_of_id is null and in_reply_to_id is null then 1 else 0 end) as standalone,
      sum(case when reblog_of_id is null and in_reply_to_id is not null and in_reply_to_account_id <> account_id then 1 else 0 end) as replies,
      sum(case when reblog_of_id is not null then 1 else 0 end) as boosts,
      sum(case when reblog_of_id is null and poll_id is not null then 1 else 0 end) as polls
    from statuses where account_id = ${of.accountId} and id >= ${from} and id < ${until}`.execute(db)
  const [standalone, replies, boosts, polls] = [Number(row?.standalone ?? 0), Number(row?.replies ?? 0), Number(row?.boosts ?? 0), Number(row?.polls ?? 0)]
  if (standalone + replies + boosts < AVERAGE_PER_YEAR) return 'lurker'
  if (boosts > standalone * 2) return 'booster'
  if (polls > standalone * 0.1) return 'pollster'
  return replies > standalone * 2 ? 'replier' : 'oracle'
}

/** Rows of a table per month, told by their ids. */
async function perMonth(db: Reader, of: Year, table: 'statuses' | 'follows', column: 'account_id' | 'target_account_id'): Promise<Map<number, number>> {
  const { from, until } = boundsOf(of)
  const month = sql.join(MONTHS.slice(1).map((next) => sql`when id < ${monthStart(of.year, next)} then ${sql.lit(next - 1)}`), sql` `)
  const { rows } = await sql<{ month: number; n: number }>`
    select month, count(*) as n from (select case ${month} else 12 end as month from ${sql.table(table)}
      where ${sql.ref(column)} = ${of.accountId} and id >= ${from} and id < ${until}) as placed group by month`.execute(db)
  return new Map(rows.map((row) => [Number(row.month), Number(row.n)]))
}

async function topHashtag(db: Reader, of: Year): Promise<ReportData['top_hashtags']> {
  const { from, until } = boundsOf(of)
  const { rows } = await sql<{ name: string; n: number }>`
    select t.display_name as name, count(*) as n from statuses s join status_tags st on st.status_id = s.id join tags t on t.id = st.tag_id
    where s.account_id = ${of.accountId} and s.id >= ${from} and s.id < ${until}
    group by t.id, t.display_name having count(*) > 1 order by count(*) desc, t.display_name limit 1`.execute(db)
  return rows.map((row) => ({ name: row.name, count: Number(row.n) }))
}

const openPosts = (db: Reader, of: Year) => {
  const { from, until } = boundsOf(of)
  return db.selectFrom('statuses').select('id').where('account_id', '=', of.accountId).where('id', '>=', from).where('id', '<', until)
    .where('reblog_of_id', 'is', null).where('visibility', 'in', ['public', 'unlisted'])
}

/** Whether there is anything to tell of this year: a post that others may be shown. */
export const hasYear = async (db: Reader, of: Year): Promise<boolean> => await openPosts(db, of).limit(1).executeTakeFirst() !== undefined

/** Reads a member's year. A handful of statements over the year's posts; for a job. */
export async function computeReport(db: Reader, of: Year): Promise<ReportData> {
  const [archetype, statuses, followers, hashtags, top] = [
    await archetypeOf(db, of), await perMonth(db, of, 'statuses', 'account_id'), await perMonth(db, of, 'follows', 'target_account_id'),
    await topHashtag(db, of), await openPosts(db, of).orderBy('reblogs_count', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst(),
  ]
  return {
    archetype,
    time_series: MONTHS.map((month) => ({ month, statuses: statuses.get(month) ?? 0, followers: followers.get(month) ?? 0 })),
    top_hashtags: hashtags,
    top_statuses: { by_reblogs: top ? String(top.id) : null, by_favourites: null, by_replies: null },
  }
}
