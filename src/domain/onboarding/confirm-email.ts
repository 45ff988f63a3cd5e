// Proving that an address is one's own: at sign-up, and when it changes.
import type { Tx } from '../context.ts'
import { Refusal } from '../refusals.ts'
import { requestMail } from '../access/mail-requests.ts'
import { issueCode, useCode } from '../access/user-codes.ts'
import { changeEmail, checkEmail, markConfirmed, requireUser } from '../access/users.ts'
import { readSettings } from '../instance/settings.ts'
import { applicationOf, approveUser, isOpen, statusToken } from './applications.ts'
import { tellReviewers } from './reviewers.ts'

export interface Confirmed { userId: number; email: string; approved: boolean }

/** The user's address is their own. If the doors have been opened meanwhile, they are in; else the reviewers hear of it. */
export async function confirmUser(tx: Tx, userId: number): Promise<void> {
  if (!await markConfirmed(tx, userId)) return
  const application = await applicationOf(tx.db, userId)
  if (!application || !isOpen(application)) return
  if ((await readSettings(tx.db)).registrations === 'open') await approveUser(tx, userId, { by: null })
  else if (application.state === 'waiting') await tellReviewers(tx, userId)
}

/** Takes a code from a mail: confirms the address at sign-up, or changes it. Null when the code is used or too old. */
export async function confirmEmail(tx: Tx, code: string): Promise<Confirmed | null> {
  const found = await useCode(tx, code)
  if (!found || found.purpose === 'reset') return null
  const before = await requireUser(tx.db, found.userId)
  if (found.purpose === 'change-email' && found.data) {
    await changeEmail(tx, found.userId, found.data)
    await requestMail(tx, { template: 'email-changed', userId: found.userId, email: before.email })
  }
  await confirmUser(tx, found.userId)
  const user = await requireUser(tx.db, found.userId)
  return { userId: user.id, email: user.email, approved: user.approved_at !== null }
}

/** Sends the mail to confirm again, to `email` if the address was wrong. Only while nothing is confirmed. */
export async function resendConfirmation(tx: Tx, userId: number, email?: string): Promise<void> {
  const user = await requireUser(tx.db, userId)
  if (user.confirmed_at !== null) throw new Refusal('action.forbidden', { text: 'This method is only available while the e-mail is awaiting confirmation' })
  if (email !== undefined && email.trim() !== user.email) await changeEmail(tx, userId, email)
  const token = await applicationOf(tx.db, userId) ? await statusToken(tx.db, userId) : null
  await requestMail(tx, { template: 'confirm', userId, code: await issueCode(tx, userId, 'confirm'), statusToken: token })
}

/** Asks for another address; it changes once a code sent there comes back. Without mail it changes at once. */
export async function requestEmailChange(tx: Tx, userId: number, email: string): Promise<'changed' | 'sent'> {
  await checkEmail(tx.db, email, userId)
  const before = await requireUser(tx.db, userId)
  if (tx.config.smtpUrl === null) {
    await changeEmail(tx, userId, email)
    await requestMail(tx, { template: 'email-changed', userId, email: before.email })
    return 'changed'
  }
  const code = await issueCode(tx, userId, 'change-email', email.trim())
  await requestMail(tx, { template: 'change-email', userId, email: email.trim(), code })
  return 'sent'
}
