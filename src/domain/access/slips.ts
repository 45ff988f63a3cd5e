// Slips of paper that a browser or a letter carries for us: signed, for one purpose, and where it matters bound to one
// browser, good for a time, and spent once. Nothing is kept of a slip until it is spent.
import type { Tx } from '../context.ts'
import { hashSecret, keyedDigest, newSecret, sameSecret } from '#machinery/crypto/secrets.ts'

export type SlipKind =
  /** The password was right; a second factor is wanted. Data: see second-step. */
  | 'second-step'
  /** What a passkey signs to sign in. */
  | 'passkey-sign'
  /** What a new passkey signs; the password was given. */
  | 'passkey-new'
  /** A secret on its way into an authenticator app; the password was given. */
  | 'authenticator'
  /** In letters: no more of these, please. */
  | 'no-mail'

interface Terms {
  /** The server's own key (`InstanceSecrets.formKey`). */
  key: string
  /** Whose browser or what else it is bound to. */
  binding: string
  now: number
}

const DAY = 86_400_000
const digest = (kind: SlipKind, { key, binding }: Terms, body: string) => keyedDigest(key, `slip:${kind}:${binding}:${body}`)

/** Writes a slip that carries `data` (readable to who holds it). `lastsMs` null: for ever. */
export function writeSlip(kind: SlipKind, data: unknown, terms: Terms & { lastsMs: number | null }): string {
  const expiresAt = terms.lastsMs === null ? null : terms.now + terms.lastsMs
  const body = Buffer.from(JSON.stringify([expiresAt, expiresAt === null ? '' : newSecret(9), data])).toString('base64url')
  return `${body}.${digest(kind, terms, body)}`
}

/** What a slip carries; null when it is not ours, of another kind or browser, or too old. */
export function readSlip<T>(kind: SlipKind, slip: string, terms: Terms): T | null {
  const [body = '', signature = ''] = slip.split('.')
  if (!sameSecret(signature, digest(kind, terms, body))) return null
  const [expiresAt, , data] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [number | null, string, T]
  return expiresAt === null || expiresAt > terms.now ? data : null
}

/** Spends a slip that {@link readSlip} found good: true the first time only. Of two who come with it at once, one has it. */
export async function spendSlip(tx: Tx, slip: string): Promise<boolean> {
  // No slip that can be spent lasts longer than a day.
  const rows = await tx.db.insertInto('spent_slips').values({ hash: hashSecret(slip), expires_at: tx.now + DAY })
    .onConflict((on) => on.column('hash').doNothing()).returning('hash').execute()
  return rows.length > 0
}
