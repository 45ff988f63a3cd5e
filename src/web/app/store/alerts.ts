// Alerts as the reader sees them: the API's groups, joined once more where a post was both favourited and boosted. Pure,
// so that every way in which they can meet is tested.

/** https://docs.joinmastodon.org/entities/GroupedNotificationsResults/#NotificationGroup */
export interface AlertGroup {
  group_key: string
  notifications_count: number
  type: string
  most_recent_notification_id: string
  latest_page_notification_at?: string
  sample_account_ids: string[]
  status_id?: string
  report?: { id: string; target_account?: { acct: string } }
  moderation_warning?: { id: string; text?: string }
}

export interface Alert {
  /** Of the group, or of the newest of those that were joined. */
  key: string
  keys: readonly string[]
  types: readonly string[]
  count: number
  /** Id of the newest notification. */
  newest: string
  at: string | null
  /** Newest first; not all of them, if they are many. */
  people: readonly string[]
  status: string | null
  report?: AlertGroup['report']
  warning?: AlertGroup['moderation_warning']
}

/** Whether the id `one` came after `two`; ids are numbers too long for numbers. */
export const isNewer = (one: string, two: string): boolean => one.length === two.length ? one > two : one.length > two.length

/** A group of the API as an alert. */
export const alertOf = (group: AlertGroup): Alert => ({
  key: group.group_key, keys: [group.group_key], types: [group.type], count: group.notifications_count, newest: group.most_recent_notification_id,
  at: group.latest_page_notification_at ?? null, people: group.sample_account_ids, status: group.status_id ?? null,
  ...group.report ? { report: group.report } : {}, ...group.moderation_warning ? { warning: group.moderation_warning } : {},
})

const united = (one: readonly string[], two: readonly string[]): string[] => [...new Set([...one, ...two])]

/** A new notification, or the whole group as it is now, upon the group: one more, and it leads. Somebody who is there already is not counted twice. */
export function ontoGroup(row: Alert, before: Alert): Alert {
  if (!isNewer(row.newest, before.newest)) return before
  const people = united(row.people, before.people)
  return { ...before, ...row, count: Math.max(row.count, before.count + people.length - before.people.length), people }
}

const JOINED: ReadonlySet<string> = new Set(['favourite', 'reblog'])
const DAY_MS = 86_400_000

const joins = (one: Alert, two: Alert): boolean =>
  one.status !== null && one.status === two.status && [...one.types, ...two.types].every((type) => JOINED.has(type)) &&
  Math.abs(Date.parse(one.at ?? '') - Date.parse(two.at ?? '')) < DAY_MS

/** Favourites and boosts of one post within a day are one alert, where the newer of them stands. */
export function joinAlerts(rows: readonly Alert[]): Alert[] {
  const shown: Alert[] = []
  for (const row of rows) {
    const at = shown.findIndex((one) => joins(one, row))
    const one = shown[at]
    if (!one) {
      shown.push(row)
      continue
    }
    const people = united(one.people, row.people)
    // Who did both is one person; among those not named it cannot be known.
    const twice = one.people.length + row.people.length - people.length
    shown[at] = { ...one, keys: [...one.keys, ...row.keys], types: united(one.types, row.types), count: one.count + row.count - twice, people }
  }
  return shown
}
