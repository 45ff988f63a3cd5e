// A report: somebody asks those who look after the community to look at a person and, perhaps, some of their posts.
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { takeSnapshot } from './snapshot.ts'

export const REPORT_CATEGORIES = ['spam', 'legal', 'violation', 'other'] as const
export type ReportCategory = typeof REPORT_CATEGORIES[number]

const COMMENT_MAX = 1000
const STATUSES_MAX = 100

export interface NewReport {
  /** A member, or the actor of another server. */
  accountId: number
  targetId: number
  statusIds: readonly number[]
  collectionIds?: readonly number[] | undefined
  comment: string
  category?: ReportCategory | undefined
  ruleIds?: readonly number[]
  /** Tell the server that the reported person is on. */
  forward?: boolean
  /** What another server knows its report by. */
  uri?: string | null
}

async function requireRules(db: Reader, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const known = await db.selectFrom('rules').select('id').where('id', 'in', [...ids]).execute()
  if (known.length < ids.length) throw invalid('Rule ids does not reference valid rules')
}

async function ofTarget(db: Reader, targetId: number, ids: readonly number[]): Promise<{ id: number; visibility: string }[]> {
  return ids.length === 0 ? [] : db.selectFrom('statuses').select(['id', 'visibility']).where('account_id', '=', targetId)
    .where('id', 'in', [...ids]).orderBy('id').execute()
}

/** Collections of the person's own; any other is none. */
async function requireCollections(db: Reader, targetId: number, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const known = await db.selectFrom('collections').select('id').where('account_id', '=', targetId).where('id', 'in', [...ids]).orderBy('id').execute()
  if (known.length < ids.length) throw missing()
  return known.map((row) => row.id)
}

/** A member reports what they can see; anything else refuses like what is not there. */
async function seenByMember(db: Reader, { accountId, targetId }: NewReport, ids: readonly number[]): Promise<number[]> {
  const theirs = (await ofTarget(db, targetId, ids)).map((row) => row.id)
  const seen = await visibleTo(db, accountId, theirs)
  if (seen.length < ids.length) throw missing()
  return seen
}

/**
 * Another server speaks for people it does not name: it may mean what is public, what its people follow, and what names
 * one of them. The rest, and what is gone, is left out.
 */
async function seenByServer(db: Reader, reporter: AccountRow, { targetId }: NewReport, ids: readonly number[]): Promise<number[]> {
  const rows = await ofTarget(db, targetId, ids)
  if (rows.length === 0) return []
  const follower = await db.selectFrom('follows as f').innerJoin('accounts as a', 'a.id', 'f.account_id').select('f.id')
    .where('f.target_account_id', '=', targetId).where('a.host', '=', reporter.host).limit(1).executeTakeFirst()
  const naming = await db.selectFrom('mentions as m').innerJoin('accounts as a', 'a.id', 'm.account_id').select('m.status_id')
    .where('m.status_id', 'in', rows.map((row) => row.id)).where('a.host', '=', reporter.host).execute()
  const named = new Set(naming.map((row) => row.status_id))
  const open = new Set(follower ? ['public', 'unlisted', 'private'] : ['public', 'unlisted'])
  return rows.filter((row) => open.has(row.visibility) || named.has(row.id)).map((row) => row.id)
}

async function filedAs(tx: Tx, uri: string | null | undefined): Promise<number | null> {
  if (!uri) return null
  return (await tx.db.selectFrom('reports').select('id').where('uri', '=', uri).executeTakeFirst())?.id ?? null
}

/**
 * Files a report and keeps the posts as they are now; the answer is its id. Rules make it a violation. Idempotent by
 * `uri`. Refuses reports about who is not (or no longer) here, posts and collections that are not the person's or not to be seen by a
 * member who reports, comments over 1,000 characters and unknown rules. Records `report.filed`.
 */
export async function fileReport(tx: Tx, report: NewReport): Promise<number> {
  const filed = await filedAs(tx, report.uri)
  if (filed !== null) return filed
  const [reporter, target] = [await accountRow(tx.db, report.accountId), await accountRow(tx.db, report.targetId)]
  if (!reporter || !target || target.id === INSTANCE_ACCOUNT_ID || target.pending === 1 || target.suspended_at !== null || target.deleted_at !== null) throw missing()
  const local = reporter.host === null
  const ids = [...new Set(report.statusIds)]
  if (local && [...report.comment].length > COMMENT_MAX) throw invalid(`Comment is too long (maximum is ${COMMENT_MAX} characters)`)
  if (local && ids.length > STATUSES_MAX) throw invalid(`Status ids has more than ${STATUSES_MAX} items`)
  const ruleIds = [...new Set(report.ruleIds)]
  await requireRules(tx.db, ruleIds)
  const statusIds = local ? await seenByMember(tx.db, report, ids) : await seenByServer(tx.db, reporter, report, ids.slice(0, STATUSES_MAX))
  const collectionIds = await requireCollections(tx.db, target.id, [...new Set(report.collectionIds)].slice(0, STATUSES_MAX))
  const id = tx.id()
  await tx.db.insertInto('reports').values({
    id, account_id: reporter.id, target_account_id: target.id, comment: report.comment,
    category: ruleIds.length > 0 ? 'violation' : report.category ?? 'other',
    rule_ids: JSON.stringify(ruleIds), status_ids: JSON.stringify(statusIds), collection_ids: JSON.stringify(collectionIds), snapshot: JSON.stringify(await takeSnapshot(tx.db, statusIds)),
    forwarded: report.forward && target.host !== null ? 1 : 0, uri: report.uri ?? null, created_at: tx.now, updated_at: tx.now,
  }).execute()
  await tx.record('report.filed', { reportId: id, accountId: reporter.id })
  return id
}
