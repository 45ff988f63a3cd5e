// Who is calling: a token of the API looked up with its user, account and role in one statement.
import type { Reader } from '../context.ts'
import { Refusal, type RefusalCode } from '../refusals.ts'
import { hashSecret } from '#machinery/crypto/secrets.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { effectivePermissions, EVERYONE_ROLE_ID } from './roles.ts'
import { coversScope, parseScopes } from './scopes.ts'
import { parseUserSettings, type UserSettings } from './user-settings.ts'

export type { UserSettings } from './user-settings.ts'

export interface SessionUser {
  id: number
  accountId: number
  roleId: number | null
  /** The bits of `roles.ts`, with those that everyone has. */
  permissions: number
  locale: string | null
  settings: UserSettings
  createdAt: number
  confirmedAt: number | null
  approvedAt: number | null
  /** Set when the user is disabled, or the account suspended or deleted. */
  disabledAt: number | null
  lastSeenAt: number | null
}

export interface Session {
  tokenId: number
  appId: number
  scopes: string[]
  /** Null for an app's own token. */
  user: SessionUser | null
  lastUsedAt: number | null
}

interface SessionRow {
  tokenId: number
  appId: number
  scopes: string
  revoked_at: number | null
  user_id: number | null
  last_used_at: number | null
  uid: number | null
  account_id: number | null
  role_id: number | null
  locale: string | null
  settings: string | null
  created_at: number | null
  confirmed_at: number | null
  approved_at: number | null
  disabled_at: number | null
  last_seen_at: number | null
  suspended_at: number | null
  deleted_at: number | null
  own: number | null
  everyone: number | null
}

const SESSION = `
  select t.id as "tokenId", t.app_id as "appId", t.scopes, t.revoked_at, t.user_id, t.last_used_at,
    u.id as uid, u.account_id, u.role_id, u.locale, u.settings, u.created_at, u.confirmed_at, u.approved_at, u.disabled_at, u.last_seen_at,
    a.suspended_at, a.deleted_at, r.permissions as own, e.permissions as everyone
  from access_tokens t
  left join users u on u.id = t.user_id
  left join accounts a on a.id = u.account_id
  left join roles r on r.id = u.role_id
  left join roles e on e.id = ${EVERYONE_ROLE_ID}`

const byHash = prepared<SessionRow, { hash: string }>(`${SESSION} where t.token_hash = :hash`)
const byIds = prepared<SessionRow, { ids: readonly number[] }>(`${SESSION} where t.id in (:ids)`)

function userOf(row: SessionRow): SessionUser | null {
  if (row.uid === null || row.account_id === null || row.created_at === null) return null
  return {
    id: row.uid,
    accountId: row.account_id,
    roleId: row.role_id,
    permissions: effectivePermissions(row.own ?? 0, row.everyone ?? 0),
    locale: row.locale,
    settings: parseUserSettings(row.settings),
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    approvedAt: row.approved_at,
    disabledAt: row.disabled_at ?? row.suspended_at ?? row.deleted_at,
    lastSeenAt: row.last_seen_at,
  }
}

function sessionOf(row: SessionRow): Session | null {
  const user = userOf(row)
  if (row.user_id !== null && user === null) return null
  return { tokenId: row.tokenId, appId: row.appId, scopes: parseScopes(row.scopes), user, lastUsedAt: row.last_used_at }
}

/**
 * The session of an API token, or null for a token nobody was given. One statement. Throws `token.revoked` for one that
 * was taken back. Whether its user may act is {@link userRefusal}'s to say.
 */
export async function findSession(db: Reader, token: string): Promise<Session | null> {
  const [row] = await byHash(db, { hash: hashSecret(token) })
  if (!row) return null
  if (row.revoked_at !== null) throw new Refusal('token.revoked')
  return sessionOf(row)
}

/** Looks again at tokens known by id: what an open socket's owner may do now. A revoked or unknown one is missing from the answer. */
export async function sessionsOfTokens(db: Reader, tokenIds: readonly number[]): Promise<Map<number, Session>> {
  const found = new Map<number, Session>()
  if (tokenIds.length === 0) return found
  for (const row of await byIds(db, { ids: tokenIds })) {
    const session = row.revoked_at === null ? sessionOf(row) : null
    if (session) found.set(session.tokenId, session)
  }
  return found
}

/** Says whether the token's scopes cover `wanted`: `read` covers `read:accounts`, `follow` its six. */
export const hasScope = (session: Session, wanted: string): boolean => coversScope(session.scopes, wanted)

/** Why the session's user may not act, in Mastodon's order; null when nothing is in the way. */
export function userRefusal(session: Session): RefusalCode | null {
  const user = session.user
  if (user === null) return 'token.user-required'
  if (user.confirmedAt === null) return 'user.unconfirmed'
  if (user.approvedAt === null) return 'user.pending'
  return user.disabledAt === null ? null : 'user.disabled'
}
