// /auth/edit/second-factor: the authenticator app, passkeys, recovery codes. Every change asks for the password first.
import type { FastifyReply } from 'fastify'
import {
  hasSecondFactor, registerPasskey, removePasskey, renewRecoveryCodes, secondFactorsOf, turnOffAuthenticator, turnOnAuthenticator,
} from '#domain/access/second-factors.ts'
import { readSlip, spendSlip, writeSlip } from '#domain/access/slips.ts'
import { usernameOf } from '#domain/access/users.ts'
import { Refusal } from '#domain/refusals.ts'
import { newTotpSecret, qrSvg, totpStep, totpUri } from '#machinery/crypto/totp.ts'
import { serverWords as w } from '../words/en/server.ts'
import { doneNotice } from './account-settings.ts'
import { countTry } from './count-try.ts'
import { isOwnPassword } from './own-password.ts'
import type { SignedVisit } from './page-access.ts'
import { madePasskey, newPasskeyForm } from './passkey-asking.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { idIn } from './signed-in.ts'
import { field, formOf } from './visit.ts'

const PAGE = '/auth/edit/second-factor'
const SETUP_MS = 60 * 60_000

/** Which form was wrong, and how. `passkey-ID` names a passkey's own. */
interface Wrong { form: string; errors: { current_password?: string; name?: string } }

const iso = (ms: number) => new Date(ms).toISOString()

async function show(visit: SignedVisit, wrong: Wrong | null = null, danger = ''): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const { authenticatorSince, passkeys, recoveryCodesLeft: left } = await secondFactorsOf(ctx.db, user.id)
  const form = (action: string, name: string, hidden: Record<string, string> = {}) =>
    ({ ...formOf(visit, `${PAGE}/${action}`, { hidden }), ...wrong?.form === name ? { errors: wrong.errors } : {} })
  const html = ctx.pages.secondFactorPage({
    page: await frame(visit, danger ? { kind: 'danger', text: danger } : doneNotice(visit)),
    authenticatorSince: authenticatorSince === null ? null : iso(authenticatorSince),
    authenticatorForm: form('app', 'app'), removeAuthenticatorForm: form('app/remove', 'app/remove'),
    passkeys: passkeys.map((one) => ({
      name: one.name, createdAt: iso(one.createdAt), lastUsedAt: one.lastUsedAt === null ? null : iso(one.lastUsedAt),
      form: form('passkeys/remove', `passkey-${one.id}`, { passkey_id: String(one.id) }),
    })),
    addPasskeyForm: { ...form('passkeys/new', 'passkeys/new'), values: { name: field(visit.form, 'name') } },
    recoveryCodesLeft: left, recoveryForm: form('recovery', 'recovery'),
  })
  return sendPage(reply, html, { status: wrong || danger ? 422 : 200 })
}

/** GET /auth/edit/second-factor. */
export const showSecondFactor = (visit: SignedVisit): Promise<FastifyReply> => show(visit)

/** Goes on with `then` once the password was right; otherwise says so in the form called `name`. */
const withPassword = (name: (visit: SignedVisit) => string, then: (visit: SignedVisit) => Promise<FastifyReply>) =>
  async (visit: SignedVisit): Promise<FastifyReply> =>
    await isOwnPassword(visit) ? then(visit) : show(visit, { form: name(visit), errors: { current_password: w.wrongPassword } })

/** Codes are shown once; without any the page says what was done. */
async function showCodes(visit: SignedVisit, codes: string[] | null, notice: string): Promise<FastifyReply> {
  if (codes === null) return sendOn(visit.reply, `${PAGE}?notice=${notice}`)
  return sendPage(visit.reply, visit.ctx.pages.recoveryCodesPage({ page: await frame(visit), codes }))
}

