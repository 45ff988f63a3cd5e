// What a notification is about beside a status: the report that staff may look after, the warning that a member was given.
import { reportsTold, strikesTold, type SeenReport, type SeenStrike } from '#domain/reading/moderation.ts'
import type { AccountBundle } from './account.ts'
import { renderAccountWarning, type AccountWarning } from './account-warning.ts'
import type { At } from './at.ts'
import { renderReport, type Report } from './report.ts'

export interface Subjects { reports: ReadonlyMap<number, SeenReport>; strikes: ReadonlyMap<number, SeenStrike>; accountIds: number[] }

interface Told { id: number; type: string }

/** Loads them, by notification; no statement where no type needs one. */
export async function loadSubjects(at: Pick<At, 'db'>, rows: readonly Told[]): Promise<Subjects> {
  const idsOf = (type: string) => rows.filter((row) => row.type === type).map((row) => row.id)
  const [reported, warned] = [idsOf('admin.report'), idsOf('moderation_warning')]
  const [reports, strikes] = await Promise.all([
    reported.length === 0 ? [] : reportsTold(at.db, { ids: reported }), warned.length === 0 ? [] : strikesTold(at.db, { ids: warned }),
  ])
  return {
    reports: new Map(reports.map((row) => [row.notification_id, row])), strikes: new Map(strikes.map((row) => [row.notification_id, row])),
    accountIds: [...reports, ...strikes].map((row) => row.target_account_id),
  }
}

/** The members of an entity that say it; null when it is gone. */
export function renderSubject({ id, type }: Told, { reports, strikes }: Subjects, bundle: AccountBundle): { report?: Report; moderation_warning?: AccountWarning } | null {
  if (type === 'admin.report') {
    const row = reports.get(id)
    const report = row && renderReport(row, bundle)
    return report ? { report } : null
  }
  if (type !== 'moderation_warning') return {}
  const row = strikes.get(id)
  const warning = row && renderAccountWarning(row, bundle)
  return warning ? { moderation_warning: warning } : null
}
