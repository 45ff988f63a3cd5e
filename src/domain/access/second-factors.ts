// What is asked for beside the password: a code of an authenticator app, a passkey, or one of the recovery codes that
// come with whichever was first. Every change is told by letter.
import type { Context, Reader, Tx } from '../context.ts'
import { totpStep } from '#machinery/crypto/totp.ts'
import type { KeptPasskey } from '#machinery/crypto/passkeys.ts'
import { requestMail, type SecondFactorChange } from './mail-requests.ts'
import { dropPasskey, keepPasskey, passkeysOf, type Passkey } from './passkeys.ts'
import { makeRecoveryCodes, recoveryCodesLeft, useRecoveryCode } from './recovery-codes.ts'

export interface SecondFactors { authenticatorSince: number | null; passkeys: Passkey[]; recoveryCodesLeft: number }

const authenticator = (db: Reader, userId: number) =>
  db.selectFrom('authenticators').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** Everything that a user has beside the password. */
export async function secondFactorsOf(db: Reader, userId: number): Promise<SecondFactors> {
  const [app, passkeys, left] = await Promise.all([authenticator(db, userId), passkeysOf(db, userId), recoveryCodesLeft(db, userId)])
  return { authenticatorSince: app?.created_at ?? null, passkeys, recoveryCodesLeft: left }
}

/** Says whether the password alone is not enough. */
export async function hasSecondFactor(db: Reader, userId: number): Promise<boolean> {
  return await authenticator(db, userId) !== undefined || (await passkeysOf(db, userId)).length > 0
}

const tell = (tx: Tx, userId: number, change: SecondFactorChange, name = '') =>
  requestMail(tx, { template: 'second-factor', userId, change, name })

/** Recovery codes for who has none yet; null for who has. */
const codesIfNone = async (tx: Tx, userId: number) =>
  await recoveryCodesLeft(tx.db, userId) === 0 ? makeRecoveryCodes(tx, userId) : null

/**
 * Turns the authenticator app on, or moves it to another secret; `step` is that of the code which proved it, and is used
 * up. Returns recovery codes to show once, if there were none.
 */
export async function turnOnAuthenticator(tx: Tx, userId: number, secret: string, step: number): Promise<string[] | null> {
  const row = { secret, last_step: step, created_at: tx.now }
  await tx.db.insertInto('authenticators').values({ user_id: userId, ...row }).onConflict((on) => on.column('user_id').doUpdateSet(row)).execute()
  await tell(tx, userId, 'authenticator-on')
  return codesIfNone(tx, userId)
}

/** Keeps a new passkey, as {@link keepPasskey}. Returns recovery codes to show once, if there were none. */
export async function registerPasskey(tx: Tx, userId: number, key: KeptPasskey, name: string): Promise<string[] | null> {
  await keepPasskey(tx, userId, key, name)
  await tell(tx, userId, 'passkey-added', name)
  return codesIfNone(tx, userId)
}

/** Recovery codes without anything to recover would be a second password. */
async function dropIdleCodes(tx: Tx, userId: number): Promise<void> {
  if (!await hasSecondFactor(tx.db, userId)) await tx.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
}

/** Turns the authenticator app off. Idempotent. */
export async function turnOffAuthenticator(tx: Tx, userId: number): Promise<void> {
  const gone = await tx.db.deleteFrom('authenticators').where('user_id', '=', userId).returning('user_id').execute()
  if (gone.length === 0) return
  await dropIdleCodes(tx, userId)
  await tell(tx, userId, 'authenticator-off')
}

/** Removes a passkey. */
export async function removePasskey(tx: Tx, userId: number, id: number): Promise<void> {
  const name = await dropPasskey(tx, userId, id)
  await dropIdleCodes(tx, userId)
  await tell(tx, userId, 'passkey-removed', name)
}

/** Ten new recovery codes in place of the old ones, to show once. */
export async function renewRecoveryCodes(tx: Tx, userId: number): Promise<string[]> {
  const codes = await makeRecoveryCodes(tx, userId)
  await tell(tx, userId, 'recovery-renewed')
  return codes
}

/** For somebody who lost everything: an admin takes the second factor away. True when there was one; the member is told. */
export async function removeSecondFactors(tx: Tx, userId: number): Promise<boolean> {
  if (!await hasSecondFactor(tx.db, userId)) return false
  for (const table of ['authenticators', 'passkeys', 'recovery_codes'] as const) await tx.db.deleteFrom(table).where('user_id', '=', userId).execute()
  await tell(tx, userId, 'removed-by-staff')
  return true
}

/**
 * Tries what somebody typed as their second factor: six digits of the app, or a recovery code. Each code is good once,
 * a code of the app never after one that is younger.
 */
export async function trySecondFactor(ctx: Pick<Context, 'db' | 'write' | 'clock'>, userId: number, typed: string): Promise<boolean> {
  const app = await authenticator(ctx.db, userId)
  const step = app ? await totpStep(app.secret, typed, ctx.clock.now()) : null
  if (app && step !== null) {
    return ctx.write(async (tx) => (await tx.db.updateTable('authenticators').set({ last_step: step })
      .where('user_id', '=', userId).where('secret', '=', app.secret).where('last_step', '<', step).returning('user_id').execute()).length > 0)
  }
  return ctx.write(async (tx) => {
    if (!await useRecoveryCode(tx, userId, typed)) return false
    await tell(tx, userId, 'recovery-used', String(await recoveryCodesLeft(tx.db, userId)))
    return true
  })
}
