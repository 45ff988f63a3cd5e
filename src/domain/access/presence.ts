// When somebody was last here. Written rarely, because it would otherwise be a write for every read.
import type { Tx } from '../context.ts'
import type { Session } from './session.ts'

const HOUR = 3_600_000
/** Fine enough to tell who is away from who is reading. */
export const SEEN_EVERY_MS = 10 * 60_000
/** As in Mastodon: a home timeline is kept for a week without its reader. */
export const AWAY_MS = 7 * 24 * HOUR

/** Says whether {@link noteUse} has something to write for this session at `now`. */
export const isUseWorthNoting = (session: Session, now: number): boolean =>
  now - (session.lastUsedAt ?? 0) > 24 * HOUR || (session.user !== null && now - (session.user.lastSeenAt ?? 0) > SEEN_EVERY_MS)

/** Keeps when a token and its user were last seen. Records `user.returned` for one who was away for a week. */
export async function noteUse(tx: Tx, session: Session): Promise<void> {
  await tx.db.updateTable('access_tokens').set({ last_used_at: tx.now }).where('id', '=', session.tokenId).execute()
  if (session.user) await noteSeen(tx, session.user.id)
}

/** Keeps when a user was last seen. */
export async function noteSeen(tx: Tx, userId: number): Promise<void> {
  const before = await tx.db.selectFrom('users').select(['account_id', 'last_seen_at', 'confirmed_at', 'approved_at']).where('id', '=', userId).executeTakeFirst()
  if (!before) return
  await tx.db.updateTable('users').set({ last_seen_at: tx.now }).where('id', '=', userId).execute()
  const wasAway = before.last_seen_at !== null && tx.now - before.last_seen_at > AWAY_MS
  if (wasAway && before.confirmed_at !== null && before.approved_at !== null) {
    await tx.record('user.returned', { userId, accountId: before.account_id })
  }
}
