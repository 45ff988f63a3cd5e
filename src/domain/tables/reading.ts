// What a member reads: feeds, lists, notifications, conversations, and how far they have read.
import type { Generated } from 'kysely'

export interface ReadingTables {
  feed_entries: {
    feed_id: number
    status_id: number
    account_id: number
    reblog_of_id: number | null
  }
  feeds: {
    id: number
    account_id: number
    kind: string
    regenerating: Generated<number>
    active_at: number
  }
  lists: {
    id: number
    account_id: number
    title: string
    replies_policy: Generated<string>
    exclusive: Generated<number>
    created_at: number
  }
  list_accounts: {
    list_id: number
    account_id: number
    id: number
  }
  markers: {
    account_id: number
    timeline: string
    last_read_id: number
    version: number
    updated_at: number
  }
  notifications: {
    id: number
    account_id: number
    type: string
    from_account_id: number
    status_id: number | null
    /** The report or the strike it is about. */
    subject_id: number | null
    group_key: string
    dedupe_key: string | null
    filtered: Generated<number>
    created_at: number
  }
  notification_policies: {
    account_id: number
    for_not_following: Generated<string>
    for_not_followers: Generated<string>
    for_new_accounts: Generated<string>
    for_private_mentions: Generated<string>
    for_limited_accounts: Generated<string>
  }
  notification_permissions: {
    account_id: number
    from_account_id: number
    created_at: number
  }
  notification_requests: {
    id: number
    account_id: number
    from_account_id: number
    last_status_id: number | null
    notifications_count: Generated<number>
    dismissed_at: number | null
    created_at: number
    updated_at: number
  }
  conversations: {
    id: number
    account_id: number
    thread_id: number
    participants: string
    participants_key: string
    last_status_id: number | null
    unread: Generated<number>
    created_at: number
  }
  conversation_statuses: {
    conversation_id: number
    status_id: number
  }
  filters: {
    id: number
    account_id: number
    title: string
    /** Words in JSON. */
    context: string
    action: Generated<string>
    expires_at: number | null
    created_at: number
  }
  filter_keywords: {
    id: number
    filter_id: number
    keyword: string
    whole_word: Generated<number>
  }
  filter_statuses: {
    id: number
    filter_id: number
    status_id: number
  }
}
