// Who may see a status: one rule for every page, timeline, lookup and verb.
import type { Reader } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** A status and how the viewer stands to its author, as the rules need it; flags are 0 or 1. */
export interface Standing {
  id: number
  account_id: number
  visibility: string
  reblog_of_id: number | null
  thread_id: number | null
  /** The author is suspended or deleted. */
  author_gone: number
  following: number
  mentioned: number
  /** The author blocks the viewer, or the viewer's server. */
  blocked_by: number
  /** The viewer blocks the author. */
  blocking: number
}

const flag = (name: string, condition: string) => `case when ${condition} then 1 else 0 end as ${name}`

const COLUMNS = [
  's.id, s.account_id, s.visibility, s.reblog_of_id, s.thread_id',
  flag('author_gone', 'a.suspended_at is not null or a.deleted_at is not null'),
  flag('following', 'exists (select 1 from follows f where f.account_id = :viewer and f.target_account_id = s.account_id)'),
  flag('mentioned', 'exists (select 1 from mentions m where m.status_id = s.id and m.account_id = :viewer)'),
  flag('blocked_by', `exists (select 1 from blocks b where b.account_id = s.account_id and b.target_account_id = :viewer)
    or exists (select 1 from accounts v join account_domain_blocks d on d.host = v.host where v.id = :viewer and d.account_id = s.account_id)`),
  flag('blocking', 'exists (select 1 from blocks b where b.account_id = :viewer and b.target_account_id = s.account_id)'),
].join(', ')

const standings = prepared<Standing, { viewer: number; ids: readonly number[] }>(`
  select ${COLUMNS} from statuses s join accounts a on a.id = s.account_id where s.id in (:ids)
  union all
  select ${COLUMNS} from statuses o join statuses s on s.id = o.reblog_of_id join accounts a on a.id = s.account_id where o.id in (:ids)`)

const NOBODY = -1

/** How `viewer` (null: the public) stands to these statuses and to what those of them that are boosts boost. One statement. */
export async function standingsOf(db: Reader, viewer: number | null, ids: readonly number[]): Promise<Map<number, Standing>> {
  if (ids.length === 0) return new Map()
  const rows = await standings(db, { viewer: viewer ?? NOBODY, ids })
  return new Map(rows.map((row) => [row.id, row]))
}

function mayRead(standing: Standing, viewer: number | null): boolean {
  if (standing.author_gone) return false
  if (viewer !== null && standing.account_id === viewer) return true
  if (standing.blocked_by) return false
  if (standing.visibility === 'direct') return standing.mentioned === 1
  if (standing.visibility === 'private') return standing.following === 1 || standing.mentioned === 1
  return true
}

/** Whether `viewer` may see the status `id`, given the standings of a page; a boost needs its original to be visible too. */
export function isVisible(found: ReadonlyMap<number, Standing>, viewer: number | null, id: number): boolean {
  const standing = found.get(id)
  if (!standing || !mayRead(standing, viewer)) return false
  if (standing.reblog_of_id === null) return true
  const original = found.get(standing.reblog_of_id)
  return original !== undefined && mayRead(original, viewer)
}

/**
 * Those of `ids` that `viewer` (a local or remote account, or null for the public) may see, in the given order.
 * Public and unlisted: everybody whom the author does not block; private: followers, mentioned people and the author;
 * direct: mentioned people and the author. Nothing of suspended or deleted authors. The viewer's own mutes, blocks and
 * blocked hosts hide nothing here: those are a timeline's business. One statement.
 */
export async function visibleTo(db: Reader, viewer: number | null, ids: readonly number[]): Promise<number[]> {
  const found = await standingsOf(db, viewer, ids)
  return ids.filter((id) => isVisible(found, viewer, id))
}

/** The standing of a status that `viewer` may see; what they may not see refuses like what is not there. */
export async function visibleStatus(db: Reader, viewer: number | null, id: number): Promise<Standing> {
  const found = await standingsOf(db, viewer, [id])
  const standing = found.get(id)
  if (!standing || !isVisible(found, viewer, id)) throw missing()
  return standing
}

/** As {@link visibleStatus}, but a boost stands for what it boosts: what a favourite, a boost or a bookmark is about. */
export async function visibleOriginal(db: Reader, viewer: number | null, id: number): Promise<Standing> {
  const found = await standingsOf(db, viewer, [id])
  const standing = found.get(id)
  if (!standing || !isVisible(found, viewer, id)) throw missing()
  return standing.reblog_of_id === null ? standing : found.get(standing.reblog_of_id) ?? standing
}
