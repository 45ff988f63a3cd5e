// What a member is told of an act of the community's about them. Who acted is not said.
import type { SeenStrike } from '#domain/reading/moderation.ts'
import { renderAccount, type Account, type AccountBundle } from './account.ts'
import { iso } from './at.ts'

export interface AccountWarning {
  id: string
  action: 'none' | 'disable' | 'mark_statuses_as_sensitive' | 'delete_statuses' | 'sensitive' | 'silence' | 'suspend'
  text: string
  /** Null when it is about no posts in particular. */
  status_ids: string[] | null
  target_account: Account
  appeal: null
  created_at: string
}

/** Null when whom it is about is not in the bundle. */
export function renderAccountWarning(row: SeenStrike, bundle: AccountBundle): AccountWarning | null {
  const target = renderAccount(row.target_account_id, bundle)
  if (!target) return null
  return {
    id: String(row.id), action: row.action as AccountWarning['action'], text: row.text, status_ids: row.status_ids === '[]' ? null : (JSON.parse(row.status_ids) as number[]).map(String),
    target_account: target, appeal: null, created_at: iso(row.created_at),
  }
}
