// Other servers: what is known of them, what was sent and what came.
import type { Generated } from 'kysely'

export interface PeersTables {
  hosts: {
    host: string
    software: string | null
    version: string | null
    first_seen_at: number
    last_seen_at: number | null
    last_success_at: number | null
    failing_since: number | null
    failures: Generated<number>
    next_attempt_at: number | null
    last_error: string | null
    signature_scheme: string | null
    nodeinfo_at: number | null
  }
  inboxes_gone: {
    inbox_url: string
    at: number
  }
  outgoing: {
    id: number
    account_id: number
    object_key: string
    body: string
    /** JSON: who else it goes to, while that is still being written out; null once every delivery has its row. */
    spread: string | null
    created_at: number
  }
  deliveries: {
    id: number
    outgoing_id: number
    account_id: number
    host: string
    inbox_url: string
    object_key: string
    attempts: Generated<number>
    next_at: number
    claimed_until: number | null
    last_error: string | null
    dead_at: number | null
    created_at: number
  }
  seen_activities: {
    uri: string
    at: number
  }
  tombstones: {
    uri: string
    at: number
  }
}
