// Posts, and what people did with them.
import type { Generated } from 'kysely'

export interface StatusesTables {
  statuses: {
    id: number
    account_id: number
    uri: string | null
    url: string | null
    text: string | null
    content: string
    spoiler_text: Generated<string>
    sensitive: Generated<number>
    visibility: string
    language: string | null
    local: number
    in_reply_to_id: number | null
    in_reply_to_account_id: number | null
    in_reply_to_uri: string | null
    reblog_of_id: number | null
    thread_id: number | null
    poll_id: number | null
    app_id: number | null
    /** The page it links to first: see domain/cards. */
    card_id: number | null
    media_ids: Generated<string>
    replies_count: Generated<number>
    reblogs_count: Generated<number>
    favourites_count: Generated<number>
    quotes_count: Generated<number>
    created_at: number
    edited_at: number | null
    fetched_replies_at: number | null
    /** Its row among the quotes. */
    quote_id: number | null
    /** Who may quote it: see domain/statuses/quote-policy.ts. */
    quote_policy: Generated<number>
  }
  quotes: {
    id: number
    status_id: number
    account_id: number
    /** Null when it is not (or no longer) known here. */
    quoted_status_id: number | null
    quoted_account_id: number | null
    /** The network id of what is quoted, where it is not known here. */
    quoted_uri: string | null
    state: string
    /** It was sent in words that know of no consent. */
    legacy: Generated<number>
    /** The network id under which consent was asked for. */
    activity_uri: string | null
    /** Where another server says that it consents. */
    approval_uri: string | null
    created_at: number
    updated_at: number
  }
  collections: {
    id: number
    account_id: number
    name: string
    description: string
    language: string | null
    tag_id: number | null
    sensitive: Generated<number>
    discoverable: Generated<number>
    /** The network id of one of another server; its page. */
    uri: Generated<string | null>
    url: Generated<string | null>
    created_at: number
    updated_at: number
  }
  collection_items: {
    id: number
    collection_id: number
    account_id: number
    /** `pending` while they are asked, `accepted`, `rejected`, or `revoked` by the person for good. */
    state: string
    /** The network id of an item of another server's collection. */
    uri: Generated<string | null>
    /** The network id under which consent was asked for. */
    activity_uri: Generated<string | null>
    /** Where another server says that its person consents. */
    approval_uri: Generated<string | null>
    created_at: number
  }
  status_edits: {
    id: number
    status_id: number
    account_id: number
    text: string | null
    content: string
    spoiler_text: string
    sensitive: number
    media: Generated<string>
    poll_options: string | null
    /** Its quote's row, if it quoted. */
    quote_id: Generated<number | null>
    created_at: number
  }
  mentions: {
    status_id: number
    account_id: number
    silent: Generated<number>
  }
  tags: {
    id: number
    name: string
    display_name: string
    created_at: number
    last_status_at: number | null
  }
  status_tags: {
    tag_id: number
    status_id: number
  }
  tag_days: {
    tag_id: number
    day: number
    account_id: number
    uses: number
  }
  followed_tags: {
    account_id: number
    tag_id: number
    id: number
    created_at: number
  }
  featured_tags: {
    id: number
    account_id: number
    tag_id: number
    name: string
    statuses_count: Generated<number>
    last_status_at: number | null
    created_at: number
  }
  media_attachments: {
    id: number
    account_id: number
    status_id: number | null
    scheduled_status_id: number | null
    type: string
    state: string
    content_type: string | null
    file_key: string | null
    preview_key: string | null
    remote_url: string | null
    description: string | null
    focus_x: number | null
    focus_y: number | null
    blurhash: string | null
    meta: Generated<string>
    file_size: Generated<number>
    cached_at: number | null
    created_at: number
  }
  polls: {
    id: number
    status_id: number
    account_id: number
    options: string
    counts: string
    multiple: Generated<number>
    hide_totals: Generated<number>
    votes_count: Generated<number>
    voters_count: number | null
    expires_at: number | null
    closed_at: number | null
    fetched_at: number | null
    created_at: number
  }
  poll_votes: {
    poll_id: number
    account_id: number
    choice: number
    id: number
    uri: string | null
  }
  favourites: {
    id: number
    account_id: number
    status_id: number
    uri: string | null
    created_at: number
  }
  bookmarks: {
    id: number
    account_id: number
    status_id: number
    created_at: number
  }
  pins: {
    id: number
    account_id: number
    status_id: number
    created_at: number
  }
  threads: {
    id: number
    uri: string | null
    created_at: number
  }
  thread_mutes: {
    account_id: number
    thread_id: number
  }
  idempotency_keys: {
    account_id: number
    key: string
    result_id: number
    kind: string
    created_at: number
  }
  scheduled_statuses: {
    id: number
    account_id: number
    params: string
    app_id: number | null
    scheduled_at: number
    /** Why it could not be posted when it was due; it waits for its author since. */
    failure: string | null
    created_at: number
  }
  annual_reports: {
    account_id: number
    year: number
    /** JSON, as `AnnualReport.data`. */
    data: string
    viewed_at: number | null
    created_at: number
  }
  /** See domain/old-posts. */
  old_posts_policies: {
    account_id: number
    enabled: number
    min_age_days: number
    /** JSON: kinds of posts that stay. */
    keep: string
    min_favourites: number | null
    min_reblogs: number | null
    /** Its posts were looked at up to this one, in a round that began at `inspecting_since`. */
    inspected_id: number
    inspecting_since: number
    looked_at: number
    updated_at: number
  }
  /** Reports that are being made. */
  annual_report_requests: {
    account_id: number
    year: number
    created_at: number
  }
  /** What a service has translated, by the language it was translated to. */
  translations: {
    status_id: number
    language: string
    source_hash: string
    body: string
    created_at: number
  }
  /** See domain/statuses/refreshes.ts. */
  async_refreshes: {
    key: string
    started_at: number
    ended_at: number | null
    result_count: number
  }
  status_tokens: {
    token: string
    status_id: number
  }
}
