// Secrets that a person or app carries: random, shown once, kept only as a hash.
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** `bytes` of randomness as URL-safe text: 32 bytes are 43 characters. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** What is stored of a secret. Plain SHA-256, because the secret itself is too random to be guessed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Compares without telling by its time how much was right. */
export function sameSecret(left: string, right: string): boolean {
  const a = createHash('sha256').update(left).digest()
  const b = createHash('sha256').update(right).digest()
  return timingSafeEqual(a, b)
}

/** A keyed digest: who does not know `key` can neither make nor check it. */
export const keyedDigest = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url')

const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code for people to read and type, without letters that look alike: 8 characters are 39 bits. */
export const newLegibleCode = (length = 8): string =>
  Array.from({ length }, () => LEGIBLE.charAt(randomInt(LEGIBLE.length))).join('')
