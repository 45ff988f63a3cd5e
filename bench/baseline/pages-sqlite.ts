// FROZEN. What four pages cost at least on SQLite: a page of notifications, a thread, a search for posts, an account with
// its statuses. Statements as one would write them for exactly these answers, and one JSON.stringify each.
import { accountsOf, marks, numbers, showing, VISIBLE, type All, type Row } from './statuses-sqlite.ts'

/** The newest 40 notifications, with who caused them and what they are about, as far as it may be seen. */
export function rawNotifications(all: All, viewer: number): string {
  const told = all(`select n.* from notifications n join accounts a on a.id = n.from_account_id where n.account_id = ? and n.filtered = 0
    and a.suspended_at is null and a.deleted_at is null order by n.id desc limit 40`, viewer)
  const about = numbers(told, 'status_id')
  const visible = numbers(all(`select s.id from statuses s join accounts a on a.id = s.account_id where s.id in (${marks(about)}) and ${VISIBLE}`,
    ...about, viewer, viewer, viewer, viewer), 'id')
  const { show, accounts } = showing(all, viewer, visible, numbers(told, 'from_account_id'))
  return JSON.stringify(told.map((row) => ({ ...row, account: accounts.get(row['from_account_id']), ...(row['status_id'] ? { status: show(row['status_id']) } : {}) })))
}

const ABOVE = `with recursive chain (id, parent, depth) as (
  select p.id, p.in_reply_to_id, 1 from statuses s join statuses p on p.id = s.in_reply_to_id where s.id = ?
  union all select p.id, p.in_reply_to_id, depth + 1 from chain join statuses p on p.id = chain.parent where depth < 4096)
  select id from chain order by depth desc`

const BELOW = `with recursive tree (id, parent, author, depth) as (
  select id, in_reply_to_id, account_id, 1 from statuses where in_reply_to_id = ?
  union all select r.id, r.in_reply_to_id, r.account_id, depth + 1 from tree join statuses r on r.in_reply_to_id = tree.id where depth < 4096)
  select tree.id, tree.parent from tree join statuses s on s.id = tree.id join accounts a on a.id = tree.author where a.silenced_at is null and ${VISIBLE}
    and not exists (select 1 from blocks k where k.account_id = ? and k.target_account_id = s.account_id)
    and not exists (select 1 from mutes k where k.account_id = ? and k.target_account_id = s.account_id)
    and (a.host is null or not exists (select 1 from account_domain_blocks d where d.account_id = ? and d.host = a.host)) limit 4096`

/** What `status` answers, and everything that answers it, each branch after what it answers. */
export function rawThread(all: All, viewer: number, status: number): string {
  const above = numbers(all(ABOVE, status), 'id')
  const nodes = all(BELOW, status, ...Array<number>(7).fill(viewer))
  const children = Map.groupBy(nodes, (row) => row['parent'])
  const below: number[] = []
  const walk = (parent: number): void => {
    for (const { id } of (children.get(parent) ?? []).sort((a, b) => (a['id'] as number) - (b['id'] as number))) {
      below.push(id as number)
      walk(id as number)
    }
  }
  walk(status)
  const { show } = showing(all, viewer, [...above, ...below])
  return JSON.stringify({ ancestors: above.map(show), descendants: below.map(show) })
}

const OWN = `s.account_id = ? or exists (select 1 from mentions m where m.status_id = s.id and m.account_id = ?)
  or exists (select 1 from favourites f where f.status_id = s.id and f.account_id = ?)
  or exists (select 1 from bookmarks k where k.status_id = s.id and k.account_id = ?)
  or exists (select 1 from statuses r where r.reblog_of_id = s.id and r.account_id = ?)`

/** The newest 20 posts with all of one to three lower-case words that belong to the viewer's own or are for all to find. */
export function rawSearch(all: All, viewer: number, words: readonly string[]): string {
  const others = words.slice(1).map(() => 'and exists (select 1 from status_tokens o where o.token = ? and o.status_id = t.status_id)').join(' ')
  const found = all(`select s.id from status_tokens t join statuses s on s.id = t.status_id join accounts a on a.id = s.account_id
    where t.token = ? ${others} and s.reblog_of_id is null and (s.visibility = 'public' and a.indexable = 1 or ${OWN}) and ${VISIBLE}
    order by t.status_id desc limit 20`, ...words, ...Array<number>(9).fill(viewer))
  const ids = numbers(found, 'id')
  const { show } = showing(all, viewer, ids)
  return JSON.stringify({ accounts: [], statuses: ids.map(show), hashtags: [] })
}

/** An account, and its newest 20 statuses and boosts. */
export function rawAccountPage(all: All, viewer: number, account: number): string {
  const whole: Row | undefined = accountsOf(all, [account]).get(account)
  const ids = numbers(all(`select s.id from statuses s join accounts a on a.id = s.account_id where s.account_id = ? and ${VISIBLE} order by s.id desc limit 20`,
    account, viewer, viewer, viewer, viewer), 'id')
  const { show } = showing(all, viewer, ids)
  return JSON.stringify(whole) + JSON.stringify(ids.map(show))
}
