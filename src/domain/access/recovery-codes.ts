// Ten codes on paper for the day the second factor is lost: shown once, kept as hashes, each good once.
import type { Reader, Tx } from '../context.ts'
import { hashSecret, newLegibleCode } from '#machinery/crypto/secrets.ts'

const COUNT = 10
/** Twelve of 31 letters are 59 bits. */
const LETTERS = 12

const bare = (code: string) => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
const hashOf = (userId: number, code: string) => hashSecret(`recovery:${userId}:${bare(code)}`)

/** Makes ten new codes; those before are worth nothing. What is returned cannot be had again. */
export async function makeRecoveryCodes(tx: Tx, userId: number): Promise<string[]> {
  await tx.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  const codes = Array.from({ length: COUNT }, () => newLegibleCode(LETTERS).replaceAll(/(.{4})(?=.)/g, '$1-'))
  await tx.db.insertInto('recovery_codes').values(codes.map((code) => ({ hash: hashOf(userId, code), user_id: userId }))).execute()
  return codes
}

/** Uses a code up, however it is capitalised or spaced; false when it is not one of theirs (any more). */
export async function useRecoveryCode(tx: Tx, userId: number, code: string): Promise<boolean> {
  if (bare(code).length !== LETTERS) return false
  const gone = await tx.db.deleteFrom('recovery_codes').where('hash', '=', hashOf(userId, code)).where('user_id', '=', userId).returning('hash').execute()
  return gone.length > 0
}

/** How many codes a user has left. */
export async function recoveryCodesLeft(db: Reader, userId: number): Promise<number> {
  return (await db.selectFrom('recovery_codes').select('hash').where('user_id', '=', userId).execute()).length
}
