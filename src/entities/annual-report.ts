// Annual reports with the accounts and posts that they name.
import type { ReportData } from '#domain/annual-reports/compute.ts'
import type { Row } from '#domain/tables.ts'
import type { Account } from './account.ts'
import type { At } from './at.ts'
import { showAccounts } from './load-accounts.ts'
import { showStatuses } from './status-bundle.ts'
import type { Status } from './status.ts'

const SCHEMA_VERSION = 2

export interface AnnualReport { year: number; data: ReportData; schema_version: number; share_url: string | null; account_id: string }
export interface WrappedAnnualReports { annual_reports: AnnualReport[]; accounts: Account[]; statuses: Status[] }

/** A member's own reports, with everything they name; a post that is gone meanwhile is left out. */
export async function showAnnualReports(at: At, viewer: number, rows: readonly Row<'annual_reports'>[]): Promise<WrappedAnnualReports> {
  const reports = rows.map((row) => ({
    year: row.year, data: JSON.parse(row.data) as ReportData, schema_version: SCHEMA_VERSION, share_url: null, account_id: String(row.account_id),
  }))
  const named = reports.flatMap(({ data }) => data.top_statuses.by_reblogs === null ? [] : [Number(data.top_statuses.by_reblogs)])
  return {
    annual_reports: reports,
    accounts: await showAccounts(at, [...new Set(rows.map((row) => row.account_id))]),
    statuses: await showStatuses(at, viewer, [...new Set(named)]),
  }
}
