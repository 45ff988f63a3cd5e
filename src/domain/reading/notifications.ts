// What the entities need of notifications and conversations: one statement each, however many there are.
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface SeenNotification {
  id: number
  type: string
  from_account_id: number
  status_id: number | null
  group_key: string
  created_at: number
}

/** Notifications by their ids; in no order. */
export const seenNotifications = prepared<SeenNotification, Ids>(`
  select id, type, from_account_id, status_id, group_key, created_at from notifications where id in (:ids)`)

export interface SeenConversation {
  id: number
  account_id: number
  participants: string
  last_status_id: number | null
  unread: number
}

/** Conversations by their ids; in no order. */
export const seenConversations = prepared<SeenConversation, Ids>(`
  select id, account_id, participants, last_status_id, unread from conversations where id in (:ids)`)