async function showSetup(visit: SignedVisit, secret: string, slip: string, error = ''): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const { name } = await ctx.community()
  const uri = await totpUri({ issuer: name, label: `${await usernameOf(ctx.db, user.account_id)}@${ctx.config.domain}`, secret })
  const form = { ...formOf(visit, `${PAGE}/app/confirm`, { hidden: { setup: slip } }), ...error ? { errors: { code: error } } : {} }
  return sendPage(reply, ctx.pages.authenticatorSetupPage({ page: await frame(visit), qr: await qrSvg(uri), secret, uri, form }), { status: error ? 422 : 200 })
}

const terms = ({ ctx, csrf, now }: SignedVisit) => ({ key: ctx.formKey, binding: csrf, now })

/** POST …/app: a new secret to photograph. It counts once a code of it has come back. */
export const setUpAuthenticator = withPassword(() => 'app', async (visit) => {
  const secret = await newTotpSecret()
  return showSetup(visit, secret, writeSlip('authenticator', { secret, userId: visit.session.user.id }, { ...terms(visit), lastsMs: SETUP_MS }))
})

/** POST …/app/confirm. */
export async function confirmAuthenticator(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, now, session: { user } } = visit
  const slip = field(form, 'setup')
  const setup = readSlip<{ secret: string; userId: number }>('authenticator', slip, terms(visit))
  if (!setup || setup.userId !== user.id) return show(visit, null, w.setupExpired)
  await countTry(visit, 'second-factor', user.email)
  const step = await totpStep(setup.secret, field(form, 'code'), now)
  if (step === null) return showSetup(visit, setup.secret, slip, w.secondFactorWrong)
  const done = await ctx.write(async (tx) => await spendSlip(tx, slip) ? { codes: await turnOnAuthenticator(tx, user.id, setup.secret, step) } : null)
  return done ? showCodes(visit, done.codes, 'authenticator') : show(visit, null, w.setupExpired)
}

/** POST …/app/remove. */
export const dropAuthenticator = withPassword(() => 'app/remove', async ({ ctx, reply, session }) => {
  await ctx.write((tx) => turnOffAuthenticator(tx, session.user.id))
  return sendOn(reply, `${PAGE}?notice=authenticator-off`)
})

/** POST …/recovery: ten new codes. */
export const makeNewCodes = withPassword(() => 'recovery', async (visit) => {
  const { ctx, session: { user } } = visit
  if (!await hasSecondFactor(ctx.db, user.id)) return show(visit)
  return showCodes(visit, await ctx.write((tx) => renewRecoveryCodes(tx, user.id)), 'saved')
})

/** POST …/passkeys/new: the page whose script has the browser make one. */
export const startPasskey = withPassword(() => 'passkeys/new', async (visit) => {
  const { ctx, reply, form, session: { user } } = visit
  const username = await usernameOf(ctx.db, user.account_id)
  const name = field(form, 'name').trim().slice(0, 60) || w.passkeyUnnamed
  const asked = await newPasskeyForm(visit, `${PAGE}/passkeys`, { userId: user.id, username: `${username}@${ctx.config.domain}`, displayName: username }, name)
  return sendPage(reply, ctx.pages.newPasskeyPage({ page: await frame(visit), name, form: asked }), { script: true })
})

/** POST …/passkeys: what the browser made. */
export async function submitPasskey(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, session: { user } } = visit
  const made = await madePasskey(visit, user.id)
  if (!made) return show(visit, null, w.passkeyNotMade)
  try {
    return await showCodes(visit, await ctx.write((tx) => registerPasskey(tx, user.id, made.key, made.name)), 'passkey')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'input.invalid') return show(visit, null, w.passkeyRefused)
    throw error
  }
}

/** POST …/passkeys/remove. */
export const dropPasskeyOf = withPassword((visit) => `passkey-${field(visit.form, 'passkey_id')}`, async (visit) => {
  const { ctx, reply, session: { user } } = visit
  const id = idIn(visit, 'passkey_id')
  await ctx.write((tx) => removePasskey(tx, user.id, id))
  return sendOn(reply, `${PAGE}?notice=passkey-removed`)
})
