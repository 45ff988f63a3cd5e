// Which group a notification belongs to: what it is about and the hour it came in; a group goes on for twelve hours.
import type { Reader } from '#domain/context.ts'
import { GROUPED_TYPES, type NotificationType } from './types.ts'

const HOUR_MS = 3_600_000
const SPAN_HOURS = 12

/** The key of a notification that stands alone. */
export const aloneKey = (notificationId: number): string => `ungrouped-${notificationId}`

/** Whether notifications of this type share groups. */
export const isGrouped = (type: string): boolean => (GROUPED_TYPES as readonly string[]).includes(type)

/** The key of the group that a new notification joins or begins, at `now` (epoch ms). */
export async function groupKeyFor(db: Reader, accountId: number, type: NotificationType, statusId: number | null, now: number): Promise<string> {
  const prefix = type === 'follow' ? 'follow' : `${type}-${statusId}`
  const hour = Math.floor(now / HOUR_MS)
  const candidates = Array.from({ length: SPAN_HOURS }, (_, back) => `${prefix}-${hour - back}`)
  const current = await db.selectFrom('notifications').select('group_key').where('account_id', '=', accountId)
    .where('group_key', 'in', candidates).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return current?.group_key ?? `${prefix}-${hour}`
}
