// Asking for the password again before something about the account changes.
import { verifyPassword } from '#machinery/crypto/passwords.ts'
import { countTry } from './count-try.ts'
import type { SignedVisit } from './page-access.ts'
import { field } from './visit.ts'

/** Whether `current_password` is right. Counts as a try to sign in, so that a borrowed browser is no way to guess. */
export async function isOwnPassword(visit: SignedVisit): Promise<boolean> {
  const { form, session: { user } } = visit
  await countTry(visit, 'sign-in', user.email)
  return verifyPassword(field(form, 'current_password'), user.password_hash)
}
