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
