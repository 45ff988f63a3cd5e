// What the entities need of requests: one statement, however many there are.
import { prepared } from '#machinery/db/prepared.ts'

export interface SeenNotificationRequest {
  id: number
  account_id: number
  from_account_id: number
  last_status_id: number | null
  notifications_count: number
  created_at: number
  updated_at: number
}

/** Requests by their ids; in no order. */
export const seenNotificationRequests = prepared<SeenNotificationRequest, Readonly<{ ids: readonly number[] }> & Readonly<Record<string, readonly number[]>>>(`
  select id, account_id, from_account_id, last_status_id, notifications_count, created_at, updated_at from notification_requests where id in (:ids)`)
