// What members' devices asked to be told, and where.
import type { Generated } from 'kysely'

export interface PushTables {
  push_subscriptions: {
    id: number
    access_token_id: number
    user_id: number
    account_id: number
    endpoint: string
    /** The device's public key and shared secret, base64url. */
    key_p256dh: string
    key_auth: string
    /** 1: RFC 8291; 0: the draft that older devices read. */
    standard: Generated<number>
    /** JSON: the types of notification that are wanted. */
    alerts: Generated<string>
    policy: Generated<string>
    /** The token, sealed: apps with several accounts tell by it whom a message is for. */
    sealed_token: string
    created_at: number
    updated_at: number
  }
}
