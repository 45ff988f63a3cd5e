// A report as apps see it, to the member who filed it and, in a notification, to the staff.
import { seenReports, type SeenReport } from '#domain/reading/moderation.ts'
import { renderAccount, type Account, type AccountBundle } from './account.ts'
import { iso, isoOrNull, type At } from './at.ts'
import { loadAccounts } from './load-accounts.ts'

export interface Report {
  id: string
  action_taken: boolean
  action_taken_at: string | null
  category: 'spam' | 'legal' | 'violation' | 'other'
  comment: string
  forwarded: boolean
  created_at: string
  status_ids: string[]
  collection_ids: string[]
  /** Null when none is named. */
  rule_ids: string[] | null
  target_account: Account
}

const idsIn = (json: string): string[] => (JSON.parse(json) as number[]).map(String)
const idsOrNull = (json: string): string[] | null => json === '[]' ? null : idsIn(json)

/** Null when whom it is about is not in the bundle. */
export function renderReport(row: SeenReport, bundle: AccountBundle): Report | null {
  const target = renderAccount(row.target_account_id, bundle)
  if (!target) return null
  return {
    id: String(row.id), action_taken: row.resolved_at !== null, action_taken_at: isoOrNull(row.resolved_at), category: row.category as Report['category'],
    comment: row.comment, forwarded: row.forwarded === 1, created_at: iso(row.created_at), status_ids: idsIn(row.status_ids),
    collection_ids: idsIn(row.collection_ids), rule_ids: idsOrNull(row.rule_ids), target_account: target,
  }
}

/** One report, or null. */
export async function showReport(at: At, id: number): Promise<Report | null> {
  const [row] = await seenReports(at.db, { ids: [id] })
  return row ? renderReport(row, await loadAccounts(at, [row.target_account_id])) : null
}
