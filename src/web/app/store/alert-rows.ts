// The member's alerts as lists, how far they were read, and what a new notification does to them.
import { signal } from '@preact/signals'
import type { Account, Status } from '../../props/entities.ts'
import { get, post } from '../api.ts'
import { setUnread } from '../unread.ts'
import { loadRelationships, rememberAccount } from './accounts.ts'
import { type Alert, type AlertGroup, alertOf, isNewer, joinAlerts, ontoGroup } from './alerts.ts'
import { type Rows, rowsOf } from './rows.ts'
import { rememberStatus, rememberStatuses } from './statuses.ts'

export type AlertsShown = 'all' | 'mentions'

const MENTIONS: readonly string[] = ['mention', 'quote']

interface Groups { accounts: Account[]; statuses: Status[]; notification_groups: AlertGroup[] }

/** Whoever follows or asks to can be answered in the alert. */
function askHowTheyStand(groups: readonly Pick<AlertGroup, 'type' | 'sample_account_ids'>[]): void {
  const ids = groups.flatMap(({ type, sample_account_ids: [id] }) => id !== undefined && (type === 'follow' || type === 'follow_request') ? [id] : [])
  if (ids.length) void loadRelationships(ids).catch(() => {})
}

function read(body: unknown): Alert[] {
  const { accounts, statuses, notification_groups: groups } = body as Groups
  accounts.forEach(rememberAccount)
  rememberStatuses(statuses)
  askHowTheyStand(groups)
  return groups.map(alertOf)
}

/** All alerts, or those that name the member. */
export const alertRows = (shown: AlertsShown): Rows<Alert> => rowsOf({
  key: `alerts:${shown}`, path: '/api/v2/notifications', query: shown === 'mentions' ? { types: [...MENTIONS] } : {},
  idOf: (alert) => alert.key, read, join: joinAlerts, onto: ontoGroup, kept: true,
})

/** https://docs.joinmastodon.org/entities/Notification/ */
export interface Notification extends Pick<AlertGroup, 'type' | 'group_key' | 'report' | 'moderation_warning'> {
  id: string
  created_at: string
  account: Account
  status?: Status
}

/** A notification has come: into every list that it belongs to. `atTop`: the reader looks at the top of them. */
export function notified({ id, created_at, account, status, ...rest }: Notification, atTop: boolean): void {
  rememberAccount(account)
  if (status) rememberStatus(status)
  askHowTheyStand([{ type: rest.type, sample_account_ids: [account.id] }])
  const alert = alertOf({
    ...rest, notifications_count: 1, most_recent_notification_id: id, latest_page_notification_at: created_at, sample_account_ids: [account.id], ...status ? { status_id: status.id } : {},
  })
  alertRows('all').arrived(alert, atTop)
  if (MENTIONS.includes(rest.type)) alertRows('mentions').arrived(alert, atTop)
}

/** Up to where alerts were read when the member came to look: what is newer is marked as new for as long as they stay. */
export const readBefore = signal('0')
let readNow = '0'

/** Asks how far was read, on any device; what was new at the last look is not any more. */
export async function loadReadMark(): Promise<void> {
  const { notifications } = await get<{ notifications?: { last_read_id: string } }>('/api/v1/markers', { timeline: ['notifications'] })
  if (notifications && isNewer(notifications.last_read_id, readNow)) readNow = notifications.last_read_id
  readBefore.value = readNow
}

/** Says that everything up to `newest` was seen. */
export async function markRead(newest: string): Promise<void> {
  setUnread('alerts', 0)
  if (!isNewer(newest, readNow)) return
  readNow = newest
  await post('/api/v1/markers', { notifications: { last_read_id: newest } }).catch(() => {})
}
