// Who is signed in on a browser: a random cookie, kept as a hash, tied to a user. Not a token of the API.
import type { Reader, Tx } from '../context.ts'
import type { Row } from '../tables.ts'
import { hashSecret, newSecret } from '#machinery/crypto/secrets.ts'
import { revokeToken } from './tokens.ts'

const DAY = 86_400_000
/** A session that nobody uses ends; one in use is renewed. */
const IDLE_MS = 30 * DAY
const SEEN_EVERY_MS = 60 * 60_000

export interface WebSession {
  id: number
  user: Row<'users'>
  /** Set when the account is suspended or deleted. */
  closedAt: number | null
  /** The live token of the script on this browser's pages, if it has one: see browser-token.ts. */
  tokenId: number | null
  /** It is time to say that the session is in use: see {@link keepSession}. */
  stale: boolean
}

export interface Browser { ip: string | null; userAgent: string | null }

/** Signs a user in; the answer is the cookie's value. */
export async function startSession(tx: Tx, userId: number, { ip, userAgent }: Browser): Promise<{ sessionId: number; cookie: string }> {
  const cookie = newSecret()
  const sessionId = tx.id()
  await tx.db.insertInto('sessions').values({
    id: sessionId, user_id: userId, token_hash: hashSecret(cookie), ip, user_agent: userAgent?.slice(0, 300) ?? null,
    created_at: tx.now, last_seen_at: tx.now, expires_at: tx.now + IDLE_MS,
  }).execute()
  return { sessionId, cookie }
}

/** The session of a cookie, or null when it is unknown or over. */
export async function findWebSession(db: Reader, cookie: string, now: number): Promise<WebSession | null> {
  const row = await db.selectFrom('sessions as s').innerJoin('users as u', 'u.id', 's.user_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
    .leftJoin('access_tokens as t', (join) => join.onRef('t.id', '=', 's.token_id').on('t.revoked_at', 'is', null))
    .selectAll('u').select(['s.id as session_id', 's.last_seen_at as seen_at', 'a.suspended_at', 'a.deleted_at', 't.id as token_id'])
    .where('s.token_hash', '=', hashSecret(cookie)).where('s.expires_at', '>', now).executeTakeFirst()
  if (!row) return null
  const { session_id: id, seen_at: seenAt, suspended_at: suspendedAt, deleted_at: deletedAt, token_id: tokenId, ...user } = row
  return { id, user, tokenId, closedAt: user.disabled_at ?? suspendedAt ?? deletedAt, stale: now - seenAt > SEEN_EVERY_MS }
}

/** Says that a session is in use, and lets it live on. */
export async function keepSession(tx: Tx, sessionId: number): Promise<void> {
  await tx.db.updateTable('sessions').set({ last_seen_at: tx.now, expires_at: tx.now + IDLE_MS }).where('id', '=', sessionId).execute()
}

/** With a session ends the token of its pages' script. */
async function endTokens(tx: Tx, ended: readonly { token_id: number | null }[]): Promise<void> {
  for (const { token_id: tokenId } of ended) if (tokenId !== null) await revokeToken(tx, tokenId)
}

/** Ends a session of `userId`, and what its pages' script may do. Idempotent. */
export async function endSession(tx: Tx, userId: number, sessionId: number): Promise<void> {
  await endTokens(tx, await tx.db.deleteFrom('sessions').where('id', '=', sessionId).where('user_id', '=', userId).returning('token_id').execute())
}

/** Ends every session of `userId` but `keepSessionId`. Idempotent. */
export async function endSessionsOf(tx: Tx, userId: number, keepSessionId: number | null = null): Promise<void> {
  await endTokens(tx, await tx.db.deleteFrom('sessions').where('user_id', '=', userId).where('id', '!=', keepSessionId ?? -1).returning('token_id').execute())
}

/** Ends the sessions that nobody used for too long. Idempotent; for the schedule. */
export async function endIdleSessions(tx: Tx): Promise<void> {
  await endTokens(tx, await tx.db.deleteFrom('sessions').where('expires_at', '<=', tx.now).returning('token_id').execute())
}

export interface SessionSummary { id: number; ip: string | null; userAgent: string | null; createdAt: number; lastSeenAt: number }

/** Where a user is signed in, latest first. */
export async function sessionsOf(db: Reader, userId: number, now: number): Promise<SessionSummary[]> {
  const rows = await db.selectFrom('sessions').selectAll().where('user_id', '=', userId).where('expires_at', '>', now).orderBy('id', 'desc').execute()
  return rows.map((row) => ({ id: row.id, ip: row.ip, userAgent: row.user_agent, createdAt: row.created_at, lastSeenAt: row.last_seen_at }))
}
