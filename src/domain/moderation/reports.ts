// Reports as those who look after the community find them.
import { uriOfStatus } from '#domain/addresses.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import type { SnapshotPost } from './snapshot.ts'

/** `open`: nobody's yet; `mine`: assigned to who looks and not resolved; `assigned`: somebody's. */
export const REPORT_LISTS = ['open', 'mine', 'assigned', 'resolved'] as const
export type ReportList = typeof REPORT_LISTS[number]

export type Report = Omit<Row<'reports'>, 'rule_ids' | 'status_ids' | 'snapshot'> & { ruleIds: number[]; statusIds: number[]; snapshot: SnapshotPost[] }

function reportOf({ rule_ids: rules, status_ids: statuses, snapshot, ...row }: Row<'reports'>): Report {
  return { ...row, ruleIds: JSON.parse(rules) as number[], statusIds: JSON.parse(statuses) as number[], snapshot: JSON.parse(snapshot) as SnapshotPost[] }
}

function listed(db: Reader, list: ReportList, viewer: number) {
  const query = db.selectFrom('reports')
  if (list === 'resolved') return query.where('resolved_at', 'is not', null)
  const open = query.where('resolved_at', 'is', null)
  return list === 'open' ? open.where('assigned_account_id', 'is', null)
    : list === 'mine' ? open.where('assigned_account_id', '=', viewer) : open.where('assigned_account_id', 'is not', null)
}

/** A page of a list's ids, newest first. */
export async function reportIds(db: Reader, list: ReportList, viewer: number, page: Page): Promise<number[]> {
  return inOrder((await pageQuery(listed(db, list, viewer).select('id'), 'id', page).execute()).map((row) => row.id), page)
}

/** How many each list of open ones has. */
export async function reportCounts(db: Reader, viewer: number): Promise<{ open: number; mine: number }> {
  const count = async (list: ReportList) => Number((await listed(db, list, viewer).select((e) => e.fn.countAll<number>().as('n')).executeTakeFirst())?.n ?? 0)
  return { open: await count('open'), mine: await count('mine') }
}

/** In the order of `ids`. */
export async function reportsByIds(db: Reader, ids: readonly number[]): Promise<Report[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('reports').selectAll().where('id', 'in', [...ids]).execute()
  const known = new Map(rows.map((row) => [row.id, reportOf(row)]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

/** The report, or a refusal. */
export async function requireReport(db: Reader, id: number): Promise<Report> {
  const [report] = await reportsByIds(db, [id])
  if (!report) throw missing()
  return report
}

/** How often a person was reported, and how often they reported others. */
export async function reportNumbers(db: Reader, accountId: number): Promise<{ about: number; by: number }> {
  const count = async (column: 'target_account_id' | 'account_id') => Number((await db.selectFrom('reports')
    .select((e) => e.fn.countAll<number>().as('n')).where(column, '=', accountId).executeTakeFirst())?.n ?? 0)
  return { about: await count('target_account_id'), by: await count('account_id') }
}

/** Reports about a person, newest first. */
export async function reportIdsAbout(db: Reader, accountId: number, limit: number): Promise<number[]> {
  const rows = await db.selectFrom('reports').select('id').where('target_account_id', '=', accountId).orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => row.id)
}

/** Whether the person has another report that is not resolved: then the staff was told already. */
export async function hasOpenSibling(db: Reader, report: Pick<Report, 'id' | 'target_account_id'>): Promise<boolean> {
  return await db.selectFrom('reports').select('id').where('target_account_id', '=', report.target_account_id).where('id', '<>', report.id)
    .where('resolved_at', 'is', null).limit(1).executeTakeFirst() !== undefined
}

/** What the reported posts are known by on the network. */
export async function reportedUris({ db, config }: Pick<Tx, 'config'> & { db: Reader }, { statusIds }: Pick<Report, 'statusIds'>): Promise<string[]> {
  if (statusIds.length === 0) return []
  const rows = await db.selectFrom('statuses').select(['id', 'account_id', 'uri', 'url']).where('id', 'in', statusIds).orderBy('id').execute()
  return rows.map((row) => uriOfStatus(config, row))
}

/** The rules that a report names, those out of force included. */
export async function rulesNamed(db: Reader, { ruleIds }: Pick<Report, 'ruleIds'>): Promise<Row<'rules'>[]> {
  return ruleIds.length === 0 ? [] : db.selectFrom('rules').selectAll().where('id', 'in', ruleIds).orderBy('position').execute()
}

const BESIDE = 2

/** The ids of up to two public posts of the same person before and after `statusId`. */
export async function besidePost(db: Reader, accountId: number, statusId: number): Promise<{ before: number[]; after: number[] }> {
  const own = () => db.selectFrom('statuses').select('id').where('account_id', '=', accountId).where('visibility', 'in', ['public', 'unlisted'])
    .where('reblog_of_id', 'is', null).limit(BESIDE)
  const before = await own().where('id', '<', statusId).orderBy('id', 'desc').execute()
  const after = await own().where('id', '>', statusId).orderBy('id').execute()
  return { before: before.map((row) => row.id).reverse(), after: after.map((row) => row.id) }
}
