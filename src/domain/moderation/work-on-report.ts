// What happens to a report between its filing and its end: somebody takes it, notes are written, it is resolved or opened again.
import type { Tx } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import { logAct } from './staff-log.ts'
import { requireReport, type Report } from './reports.ts'

/** The report, kept until the transaction ends: a second act on it waits. */
export async function holdReport(tx: Tx, reportId: number): Promise<Report> {
  const [row] = await tx.db.updateTable('reports').set({ updated_at: tx.now }).where('id', '=', reportId).returning('id').execute()
  if (!row) throw missing()
  return requireReport(tx.db, reportId)
}

/** Gives a report to `to`, or to nobody. Idempotent. */
export async function assignReport(tx: Tx, { by, reportId, to }: { by: number; reportId: number; to: number | null }): Promise<void> {
  const report = await holdReport(tx, reportId)
  if (report.assigned_account_id === to) return
  await tx.db.updateTable('reports').set({ assigned_account_id: to }).where('id', '=', reportId).execute()
  await logAct(tx, { by, action: 'report.assign', targetId: report.target_account_id, reportId, details: { what: to === null ? 'nobody' : 'self' } })
}

/** Ends a report. Idempotent: false when it was resolved already. */
export async function resolveReport(tx: Tx, { by, reportId }: { by: number; reportId: number }): Promise<boolean> {
  const report = await holdReport(tx, reportId)
  if (report.resolved_at !== null) return false
  await tx.db.updateTable('reports').set((e) => ({
    resolved_at: tx.now, resolved_by_account_id: by, assigned_account_id: e.fn.coalesce('assigned_account_id', e.val(by)),
  })).where('id', '=', reportId).execute()
  await logAct(tx, { by, action: 'report.resolve', targetId: report.target_account_id, reportId })
  return true
}

/** Opens a resolved report again. Idempotent. */
export async function reopenReport(tx: Tx, { by, reportId }: { by: number; reportId: number }): Promise<void> {
  const report = await holdReport(tx, reportId)
  if (report.resolved_at === null) return
  await tx.db.updateTable('reports').set({ resolved_at: null, resolved_by_account_id: null }).where('id', '=', reportId).execute()
  await logAct(tx, { by, action: 'report.reopen', targetId: report.target_account_id, reportId })
}
