// Tells those who decide that somebody waits.
import type { Reader, Tx } from '../context.ts'
import { effectivePermissions, may } from '../access/roles.ts'
import { requestMail } from '../access/mail-requests.ts'
import { requireUser } from '../access/users.ts'

/** The users whose role lets them decide about applications. */
async function reviewers(db: Reader): Promise<number[]> {
  const rows = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').select(['u.id', 'r.permissions'])
    .where('u.confirmed_at', 'is not', null).where('u.approved_at', 'is not', null).where('u.disabled_at', 'is', null).orderBy('u.id').limit(20).execute()
  return rows.filter((row) => may(effectivePermissions(row.permissions, 0), 'manageUsers')).map((row) => row.id)
}

/** Mails the reviewers about an applicant whose address is confirmed; before that they have nothing to decide. */
export async function tellReviewers(tx: Tx, applicantId: number): Promise<void> {
  const applicant = await requireUser(tx.db, applicantId)
  if (applicant.confirmed_at === null || applicant.approved_at !== null) return
  for (const userId of await reviewers(tx.db)) await requestMail(tx, { template: 'new-application', userId, applicantId })
}
