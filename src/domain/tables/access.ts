// Who may come in: members, their applications, sessions, apps and tokens.
import type { Generated } from 'kysely'

export interface AccessTables {
  roles: {
    id: number
    name: string
    color: Generated<string>
    position: number
    permissions: number
    highlighted: Generated<number>
  }
  users: {
    id: number
    account_id: number
    email: string
    email_key: string
    password_hash: string | null
    role_id: number | null
    locale: string | null
    time_zone: string | null
    settings: Generated<string>
    confirmed_at: number | null
    approved_at: number | null
    disabled_at: number | null
    created_at: number
    sign_up_ip: string | null
    last_seen_at: number | null
    invite_id: number | null
    created_by_app_id: number | null
    birth_date: string | null
  }
  user_codes: {
    hash: string
    user_id: number
    purpose: string
    data: string | null
    created_at: number
    expires_at: number
  }
  applications: {
    user_id: number
    state: string
    reason: string | null
    status_hash: string | null
    decided_by_account_id: number | null
    decided_at: number | null
    message: string | null
    created_at: number
  }
  questions: {
    id: number
    text: string
    hint: Generated<string>
    required: Generated<number>
    position: number
    archived_at: number | null
  }
  answers: {
    user_id: number
    question_id: number
    text: string
  }
  invites: {
    id: number
    code: string
    account_id: number
    max_uses: number | null
    uses: Generated<number>
    expires_at: number | null
    autofollow: Generated<number>
    comment: Generated<string>
    created_at: number
  }
  sessions: {
    id: number
    user_id: number
    token_hash: string
    ip: string | null
    user_agent: string | null
    created_at: number
    last_seen_at: number
    expires_at: number
    token_id: number | null
  }
  oauth_apps: {
    id: number
    name: string
    website: string | null
    client_id: string
    client_secret: string
    redirect_uris: string
    scopes: string
    created_at: number
  }
  access_grants: {
    code_hash: string
    app_id: number
    user_id: number
    redirect_uri: string
    scopes: string
    code_challenge: string | null
    code_challenge_method: string | null
    created_at: number
    expires_at: number
    used_token_id: number | null
  }
  access_tokens: {
    id: number
    token_hash: string
    app_id: number
    user_id: number | null
    scopes: string
    created_at: number
    last_used_at: number | null
    revoked_at: number | null
  }
  throttles: {
    name: string
    hits: number
    resets_at: number
  }
  authenticators: {
    user_id: number
    secret: string
    last_step: number
    created_at: number
  }
  recovery_codes: {
    hash: string
    user_id: number
  }
  passkeys: {
    id: number
    user_id: number
    credential: string
    public_key: string
    counter: number
    transports: Generated<string>
    name: string
    created_at: number
    last_used_at: number | null
  }
  spent_slips: {
    hash: string
    expires_at: number
  }
  known_places: {
    user_id: number
    place: string
    last_seen_at: number
  }
  mention_mails: {
    user_id: number
    sent_at: number
    last_notification_id: number
  }
}
