// The community itself, and the work that runs behind it.
import type { Generated } from 'kysely'

export interface InstanceTables {
  settings: {
    name: string
    value: string
  }
  rules: {
    id: number
    text: string
    hint: Generated<string>
    position: number
    deleted_at: number | null
  }
  custom_emojis: {
    id: number
    shortcode: string
    host: string | null
    emoji_key: string
    file_key: string | null
    static_key: string | null
    remote_url: string | null
    uri: string | null
    category: string | null
    visible: Generated<number>
    disabled: Generated<number>
    updated_at: number
  }
  announcements: {
    id: number
    text: string
    /** HTML, made when it was written. */
    content: string
    /** Ids in JSON: whom it mentions and which posts it links. */
    mention_ids: Generated<string>
    status_ids: Generated<string>
    /** Names of hashtags in JSON, as typed. */
    tags: Generated<string>
    starts_at: number | null
    ends_at: number | null
    all_day: Generated<number>
    /** When it is to be published, until it is. */
    scheduled_at: number | null
    published_at: number | null
    created_at: number
    updated_at: number
  }
  announcement_reactions: {
    announcement_id: number
    /** An emoji character, or the shortcode of one of the community's own. */
    name: string
    account_id: number
    emoji_id: number | null
    id: number
  }
  announcement_reads: {
    announcement_id: number
    account_id: number
  }
  jobs: {
    id: number
    kind: string
    key: string | null
    payload: string
    priority: Generated<number>
    run_at: number
    attempts: Generated<number>
    claimed_until: number | null
    last_error: string | null
    dead_at: number | null
    created_at: number
  }
  schedules: {
    name: string
    last_run_at: number | null
    next_run_at: number
    last_error: string | null
    took_ms: number | null
  }
}
