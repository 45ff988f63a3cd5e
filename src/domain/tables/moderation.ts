// What those who look after the community see and do: reports, their notes, warnings, and the log of every act.
import type { Generated } from 'kysely'

export interface ModerationTables {
  reports: {
    id: number
    /** Who reports: a member, or the actor of another server. */
    account_id: number
    target_account_id: number
    category: string
    comment: Generated<string>
    /** Ids in JSON. */
    rule_ids: Generated<string>
    status_ids: Generated<string>
    collection_ids: Generated<string>
    /** The posts as they were, in JSON: see domain/moderation/snapshot.ts. */
    snapshot: Generated<string>
    forwarded: Generated<number>
    /** The network id of a report from another server. */
    uri: string | null
    assigned_account_id: number | null
    resolved_at: number | null
    resolved_by_account_id: number | null
    created_at: number
    updated_at: number
  }
  staff_notes: {
    id: number
    /** `report`, `account`. */
    subject: string
    subject_id: number
    account_id: number
    text: string
    created_at: number
  }
  /** What a member was told; Mastodon's account warnings. */
  strikes: {
    id: number
    account_id: number
    target_account_id: number
    report_id: number | null
    action: string
    text: string
    status_ids: Generated<string>
    /** Set when the act was taken back. */
    undone_at: number | null
    created_at: number
  }
  staff_log: {
    id: number
    /** Null: the operator, at the server itself. */
    account_id: number | null
    action: string
    /** The person, report or post it is about. */
    target_account_id: number | null
    report_id: number | null
    /** In JSON: what the act needs to be told and taken back. */
    details: Generated<string>
    created_at: number
    undone_at: number | null
    undone_by_account_id: number | null
  }
}
