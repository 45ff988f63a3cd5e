// Reports and people as staff pages show them.
import { accountRow } from '#domain/accounts/queries.ts'
import type { Dossier } from '#domain/moderation/people.ts'
import { standingOf } from '#domain/moderation/people.ts'
import { reportNumbers, type Report } from '#domain/moderation/reports.ts'
import { strikesOf } from '#domain/moderation/strikes.ts'
import { missing } from '#domain/refusals.ts'
import type { PersonSummary, ToldReport } from '../../props/staff.ts'
import type { Visit } from '../visit.ts'
import { accountsOf, isoOf } from './staff-frame.ts'

/** Reports in words; another server is told by its name, whoever signed for it. */
export async function toldReports(visit: Visit, reports: readonly Report[]): Promise<ToldReport[]> {
  const accounts = await accountsOf(visit, reports.flatMap((one) => [one.account_id, one.target_account_id, one.assigned_account_id, one.resolved_by_account_id]))
  return reports.flatMap((report) => {
    const [target, reporter] = [accounts(report.target_account_id), accounts(report.account_id)]
    if (!target) return []
    const host = reporter?.acct.split('@')[1] ?? null
    return [{
      id: String(report.id), url: `/admin/reports/${report.id}`, target, reporter: host === null ? reporter : null, byServer: host, category: report.category,
      comment: report.comment, posts: report.statusIds.length, at: isoOf(report.created_at), assigned: accounts(report.assigned_account_id),
      resolved: report.resolved_at === null ? null : { by: accounts(report.resolved_by_account_id), at: isoOf(report.resolved_at) }, forwarded: report.forwarded === 1,
    }]
  })
}

interface Marks { sensitized_at: number | null; silenced_at: number | null; suspended_at: number | null }

/** Which states are on an account, by their names. */
export const statesOf = (account: Marks, disabledAt: number | null): string[] => [
  ...account.sensitized_at === null ? [] : ['sensitive'], ...account.silenced_at === null ? [] : ['limited'],
  ...disabledAt === null ? [] : ['frozen'], ...account.suspended_at === null ? [] : ['suspended'],
]

/** Who somebody is; the e-mail address only for who may manage users. */
export async function summaryOf(visit: Visit, { account, user }: Pick<Dossier, 'account' | 'user'>, { withEmail }: { withEmail: boolean }): Promise<PersonSummary> {
  const { db } = visit.ctx
  const [numbers, strikes, standing] = await Promise.all([reportNumbers(db, account.id), strikesOf(db, account.id), standingOf(db, [account.id])])
  const accounts = await accountsOf(visit, [account.id, ...strikes.map((one) => one.account_id)])
  const shown = accounts(account.id)
  const row = await accountRow(db, account.id)
  if (!shown || !row) throw missing()
  const mine = standing.get(account.id)
  return {
    // A suspended account is shown to the public without its name; to the staff it has one.
    account: { ...shown, display_name: row.display_name }, url: `/admin/accounts/${account.id}`, local: account.host === null,
    email: withEmail ? mine?.email ?? null : null, role: mine?.role ?? null, joinedAt: isoOf(account.created_at),
    lastSeenAt: mine?.lastSeenAt ? isoOf(mine.lastSeenAt) : null, states: statesOf(account, user?.disabled_at ?? null),
    reportsAbout: numbers.about, reportsBy: numbers.by,
    strikes: strikes.map((one) => ({
      action: one.action, text: one.text, at: isoOf(one.created_at), undoneAt: one.undone_at === null ? null : isoOf(one.undone_at), by: accounts(one.account_id),
    })),
  }
}
