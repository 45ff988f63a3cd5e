// Reactions that tell people of moderation: the staff of a report, a member of what was decided about them.
import type { Reader, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { effectivePermissions, may } from '#domain/access/roles.ts'
import { notify } from '#domain/notifications/notify.ts'
import { hasOpenSibling, requireReport } from './reports.ts'

/** The accounts of members who may look after reports. */
async function readersOfReports(db: Reader): Promise<number[]> {
  const rows = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').select(['u.account_id', 'r.permissions'])
    .where('u.disabled_at', 'is', null).where('u.confirmed_at', 'is not', null).where('u.approved_at', 'is not', null).execute()
  return rows.filter((row) => may(effectivePermissions(row.permissions, 0), 'manageReports')).map((row) => row.account_id)
}

/** A report: those who may look after it hear of it, unless one about the same person waits already. */
export async function tellOfReport(tx: Tx, { reportId, accountId }: Events['report.filed']): Promise<void> {
  if (await hasOpenSibling(tx.db, await requireReport(tx.db, reportId))) return
  await notify(tx, { type: 'admin.report', recipients: await readersOfReports(tx.db), from: accountId, statusId: null, about: reportId, subjectId: reportId })
}

/** A strike: the member hears of it from the server, in nobody's name. */
export async function tellOfStrike(tx: Tx, { strikeId, accountId }: Events['strike.given']): Promise<void> {
  await notify(tx, { type: 'moderation_warning', recipients: [accountId], from: accountId, statusId: null, about: strikeId, subjectId: strikeId })
}
