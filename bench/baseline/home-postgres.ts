// FROZEN. What a home page of 20 costs at least on PostgreSQL: the same statements through postgres.js, sent together
// wherever one does not need another's answer.
import type { Sql } from 'postgres'
import { assemble } from './home-sqlite.ts'

type Row = Record<string, unknown>

const numbers = (rows: Row[], name: string) => [...new Set(rows.map((row) => row[name] as number | null).filter((one) => one !== null))]

/** Answers one page for `accountId` as JSON text. */
export async function rawHomePagePostgres(sql: Sql, accountId: number): Promise<string> {
  const feed = await sql`select status_id from feed_entries where feed_id = ${accountId} order by status_id desc limit 20`
  const ids = numbers(feed as unknown as Row[], 'status_id')
  const first = await sql`select * from statuses where id in ${sql(ids)}` as unknown as Row[]
  const originals = numbers(first, 'reblog_of_id')
  const known = [...ids, ...originals]
  const read = (query: unknown) => query as Promise<Row[]>
  const [boosted, mentions, media, tags, polls, favourites, reblogs] = await Promise.all([
    originals.length > 0 ? read(sql`select * from statuses where id in ${sql(originals)}`) : Promise.resolve([] as Row[]),
    read(sql`select m.status_id, a.id, a.username, a.acct_key, a.host, a.url from mentions m join accounts a on a.id = m.account_id where m.status_id in ${sql(known)}`),
    read(sql`select * from media_attachments where status_id in ${sql(known)}`),
    read(sql`select s.status_id, t.name from status_tags s join tags t on t.id = s.tag_id where s.status_id in ${sql(known)}`),
    read(sql`select * from polls where status_id in ${sql(known)}`),
    read(sql`select status_id from favourites where account_id = ${accountId} and status_id in ${sql(known)}`),
    read(sql`select reblog_of_id from statuses where account_id = ${accountId} and reblog_of_id in ${sql(known)}`),
  ])
  const statuses = [...first, ...boosted]
  const accounts = await read(sql`select * from accounts where id in ${sql(numbers(statuses, 'account_id'))}`)
  return assemble(ids, { statuses, mentions, accounts, media, tags, polls, favourites, reblogs })
}
