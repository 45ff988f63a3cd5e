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

/** Counts one attempt under `name`; true while there have been no more than `limit` in `windowMs`. */
export async function countAttempt(tx: Tx, name: string, { limit, windowMs }: { limit: number; windowMs: number }): Promise<boolean> {
  const { rows } = await sql<{ hits: number }>`
    insert into throttles (name, hits, resets_at) values (${name}, 1, ${tx.now + windowMs})
    on conflict (name) do update set
      hits = case when throttles.resets_at <= ${tx.now} then 1 else throttles.hits + 1 end,
      resets_at = case when throttles.resets_at <= ${tx.now} then excluded.resets_at else throttles.resets_at end
    returning hits`.execute(tx.db)
  return (rows[0]?.hits ?? 0) <= limit
}

// An address of a person is not kept in the clear for this.
const emailName = (attempt: Attempt, email: string) => `${attempt}:email:${hashSecret(emailKey(email))}`

/**
 * Counts an attempt by network address (IPv6 by /64) and by e-mail address; false when either was tried too often. With
 * rate limits off everything is allowed.
 */
export async function allowAttempt(tx: Tx, attempt: Attempt, from: { ip: string; email: string }): Promise<boolean> {
  if (!tx.config.rateLimits) return true
  const byAddress = await countAttempt(tx, `${attempt}:ip:${addressRange(from.ip)}`, limits[attempt].address)
  const byEmail = await countAttempt(tx, emailName(attempt, from.email), limits[attempt].email)
  return byAddress && byEmail
}

/** Like {@link allowAttempt}, but throws `sign-in.throttled`. */
export async function requireAttempt(tx: Tx, attempt: Attempt, from: { ip: string; email: string }): Promise<void> {
  if (!await allowAttempt(tx, attempt, from)) throw new Refusal('sign-in.throttled')
}

/** Forgets the attempts on an e-mail address: they have shown who they are. */
export async function forgetAttempts(tx: Tx, attempt: Attempt, email: string): Promise<void> {
  await tx.db.deleteFrom('throttles').where('name', '=', emailName(attempt, email)).execute()
}

/** Removes the counts whose time is over; for the schedule. */
export async function forgetOldAttempts(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('throttles').where('resets_at', '<=', tx.now).execute()
}
