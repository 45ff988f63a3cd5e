// Somebody whose notifications a member's policy keeps aside, and the policy itself.
import type { PolicyState } from '#domain/notifications/policy.ts'
import { seenNotificationRequests } from '#domain/reading/notification-requests.ts'
import { renderAccount, type Account } from './account.ts'
import { iso, type At } from './at.ts'
import { loadVisibleStatuses } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

export interface NotificationRequest {
  id: string
  created_at: string
  updated_at: string
  /** At most a hundred are counted. */
  notifications_count: string
  account: Account
  last_status?: Status
}

/** Requests in the order of `ids`; those that are not the viewer's own, or whose account is gone, are left out. */
export async function showNotificationRequests(at: At, viewer: number, ids: readonly number[]): Promise<NotificationRequest[]> {
  if (ids.length === 0) return []
  const rows = new Map((await seenNotificationRequests(at.db, { ids })).filter((row) => row.account_id === viewer).map((row) => [row.id, row]))
  const all = [...rows.values()]
  const bundle = await loadVisibleStatuses(at, viewer, all.flatMap((row) => row.last_status_id ?? []), all.map((row) => row.from_account_id))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    const account = row && renderAccount(row.from_account_id, bundle)
    if (!row || !account) return []
    const status = row.last_status_id === null ? null : renderStatus(row.last_status_id, bundle)
    return [{
      id: String(row.id), created_at: iso(row.created_at), updated_at: iso(row.updated_at), notifications_count: String(row.notifications_count),
      account, ...(status ? { last_status: status } : {}),
    }]
  })
}

/** A member's policy with what waits for a decision. */
export const showNotificationPolicy = ({ pendingRequests, pendingNotifications, ...policy }: PolicyState) => ({
  for_not_following: policy.for_not_following,
  for_not_followers: policy.for_not_followers,
  for_new_accounts: policy.for_new_accounts,
  for_private_mentions: policy.for_private_mentions,
  for_limited_accounts: policy.for_limited_accounts,
  summary: { pending_requests_count: pendingRequests, pending_notifications_count: pendingNotifications },
})

/** The policy in the form of before 4.3: kept aside or not. */
export const showNotificationPolicyV1 = ({ pendingRequests, pendingNotifications, ...policy }: PolicyState) => ({
  filter_not_following: policy.for_not_following !== 'accept',
  filter_not_followers: policy.for_not_followers !== 'accept',
  filter_new_accounts: policy.for_new_accounts !== 'accept',
  filter_private_mentions: policy.for_private_mentions !== 'accept',
  summary: { pending_requests_count: pendingRequests, pending_notifications_count: pendingNotifications },
})
