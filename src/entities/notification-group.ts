// Notifications grouped by what they are about: the accounts and statuses once each, the groups by reference.
import { renderAccount, type Account } from './account.ts'
import { iso, type At } from './at.ts'
import type { NotificationType } from './notification.ts'
import type { AccountWarning } from './account-warning.ts'
import { loadSubjects, renderSubject } from './notification-subject.ts'
import type { Report } from './report.ts'
import { loadVisibleStatuses } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

/** A group as the domain's query finds it. */
export interface GroupedRow {
  groupKey: string
  type: string
  notificationsCount: number
  mostRecentId: number
  /** The oldest and newest notification of the group on this page, and when the newest came (epoch ms). */
  pageMinId?: number
  pageMaxId?: number
  latestAt?: number
  /** Newest first. */
  sampleAccountIds: readonly number[]
  statusId: number | null
}

export interface NotificationGroup {
  group_key: string
  notifications_count: number
  type: NotificationType
  most_recent_notification_id: string
  page_min_id?: string
  page_max_id?: string
  latest_page_notification_at?: string
  sample_account_ids: string[]
  status_id?: string
  report?: Report
  moderation_warning?: AccountWarning
}

export type PartialAccount = Pick<Account, 'id' | 'acct' | 'url' | 'avatar' | 'avatar_static' | 'avatar_description' | 'locked' | 'bot'>

export interface GroupedNotifications {
  accounts: Account[]
  partial_accounts?: PartialAccount[]
  statuses: Status[]
  notification_groups: NotificationGroup[]
}

const renderGroup = (row: GroupedRow): NotificationGroup => ({
  group_key: row.groupKey,
  notifications_count: row.notificationsCount,
  type: row.type as NotificationType,
  most_recent_notification_id: String(row.mostRecentId),
  ...(row.pageMinId === undefined ? {} : { page_min_id: String(row.pageMinId) }),
  ...(row.pageMaxId === undefined ? {} : { page_max_id: String(row.pageMaxId) }),
  ...(row.latestAt === undefined ? {} : { latest_page_notification_at: iso(row.latestAt) }),
  sample_account_ids: row.sampleAccountIds.map(String),
  ...(row.statusId === null ? {} : { status_id: String(row.statusId) }),
})

const partOf = ({ id, acct, url, avatar, avatar_static, avatar_description, locked, bot }: Account): PartialAccount =>
  ({ id, acct, url, avatar, avatar_static, avatar_description, locked, bot })

/**
 * Groups of `viewer` with everything they refer to; a group whose status is gone is left out. With `partial`, only the
 * newest account of each group is given in full and the others as avatars.
 */
export async function showNotificationGroups(
  at: At, viewer: number, rows: readonly GroupedRow[], { partial = false } = {},
): Promise<GroupedNotifications> {
  const told = rows.map((row) => ({ id: row.mostRecentId, type: row.type }))
  const subjects = await loadSubjects(at, told)
  const people = [...new Set(rows.flatMap((row) => row.sampleAccountIds))]
  const bundle = await loadVisibleStatuses(at, viewer, [...new Set(rows.flatMap((row) => row.statusId ?? []))], [...people, ...subjects.accountIds])
  const shown = rows.filter((row) => row.statusId === null || renderStatus(row.statusId, bundle) !== null)
  const statuses = [...new Set(shown.flatMap((row) => row.statusId ?? []))].flatMap((id) => renderStatus(id, bundle) ?? [])
  const full = [...new Set(shown.flatMap((row) => partial ? row.sampleAccountIds.slice(0, 1) : row.sampleAccountIds))]
  const rest = partial ? [...new Set(shown.flatMap((row) => row.sampleAccountIds))].filter((id) => !full.includes(id)) : []
  return {
    accounts: full.flatMap((id) => renderAccount(id, bundle) ?? []),
    ...(partial ? { partial_accounts: rest.flatMap((id) => renderAccount(id, bundle) ?? []).map(partOf) } : {}),
    statuses,
    notification_groups: shown.flatMap((row) => {
      const subject = renderSubject({ id: row.mostRecentId, type: row.type }, subjects, bundle)
      return subject ? [{ ...renderGroup(row), ...subject }] : []
    }),
  }
}
