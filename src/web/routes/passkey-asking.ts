// Asking a browser for a passkey and believing its answer: the question travels in the form, signed, bound to this
// browser and good once, so that nothing is kept until somebody answers.
import { writeSlip, readSlip, spendSlip } from '#domain/access/slips.ts'
import { notePasskeyUse, passkeyByCredential, passkeysOf, type Passkey } from '#domain/access/passkeys.ts'
import { askToRegister, askToSign, credentialIn, readRegistration, readSignature, type KeptPasskey, type Site } from '#machinery/crypto/passkeys.ts'
import { newSecret } from '#machinery/crypto/secrets.ts'
import type { PasskeyForm } from '../props/account-settings.ts'
import { field, formOf, type Visit } from './visit.ts'

const ASKED_FOR_MS = 60 * 60_000

async function siteOf({ ctx }: Visit): Promise<Site> {
  const { hostname, origin } = new URL(ctx.config.origin)
  return { id: hostname, origin, name: (await ctx.community()).name }
}

const terms = ({ ctx, csrf, now }: Visit) => ({ key: ctx.formKey, binding: csrf, now })

type Hidden = Record<string, string | undefined>

/** A form that asks for a passkey of `userId`, or, when that is null, for any of this site. */
export async function passkeyForm(visit: Visit, action: string, userId: number | null, hidden: Hidden): Promise<PasskeyForm> {
  const challenge = newSecret()
  const known = userId === null ? null : await passkeysOf(visit.ctx.db, userId)
  const slip = writeSlip('passkey-sign', { challenge, userId }, { ...terms(visit), lastsMs: ASKED_FOR_MS })
  const options = JSON.stringify(await askToSign(await siteOf(visit), challenge, known))
  return { ...formOf(visit, action, { hidden: { ...hidden, asked: slip } }), options, script: visit.ctx.passkeyScript }
}

/** The passkey in the answer to {@link passkeyForm}, its use noted; null when anything is wrong, or it was given before. */
export async function answeredPasskey(visit: Visit, userId: number | null): Promise<Passkey | null> {
  const { ctx, form } = visit
  const slip = field(form, 'asked')
  const asked = readSlip<{ challenge: string; userId: number | null }>('passkey-sign', slip, terms(visit))
  const answer = field(form, 'credential')
  const credential = credentialIn(answer)
  if (!asked || asked.userId !== userId || credential === null) return null
  const key = await passkeyByCredential(ctx.db, credential)
  if (!key || (userId !== null && key.userId !== userId)) return null
  const counter = await readSignature(await siteOf(visit), asked.challenge, answer, key, { alone: userId === null })
  if (counter === null) return null
  return await ctx.write(async (tx) => await spendSlip(tx, slip) && await notePasskeyUse(tx, key, counter)) ? key : null
}

export interface NewcomerNames { userId: number; username: string; displayName: string }

/** A form that has the browser make a passkey, called `name`. Call it only for who has just given the password. */
export async function newPasskeyForm(visit: Visit, action: string, { userId, username, displayName }: NewcomerNames, name: string): Promise<PasskeyForm> {
  const challenge = newSecret()
  const known = await passkeysOf(visit.ctx.db, userId)
  const slip = writeSlip('passkey-new', { challenge, userId, name }, { ...terms(visit), lastsMs: ASKED_FOR_MS })
  const options = JSON.stringify(await askToRegister(await siteOf(visit), challenge, { userId, name: username, displayName: displayName || username, known }))
  return { ...formOf(visit, action, { hidden: { asked: slip } }), options, script: visit.ctx.passkeyScript }
}

/** The new passkey in the answer to {@link newPasskeyForm}; null when anything is wrong, or it was given before. */
export async function madePasskey(visit: Visit, userId: number): Promise<{ key: KeptPasskey; name: string } | null> {
  const slip = field(visit.form, 'asked')
  const asked = readSlip<{ challenge: string; userId: number; name: string }>('passkey-new', slip, terms(visit))
  if (!asked || asked.userId !== userId) return null
  const key = await readRegistration(await siteOf(visit), asked.challenge, field(visit.form, 'credential'))
  return key && await visit.ctx.write((tx) => spendSlip(tx, slip)) ? { key, name: asked.name } : null
}
