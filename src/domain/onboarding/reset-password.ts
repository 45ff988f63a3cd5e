// A forgotten password: a code by mail, good for six hours and once.
import type { Tx } from '../context.ts'
import { requestMail } from '../access/mail-requests.ts'
import { issueCode, peekCode, useCode } from '../access/user-codes.ts'
import { changePassword, requireUser, userByEmail } from '../access/users.ts'
import { forgetAttempts } from '../access/throttle.ts'
import { confirmUser } from './confirm-email.ts'

/** Sends a code if the address is somebody's; says nothing about whether it is. */
export async function requestPasswordReset(tx: Tx, email: string): Promise<void> {
  const user = await userByEmail(tx.db, email)
  if (!user || user.disabled_at !== null) return
  await requestMail(tx, { template: 'reset', userId: user.id, code: await issueCode(tx, user.id, 'reset') })
}

/**
 * Sets a new password (hashed before the transaction) for whoever the code was sent to. Every session and token ends;
 * the address counts as confirmed. Null when the code is used or too old.
 */
export async function resetPassword(tx: Tx, code: string, passwordHash: string): Promise<{ userId: number } | null> {
  const found = await peekCode(tx.db, code, tx.now)
  if (found?.purpose !== 'reset') return null
  if (!await useCode(tx, code)) return null
  const user = await requireUser(tx.db, found.userId)
  await changePassword(tx, user.id, passwordHash, { revokeApps: true })
  await forgetAttempts(tx, 'sign-in', user.email)
  await confirmUser(tx, user.id)
  await requestMail(tx, { template: 'password-changed', userId: user.id })
  return { userId: user.id }
}
