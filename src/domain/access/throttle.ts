// Counts attempts at what may be tried only so often, in rows, so that every process counts the same.
import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { Refusal } from '../refusals.ts'
import { hashSecret } from '#machinery/crypto/secrets.ts'
import { addressRange } from '#machinery/http/address-range.ts'
import { emailKey } from './users.ts'

const MINUTE = 60_000

/** Mastodon's limits; a form that is corrected a few times is not an attack. */
const limits = {
  'sign-in': { address: { limit: 25, windowMs: 5 * MINUTE }, email: { limit: 25, windowMs: 60 * MINUTE } },
  'second-factor': { address: { limit: 25, windowMs: 5 * MINUTE }, email: { limit: 10, windowMs: 30 * MINUTE } },
  reset: { address: { limit: 25, windowMs: 5 * MINUTE }, email: { limit: 5, windowMs: 30 * MINUTE } },
  confirm: { address: { limit: 25, windowMs: 5 * MINUTE }, email: { limit: 5, windowMs: 30 * MINUTE } },
  'sign-up': { address: { limit: 25, windowMs: 5 * MINUTE }, email: { limit: 20, windowMs: 30 * MINUTE } },
} as const
export type Attempt = keyof typeof limits

interface Limit { limit: number; windowMs: number }

/** Counts one attempt under `name`; how long to wait, in ms, once there have been more than `limit` in `windowMs`, else 0. */
async function waitAfter(tx: Tx, name: string, { limit, windowMs }: Limit): Promise<number> {
  const { rows } = await sql<{ hits: number; resets_at: number }>`
    insert into throttles (name, hits, resets_at) values (${name}, 1, ${tx.now + windowMs})
    on conflict (name) do update set
      hits = case when throttles.resets_at <= ${tx.now} then 1 else throttles.hits + 1 end,
      resets_at = case when throttles.resets_at <= ${tx.now} then excluded.resets_at else throttles.resets_at end
    returning hits, resets_at`.execute(tx.db)
  const row = rows[0]
  return row && row.hits > limit ? row.resets_at - tx.now : 0
}

/** Counts one attempt under `name`; true while there have been no more than `limit` in `windowMs`. */
export const countAttempt = async (tx: Tx, name: string, limit: Limit): Promise<boolean> => await waitAfter(tx, name, limit) === 0

// An address of a person is not kept in the clear for this.
const emailName = (attempt: Attempt, email: string) => `${attempt}:email:${hashSecret(emailKey(email))}`

async function waitBefore(tx: Tx, attempt: Attempt, from: { ip: string; email: string }): Promise<number> {
  if (!tx.config.rateLimits) return 0
  const byAddress = await waitAfter(tx, `${attempt}:ip:${addressRange(from.ip)}`, limits[attempt].address)
  const byEmail = await waitAfter(tx, emailName(attempt, from.email), limits[attempt].email)
  return Math.max(byAddress, byEmail)
}

/**
 * Counts an attempt by network address (IPv6 by /64) and by e-mail address; false when either was tried too often. With
 * rate limits off everything is allowed.
 */
export const allowAttempt = async (tx: Tx, attempt: Attempt, from: { ip: string; email: string }): Promise<boolean> =>
  await waitBefore(tx, attempt, from) === 0

/** Like {@link allowAttempt}, but throws `sign-in.throttled`, which says how long to wait. */
export async function requireAttempt(tx: Tx, attempt: Attempt, from: { ip: string; email: string }): Promise<void> {
  const wait = await waitBefore(tx, attempt, from)
  if (wait === 0) return
  const minutes = Math.ceil(wait / MINUTE)
  throw new Refusal('sign-in.throttled', { text: `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`, retryAfter: Math.ceil(wait / 1000) })
}

/** Forgets the attempts on an e-mail address: they have shown who they are. */
export async function forgetAttempts(tx: Tx, attempt: Attempt, email: string): Promise<void> {
  await tx.db.deleteFrom('throttles').where('name', '=', emailName(attempt, email)).execute()
}

/** Removes the counts whose time is over; for the schedule. */
export async function forgetOldAttempts(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('throttles').where('resets_at', '<=', tx.now).execute()
}
