// Notifications, one by one.
import { seenNotifications, type SeenNotification } from '#domain/reading/notifications.ts'
import { renderAccount, type Account } from './account.ts'
import { iso, type At } from './at.ts'
import { loadSubjects, renderSubject, type Subjects } from './notification-subject.ts'
import type { Collection } from './collection.ts'
import type { AccountWarning } from './account-warning.ts'
import type { Report } from './report.ts'
import { loadVisibleStatuses, type StatusBundle } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

export type NotificationType = 'mention' | 'status' | 'reblog' | 'follow' | 'follow_request' | 'favourite' | 'poll' | 'update'
  | 'admin.sign_up' | 'admin.report' | 'severed_relationships' | 'moderation_warning' | 'quote' | 'quoted_update' | 'added_to_collection' | 'collection_update'

export interface Notification {
  id: string
  type: NotificationType
  group_key: string
  created_at: string
  account: Account
  status?: Status
  report?: Report
  moderation_warning?: AccountWarning
  collection?: Collection
}

/** One notification; null when who or what it is about is gone. */
export function renderNotification(row: SeenNotification, bundle: StatusBundle, subjects: Subjects): Notification | null {
  const account = renderAccount(row.from_account_id, bundle)
  const subject = renderSubject(row, subjects, bundle)
  if (!account || !subject) return null
  const notification: Notification = {
    id: String(row.id),
    type: row.type as NotificationType,
    group_key: row.group_key || `ungrouped-${row.id}`,
    created_at: iso(row.created_at),
    account,
    ...subject,
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
  const subjects = await loadSubjects(at, all)
  const bundle = await loadVisibleStatuses(at, viewer, [...new Set(all.flatMap((row) => row.status_id ?? []))], [...all.map((row) => row.from_account_id), ...subjects.accountIds])
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? renderNotification(row, bundle, subjects) ?? [] : []
  })
}
