// Mail that the domain wants written. Only what it is about travels in the job, with its code; words are the web's.
import type { Tx } from '../context.ts'

export type SecondFactorChange =
  | 'authenticator-on' | 'authenticator-off' | 'passkey-added' | 'passkey-removed' | 'recovery-renewed' | 'recovery-used' | 'removed-by-staff'

export type MailRequest =
  /** Is this address yours? */
  | { template: 'confirm'; userId: number; code: string; statusToken: string | null }
  | { template: 'reset'; userId: number; code: string }
  /** To the new address, which is in `email`. */
  | { template: 'change-email'; userId: number; email: string; code: string }
  /** To the address that was theirs until now. */
  | { template: 'email-changed'; userId: number; email: string }
  | { template: 'password-changed'; userId: number }
  /** `name`: the passkey's, or how many recovery codes are left. */
  | { template: 'second-factor'; userId: number; change: SecondFactorChange; name: string }
  | { template: 'new-place'; userId: number; ip: string | null; userAgent: string | null; at: number }
  | { template: 'application-received'; userId: number; statusToken: string; questions: boolean }
  | { template: 'approved'; userId: number }
  | { template: 'rejected'; userId: number; message: string }
  /** A scheduled post that could not be posted at its time (epoch ms). */
  | { template: 'post-not-sent'; userId: number; text: string; at: number; reason: string }
  | { template: 'moderation-warning'; userId: number; strikeId: number }
  /** To somebody who decides, about `applicantId`. */
  | { template: 'new-application'; userId: number; applicantId: number }

/** When a mail that may still be called back is written (epoch ms), and what it is called back by. */
export interface Held { at: number; key: string }

/** Has a mail written and sent once this transaction commits, or when it has been `held` long enough. */
export const requestMail = (tx: Tx, request: MailRequest, held?: Held): Promise<void> =>
  tx.enqueue({ kind: 'mail.compose', payload: request, ...held ? { runAt: held.at, key: `mail.compose:${held.key}` } : {} })

/** Calls a held mail back; false when it has left already. */
export async function callBackMail(tx: Tx, key: string): Promise<boolean> {
  const gone = await tx.db.deleteFrom('jobs').where('key', '=', `mail.compose:${key}`).returning('id').execute()
  return gone.length > 0
}
