// Muting an account, for good or for a while.
import type { Context, Tx } from '../context.ts'

interface MuteOptions {
  /** Also keep their notifications away; yes unless told. */
  notifications?: boolean | undefined
  /** For how long, ms; 0 or undefined: until unmuted. */
  durationMs?: number | undefined
}

const EXPIRE = 'relationships.expire-mutes'
const CHUNK = 100
/** Whoever mutes for longer than a century mutes for good; the sum with today stays a number that a column can hold. */
const LONGEST_MS = 100 * 365 * 86_400_000

/**
 * `accountId` mutes `targetId`. Muting again changes the options and the end; `account.muted` is recorded when the mute
 * is new or begins to cover notifications or no longer does. Muting oneself does nothing. A timed mute leaves a job that
 * ends it; reads ignore it from the very moment it ends.
 */
export async function mute(tx: Tx, accountId: number, targetId: number, { notifications = true, durationMs = 0 }: MuteOptions = {}): Promise<void> {
  if (accountId === targetId) return
  const expires_at = durationMs > 0 && durationMs <= LONGEST_MS ? tx.now + durationMs : null
  const hide_notifications = Number(notifications)
  const existing = await tx.db.selectFrom('mutes').select(['id', 'hide_notifications'])
    .where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (existing) await tx.db.updateTable('mutes').set({ hide_notifications, expires_at }).where('id', '=', existing.id).execute()
  else await tx.db.insertInto('mutes').values({ id: tx.id(), account_id: accountId, target_account_id: targetId, hide_notifications, expires_at, created_at: tx.now }).execute()
  if (expires_at !== null) await tx.enqueue({ kind: EXPIRE, payload: {}, key: `${EXPIRE}:${expires_at}`, runAt: expires_at })
  if (existing?.hide_notifications !== hide_notifications) await tx.record('account.muted', { accountId, targetId })
}

/** Ends a mute. Idempotent: false when there was none. Records `account.unmuted` first. */
export async function unmute(tx: Tx, accountId: number, targetId: number): Promise<boolean> {
  const row = await tx.db.selectFrom('mutes').select('id')
    .where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!row) return false
  await tx.record('account.unmuted', { accountId, targetId })
  await tx.db.deleteFrom('mutes').where('id', '=', row.id).execute()
  return true
}

/** Ends up to a hundred mutes whose time is over; true when there may be more. Safe to run at any time. */
export async function expireMutes(tx: Tx): Promise<boolean> {
  const due = await tx.db.selectFrom('mutes').select(['account_id', 'target_account_id'])
    .where('expires_at', 'is not', null).where('expires_at', '<=', tx.now).orderBy('expires_at').limit(CHUNK).execute()
  for (const { account_id, target_account_id } of due) await unmute(tx, account_id, target_account_id)
  return due.length === CHUNK
}

/** The job that a timed mute leaves behind. */
export const muteJobs = (ctx: Context) => ({
  async [EXPIRE]() {
    while (await ctx.write(expireMutes));
  },
})
