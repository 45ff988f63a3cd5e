// People, ours and others', and what stands between two of them.
import type { Generated } from 'kysely'

export interface AccountsTables {
  accounts: {
    id: number
    username: string
    host: string | null
    acct_key: string
    display_name: Generated<string>
    note: Generated<string>
    note_source: Generated<string>
    fields: Generated<string>
    actor_type: Generated<string>
    locked: Generated<number>
    discoverable: number | null
    indexable: Generated<number>
    hide_collections: number | null
    memorial: Generated<number>
    avatar_key: string | null
    avatar_static_key: string | null
    avatar_remote_url: string | null
    avatar_description: Generated<string>
    header_key: string | null
    header_static_key: string | null
    header_remote_url: string | null
    header_description: Generated<string>
    uri: string | null
    url: string | null
    inbox_url: string | null
    shared_inbox_url: string | null
    outbox_url: string | null
    followers_url: string | null
    following_url: string | null
    featured_url: string | null
    featured_tags_url: string | null
    /** Where another server lists the collections; who may put the account into collections, by `packPolicy`, null if it does not say. */
    collections_url: Generated<string | null>
    feature_policy: Generated<number | null>
    also_known_as: Generated<string>
    moved_to_account_id: number | null
    show_media: Generated<number>
    show_media_replies: Generated<number>
    show_featured: Generated<number>
    attribution_domains: Generated<string>
    statuses_count: Generated<number>
    followers_count: Generated<number>
    following_count: Generated<number>
    last_status_at: number | null
    suspended_at: number | null
    /** 1 where its own server suspended it, and may end that. */
    suspended_elsewhere: Generated<number>
    silenced_at: number | null
    sensitized_at: number | null
    deleted_at: number | null
    fetched_at: number | null
    /** Of which moment its server told the profile, where it says so: what is older changes nothing. */
    told_at: number | null
    backfilled_at: number | null
    /** 1 while its user is not both confirmed and approved: nobody sees the account. */
    pending: Generated<number>
    created_at: number
    updated_at: number
  }
  account_keys: {
    id: number
    account_id: number
    uri: string | null
    algorithm: string
    public_key: string
    private_key: string | null
    fetched_at: number | null
    created_at: number
  }
  follows: {
    id: number
    account_id: number
    target_account_id: number
    show_reblogs: Generated<number>
    notify: Generated<number>
    languages: string | null
    uri: string | null
    created_at: number
  }
  follow_requests: {
    id: number
    account_id: number
    target_account_id: number
    show_reblogs: Generated<number>
    notify: Generated<number>
    languages: string | null
    uri: string | null
    /** Whom the follow takes the place of once it is granted: the same person, before they moved. */
    replaces_account_id: Generated<number | null>
    created_at: number
  }
  blocks: {
    id: number
    account_id: number
    target_account_id: number
    uri: string | null
    created_at: number
  }
  mutes: {
    id: number
    account_id: number
    target_account_id: number
    hide_notifications: Generated<number>
    expires_at: number | null
    created_at: number
  }
  account_domain_blocks: {
    id: number
    account_id: number
    host: string
    created_at: number
  }
  account_notes: {
    account_id: number
    target_account_id: number
    comment: string
  }
  endorsements: {
    account_id: number
    target_account_id: number
    id: number
    created_at: number
  }
  dismissed_suggestions: {
    account_id: number
    target_account_id: number
    created_at: number
  }
  /** Who told their followers to go where, and when; `followers_count` is how many there were. */
  account_moves: {
    id: number
    account_id: number
    target_account_id: number
    followers_count: number
    created_at: number
  }
  account_tokens: {
    token: string
    account_id: number
  }
}
