// What stands around a status in its thread: the chain it answers, and the tree that answers it.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { relationshipsOf } from '#domain/relationships/marks.ts'
import { idList } from '#machinery/db/id-list.ts'
import { isVisible, standingsOf } from './visible-to.ts'

interface Limits { ancestors: number; descendants: number; depth: number }

/** What members and everybody else get of a thread at most. */
const limitsFor = (viewer: number | null): Limits => viewer === null
  ? { ancestors: 40, descendants: 60, depth: 20 }
  : { ancestors: 4096, descendants: 4096, depth: 4096 }

interface Node { id: number; parent: number; accountId: number; addresseeId: number | null }
interface NodeRow { id: number; in_reply_to_id: number; account_id: number; in_reply_to_account_id: number | null }

/** The statuses above `id`, oldest first, without what `viewer` may not or does not want to see. */
export async function ancestorsOf(db: Reader, viewer: number | null, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain (id, in_reply_to_id, depth) as (
      select p.id, p.in_reply_to_id, 1 from statuses s join statuses p on p.id = s.in_reply_to_id where s.id = ${id}
      union all
      select p.id, p.in_reply_to_id, chain.depth + 1 from chain join statuses p on p.id = chain.in_reply_to_id
        where chain.depth < ${limitsFor(viewer).ancestors}
    ) select id from chain order by depth desc`.execute(db as never)
  return wantedBy(db, viewer, rows.map((row) => row.id))
}

/**
 * The statuses below `id`, each branch after what it answers and older replies first, an author's answers to themself
 * before everybody else's; without what `viewer` may not or does not want to see.
 */
export async function descendantsOf(db: Reader, viewer: number | null, id: number): Promise<number[]> {
  const limits = limitsFor(viewer)
  const { rows } = await sql<NodeRow>`
    with recursive tree (id, in_reply_to_id, account_id, in_reply_to_account_id, depth) as (
      select id, in_reply_to_id, account_id, in_reply_to_account_id, 1 from statuses where in_reply_to_id = ${id}
      union all
      select r.id, r.in_reply_to_id, r.account_id, r.in_reply_to_account_id, tree.depth + 1
        from tree join statuses r on r.in_reply_to_id = tree.id where tree.depth < ${limits.depth}
    ) select id, in_reply_to_id, account_id, in_reply_to_account_id from tree order by depth, id limit ${limits.descendants}`
    .execute(db as never)
  const nodes = rows.map((row) => ({ id: row.id, parent: row.in_reply_to_id, accountId: row.account_id, addresseeId: row.in_reply_to_account_id }))
  const inTreeOrder = depthFirst(id, nodes)
  const visible = new Set(await wantedBy(db, viewer, inTreeOrder.map((node) => node.id)))
  return selfRepliesFirst(inTreeOrder.filter((node) => visible.has(node.id))).map((node) => node.id)
}

function depthFirst(root: number, nodes: readonly Node[]): Node[] {
  const children = Map.groupBy(nodes, (node) => node.parent)
  const ordered: Node[] = []
  const seen = new Set<number>([root])
  const waiting = below(children, root)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node.id)) continue
    seen.add(node.id)
    ordered.push(node)
    waiting.push(...below(children, node.id))
  }
  return ordered
}

/** A stack: the oldest reply is taken first. */
const below = (children: Map<number, Node[]>, id: number): Node[] => [...children.get(id) ?? []].sort((a, b) => b.id - a.id)

/** As Mastodon does it: after the leading self-replies, every later one is moved up to them. */
function selfRepliesFirst(nodes: Node[]): Node[] {
  const first = nodes.findIndex((node) => node.addresseeId !== node.accountId)
  if (first < 0) return nodes
  const rest = nodes.slice(first)
  return [...nodes.slice(0, first), ...rest.filter((node) => node.addresseeId === node.accountId),
    ...rest.filter((node) => node.addresseeId !== node.accountId)]
}

/**
 * Those of `ids` that `viewer` may see and wants to see: without people they block, mute or are blocked by, of hosts
 * they block, and silenced people they do not follow. Keeps the order.
 */
export async function wantedBy(db: Reader, viewer: number | null, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const standings = await standingsOf(db, viewer, ids)
  const hidden = await unwanted(db, viewer, [...new Set([...standings.values()].map((one) => one.account_id))])
  return ids.filter((id) => isVisible(standings, viewer, id) && !hidden.has(standings.get(id)?.account_id ?? 0))
}

/** Authors that stay out of the viewer's threads: blocked, muted, of a blocked host, or silenced and not followed. */
async function unwanted(db: Reader, viewer: number | null, accountIds: readonly number[]): Promise<Set<number>> {
  const silenced = await db.selectFrom('accounts').select('id').where('id', 'in', idList(accountIds)).where('silenced_at', 'is not', null).execute()
  const hidden = new Set(silenced.map((row) => row.id))
  if (viewer === null) return hidden
  for (const [accountId, marks] of await relationshipsOf(db, viewer, accountIds)) {
    if (marks.following) hidden.delete(accountId)
    if (marks.blocking || marks.muting || marks.domainBlocking || marks.blockedBy) hidden.add(accountId)
  }
  hidden.delete(viewer)
  return hidden
}
