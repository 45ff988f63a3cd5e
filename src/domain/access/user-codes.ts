// Codes that travel by mail: to confirm an address, to set a new password, to change the address. Kept as a hash.
import type { Reader, Tx } from '../context.ts'
import { hashSecret, newSecret } from '#machinery/crypto/secrets.ts'

const HOUR = 3_600_000

const lifetimes = { confirm: 7 * 24 * HOUR, reset: 6 * HOUR, 'change-email': 48 * HOUR } as const
export type CodePurpose = keyof typeof lifetimes

export interface UserCode { userId: number; purpose: CodePurpose; data: string | null }

/** Makes a code. One to reset a password or change an address replaces the one before; those to confirm stay good. */
export async function issueCode(tx: Tx, userId: number, purpose: CodePurpose, data: string | null = null): Promise<string> {
  if (purpose !== 'confirm') await tx.db.deleteFrom('user_codes').where('user_id', '=', userId).where('purpose', '=', purpose).execute()
  const code = newSecret(24)
  await tx.db.insertInto('user_codes').values({
    hash: hashSecret(code), user_id: userId, purpose, data, created_at: tx.now, expires_at: tx.now + lifetimes[purpose],
  }).execute()
  return code
}

/** What a code stands for, without using it up; null when it is unknown, used or too old at `now`. */
export async function peekCode(db: Reader, code: string, now: number): Promise<UserCode | null> {
  const row = await db.selectFrom('user_codes').selectAll().where('hash', '=', hashSecret(code)).where('expires_at', '>', now).executeTakeFirst()
  return row ? { userId: row.user_id, purpose: row.purpose as CodePurpose, data: row.data } : null
}

/** Uses a code up, with all of its purpose for that user. */
export async function useCode(tx: Tx, code: string): Promise<UserCode | null> {
  // Deleting is what decides: of two who come with the same code at once, one has it.
  const row = await tx.db.deleteFrom('user_codes').where('hash', '=', hashSecret(code)).where('expires_at', '>', tx.now).returningAll().executeTakeFirst()
  if (!row) return null
  await tx.db.deleteFrom('user_codes').where('user_id', '=', row.user_id).where('purpose', '=', row.purpose).execute()
  return { userId: row.user_id, purpose: row.purpose as CodePurpose, data: row.data }
}

/** The address a user asked to change to and has not confirmed yet. */
export async function waitingEmail(db: Reader, userId: number, now: number): Promise<string | null> {
  const row = await db.selectFrom('user_codes').select('data').where('user_id', '=', userId).where('purpose', '=', 'change-email')
    .where('expires_at', '>', now).executeTakeFirst()
  return row?.data ?? null
}
