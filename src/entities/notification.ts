// Notifications, one by one.
import { seenNotifications, type SeenNotification } from '#domain/reading/notifications.ts'
import { renderAccount, type Account } from './account.ts'
import { iso, type At } from './at.ts'
import { loadVisibleStatuses, type StatusBundle } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

export type NotificationType = 'mention' | 'status' | 'reblog' | 'follow' | 'follow_request' | 'favourite' | 'poll' | 'update'
  | 'admin.sign_up' | 'admin.report' | 'severed_relationships' | 'moderation_warning' | 'quote' | 'quoted_update'

export interface Notification {
  id: string
  type: NotificationType
  group_key: string
  created_at: string
  account: Account
  status?: Status
}

/** One notification; null when who or what it is about is gone. */
export function renderNotification(row: SeenNotification, bundle: StatusBundle): Notification | null {
  const account = renderAccount(row.from_account_id, bundle)
  if (!account) return null
  const notification: Notification = {
    id: String(row.id),
    type: row.type as NotificationType,
    group_key: row.group_key || `ungrouped-${row.id}`,
    created_at: iso(row.created_at),
    account,
  }
  if (row.status_id === null) return notification
  const status = renderStatus(row.status_id, bundle)
  return status ? { ...notification, status } : null
}

/** Notifications of `viewer` in the order of `ids`. The ids must be the viewer's own. */
export async function showNotifications(at: At, viewer: number, ids: readonly number[]): Promise<Notification[]> {
  if (ids.length === 0) return []
  const rows = new Map((await seenNotifications(at.db, { ids })).map((row) => [row.id, row]))
  const all = [...rows.values()]
  const bundle = await loadVisibleStatuses(at, viewer, [...new Set(all.flatMap((row) => row.status_id ?? []))], all.map((row) => row.from_account_id))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? renderNotification(row, bundle) ?? [] : []
  })
}
