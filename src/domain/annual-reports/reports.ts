// Annual reports: offered in the last weeks of a year, made by a job when their member asks, kept ever after.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { computeReport, hasYear, type ReportData } from './compute.ts'

const MAKE = 'annual-reports.make'
const [FIRST_DAY, LAST_DAY] = [10, 31]

export type ReportState = 'available' | 'generating' | 'eligible' | 'ineligible'
interface Year { accountId: number; year: number }

/** The year whose reports are offered at `now` (epoch ms): from the 10th to the 31st of December (UTC); null at other times. */
export function campaignAt(now: number): number | null {
  const date = new Date(now)
  return date.getUTCMonth() === 11 && date.getUTCDate() >= FIRST_DAY && date.getUTCDate() <= LAST_DAY ? date.getUTCFullYear() : null
}

const rowOf = (db: Reader, { accountId, year }: Year) =>
  db.selectFrom('annual_reports').selectAll().where('account_id', '=', accountId).where('year', '=', year).executeTakeFirst()

const isRequested = async (db: Reader, { accountId, year }: Year): Promise<boolean> =>
  await db.selectFrom('annual_report_requests').select('year').where('account_id', '=', accountId).where('year', '=', year).executeTakeFirst() !== undefined

/** How a member's report of a year stands. */
export async function reportState(db: Reader, of: Year, now: number): Promise<ReportState> {
  if (await rowOf(db, of)) return 'available'
  if (await isRequested(db, of)) return 'generating'
  return campaignAt(now) === of.year && await hasYear(db, of) ? 'eligible' : 'ineligible'
}

/** Asks for the report of this year; false when there is nothing to make. Idempotent. */
export async function requestReport(tx: Tx, of: Year): Promise<boolean> {
  const state = await reportState(tx.db, of, tx.now)
  if (state !== 'eligible') return state === 'generating'
  const { accountId, year } = of
  await tx.db.insertInto('annual_report_requests').values({ account_id: accountId, year, created_at: tx.now }).onConflict((on) => on.doNothing()).execute()
  await tx.enqueue({ kind: MAKE, payload: of, key: `${MAKE}:${accountId}:${year}`, priority: 5 })
  return true
}

async function keepReport(tx: Tx, { accountId, year }: Year, data: ReportData): Promise<void> {
  const asked = await tx.db.deleteFrom('annual_report_requests').where('account_id', '=', accountId).where('year', '=', year).returning('year').executeTakeFirst()
  if (!asked) return
  await tx.db.insertInto('annual_reports').values({ account_id: accountId, year, data: JSON.stringify(data), viewed_at: null, created_at: tx.now })
    .onConflict((on) => on.doNothing()).execute()
}

/** Marks a report as seen, once; refuses one that is not there. */
export async function viewReport(tx: Tx, { accountId, year }: Year): Promise<void> {
  const row = await rowOf(tx.db, { accountId, year })
  if (!row) throw missing()
  if (row.viewed_at !== null) return
  await tx.db.updateTable('annual_reports').set({ viewed_at: tx.now }).where('account_id', '=', accountId).where('year', '=', year).execute()
}

/** A member's reports that they have not seen yet, newest first. */
export const unseenReports = (db: Reader, accountId: number): Promise<Row<'annual_reports'>[]> =>
  db.selectFrom('annual_reports').selectAll().where('account_id', '=', accountId).where('viewed_at', 'is', null).orderBy('year', 'desc').execute()

/** A member's report of a year, or a refusal. */
export async function ownReport(db: Reader, of: Year): Promise<Row<'annual_reports'>> {
  const row = await rowOf(db, of)
  if (!row) throw missing()
  return row
}

/** The job that makes a report: read outside the transaction, written inside. */
export const annualReportJobs = (ctx: Pick<Context, 'db' | 'write'>) => ({
  async [MAKE](of: Year): Promise<void> {
    const data = await computeReport(ctx.db, of)
    await ctx.write((tx) => keepReport(tx, of, data))
  },
})
