// FROZEN. What any page of statuses costs at least on SQLite once its ids are known: hand-written statements on
// node:sqlite, prepared once, joined in memory. The pages of pages-sqlite.ts are made of it.
import type { DatabaseSync, StatementSync } from 'node:sqlite'

export type Row = Record<string, unknown>
export type All = (sql: string, ...params: (number | string)[]) => Row[]

/** Runs statements that are prepared once each. */
export function preparedOn(database: DatabaseSync): All {
  const cache = new Map<string, StatementSync>()
  return (sql, ...params) => {
    let statement = cache.get(sql)
    if (!statement) cache.set(sql, statement = database.prepare(sql))
    return statement.all(...params) as Row[]
  }
}

export const marks = (ids: readonly number[]): string => Array<string>(ids.length).fill('?').join(',')
export const numbers = (rows: readonly Row[], name: string): number[] =>
  [...new Set(rows.map((row) => row[name] as number | null).filter((one) => one !== null))]

/** What `?` (the viewer, four times over) may see of `s`, whose author is `a`. */
export const VISIBLE = `a.suspended_at is null and a.deleted_at is null
  and not exists (select 1 from blocks b where b.account_id = s.account_id and b.target_account_id = ?)
  and (s.visibility in ('public', 'unlisted') or s.account_id = ?
    or exists (select 1 from mentions m where m.status_id = s.id and m.account_id = ?)
    or s.visibility = 'private' and exists (select 1 from follows f where f.account_id = ? and f.target_account_id = s.account_id))`

/** The rows of accounts by their id. */
export const accountsOf = (all: All, ids: readonly number[]): Map<unknown, Row> =>
  new Map(all(`select * from accounts where id in (${marks(ids)})`, ...ids).map((row) => [row['id'], row]))

/**
 * Loads the statuses of `ids` with all that a client is shown of them, and returns what shows one. `more` are accounts
 * that are shown beside them.
 */
export function showing(all: All, viewer: number, ids: readonly number[], more: readonly number[] = []): { show(id: unknown): Row | null; accounts: Map<unknown, Row> } {
  const first = all(`select * from statuses where id in (${marks(ids)})`, ...ids)
  const originals = numbers(first, 'reblog_of_id')
  const rows = originals.length > 0 ? [...first, ...all(`select * from statuses where id in (${marks(originals)})`, ...originals)] : first
  const known = numbers(rows, 'id')
  const these = marks(known)
  const by = (list: Row[]) => Map.groupBy(list, (row) => row['status_id'])
  const setOf = (list: Row[]) => new Set(list.map((row) => row['id']))
  const statuses = new Map(rows.map((row) => [row['id'], row]))
  const accounts = accountsOf(all, [...new Set([...numbers(rows, 'account_id'), ...more])])
  const mentions = by(all(`select m.status_id, a.id, a.username, a.acct_key, a.host, a.url from mentions m join accounts a on a.id = m.account_id where m.status_id in (${these})`, ...known))
  const media = by(all(`select * from media_attachments where status_id in (${these})`, ...known))
  const tags = by(all(`select s.status_id, t.name from status_tags s join tags t on t.id = s.tag_id where s.status_id in (${these})`, ...known))
  const polls = by(all(`select * from polls where status_id in (${these})`, ...known))
  const favourited = setOf(all(`select status_id as id from favourites where account_id = ? and status_id in (${these})`, viewer, ...known))
  const reblogged = setOf(all(`select reblog_of_id as id from statuses where account_id = ? and reblog_of_id in (${these})`, viewer, ...known))
  const bookmarked = setOf(all(`select status_id as id from bookmarks where account_id = ? and status_id in (${these})`, viewer, ...known))
  const show = (id: unknown): Row | null => {
    const row = statuses.get(id)
    if (!row) return null
    return {
      ...row, account: accounts.get(row['account_id']), mentions: mentions.get(id) ?? [], media_attachments: media.get(id) ?? [],
      tags: tags.get(id) ?? [], poll: polls.get(id)?.[0] ?? null, favourited: favourited.has(id), reblogged: reblogged.has(id), bookmarked: bookmarked.has(id),
      reblog: row['reblog_of_id'] ? show(row['reblog_of_id']) : null,
    }
  }
  return { show, accounts }
}
