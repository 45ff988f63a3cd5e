// Asking for the password again before something about the account changes.
import { requireAttempt } from '#domain/access/throttle.ts'
import { verifyPassword } from '#machinery/crypto/passwords.ts'
import type { SignedVisit } from './page-access.ts'
import { field } from './visit.ts'

/** Whether `current_password` is right. Counts as a try to sign in, so that a borrowed browser is no way to guess. */
export async function isOwnPassword({ ctx, form, request, session: { user } }: SignedVisit): Promise<boolean> {
  await ctx.write((tx) => requireAttempt(tx, 'sign-in', { ip: request.ip, email: user.email }))
  return verifyPassword(field(form, 'current_password'), user.password_hash)
}
