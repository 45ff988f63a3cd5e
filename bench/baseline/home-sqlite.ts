// FROZEN. What a home page of 20 costs at least on SQLite: hand-written statements on node:sqlite, prepared once, and
// one JSON.stringify. Covey's own page is measured as a multiple of this, in the same run.
import type { DatabaseSync, StatementSync } from 'node:sqlite'

type Row = Record<string, unknown>

const IN = (count: number) => Array<string>(count).fill('?').join(',')

/** Prepares the page's nine statements; the result answers one page for `accountId` as JSON text. */
export function rawHomePage(database: DatabaseSync): (accountId: number) => string {
  const cache = new Map<string, StatementSync>()
  const all = (sql: string, ...params: (number | string)[]): Row[] => {
    let statement = cache.get(sql)
    if (!statement) cache.set(sql, statement = database.prepare(sql))
    return statement.all(...params) as Row[]
  }
  const numbers = (rows: Row[], name: string) => [...new Set(rows.map((row) => row[name] as number | null).filter((one) => one !== null))]

  return (accountId) => {
    const feed = all('select status_id from feed_entries where feed_id = ? order by status_id desc limit 20', accountId)
    const ids = numbers(feed, 'status_id')
    const first = all(`select * from statuses where id in (${IN(ids.length)})`, ...ids)
    const originals = numbers(first, 'reblog_of_id')
    const statuses = originals.length > 0 ? [...first, ...all(`select * from statuses where id in (${IN(originals.length)})`, ...originals)] : first
    const statusIds = numbers(statuses, 'id')
    const marks = IN(statusIds.length)
    const mentions = all(`select m.status_id, a.id, a.username, a.acct_key, a.host, a.url from mentions m join accounts a on a.id = m.account_id where m.status_id in (${marks})`, ...statusIds)
    const authors = numbers(statuses, 'account_id')
    const accounts = all(`select * from accounts where id in (${IN(authors.length)})`, ...authors)
    const media = all(`select * from media_attachments where status_id in (${marks})`, ...statusIds)
    const tags = all(`select s.status_id, t.name from status_tags s join tags t on t.id = s.tag_id where s.status_id in (${marks})`, ...statusIds)
    const polls = all(`select * from polls where status_id in (${marks})`, ...statusIds)
    const favourites = all(`select status_id from favourites where account_id = ? and status_id in (${marks})`, accountId, ...statusIds)
    const reblogs = all(`select reblog_of_id from statuses where account_id = ? and reblog_of_id in (${marks})`, accountId, ...statusIds)
    return assemble(ids, { statuses, mentions, accounts, media, tags, polls, favourites, reblogs })
  }
}

/** The page's rows joined in memory and written as JSON: about what a client is sent. */
export function assemble(ids: number[], rows: Record<'statuses' | 'mentions' | 'accounts' | 'media' | 'tags' | 'polls' | 'favourites' | 'reblogs', Row[]>): string {
  const by = (list: Row[], key: string) => Map.groupBy(list, (row) => row[key])
  const accounts = new Map(rows.accounts.map((row) => [row['id'], row]))
  const statuses = new Map(rows.statuses.map((row) => [row['id'], row]))
  const [mentions, media, tags, polls] = [by(rows.mentions, 'status_id'), by(rows.media, 'status_id'), by(rows.tags, 'status_id'), by(rows.polls, 'status_id')]
  const favourited = new Set(rows.favourites.map((row) => row['status_id']))
  const reblogged = new Set(rows.reblogs.map((row) => row['reblog_of_id']))
  const show = (id: unknown): unknown => {
    const row = statuses.get(id)
    if (!row) return null
    return {
      ...row, account: accounts.get(row['account_id']), mentions: mentions.get(id) ?? [], media_attachments: media.get(id) ?? [],
      tags: tags.get(id) ?? [], poll: polls.get(id)?.[0] ?? null, favourited: favourited.has(id), reblogged: reblogged.has(id),
      reblog: row['reblog_of_id'] ? show(row['reblog_of_id']) : null,
    }
  }
  return JSON.stringify(ids.map(show))
}
