// Passwords, as argon2id in the encoded form that other programs read (PHC). The work is done in the thread pool;
// never inside a transaction.
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>

/** 19 MiB, two passes, one lane: OWASP's advice. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** The encoded hash of a password: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. Normalised, so that every keyboard's é is the same. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: TAG_BYTES, ...COST })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${bare(nonce)}$${bare(tag)}`
}

const ENCODED = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

// What an unknown person's password is compared with, so that the answer takes as long as anybody's.
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${bare(Buffer.alloc(16))}$${bare(Buffer.alloc(TAG_BYTES))}`

/** Says whether `password` is the one that was hashed; always false, and as slow, for null. */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const match = ENCODED.exec(encoded ?? NOBODY)
  if (!match) return false
  const expected = Buffer.from(match[5] ?? '', 'base64')
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'), nonce: Buffer.from(match[4] ?? '', 'base64'), tagLength: expected.length,
    memory: Number(match[1]), passes: Number(match[2]), parallelism: Number(match[3]),
  })
  return timingSafeEqual(tag, expected) && encoded !== null
}
