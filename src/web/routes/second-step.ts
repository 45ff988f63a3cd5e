// Between the right password and the way in: a code or a passkey. What was shown so far travels in the form as a slip that
// is bound to this browser and to the password as it is now.
import type { FastifyReply } from 'fastify'
import { secondFactorsOf, trySecondFactor } from '#domain/access/second-factors.ts'
import { readSlip, spendSlip, writeSlip } from '#domain/access/slips.ts'
import { userById } from '#domain/access/users.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { hashSecret } from '#machinery/crypto/secrets.ts'
import { serverWords as w } from '../words/en/server.ts'
import { countTry } from './count-try.ts'
import { appBehind, enter, type Errand } from './entering.ts'
import { answeredPasskey, passkeyForm } from './passkey-asking.ts'
import { withReturn } from './return-to.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Visit } from './visit.ts'

const STEP_MS = 15 * 60_000
const BACK = '/auth/sign_in?switch=1'

interface Step extends Errand { userId: number; proof: string }

const terms = ({ ctx, csrf, now }: Visit) => ({ key: ctx.formKey, binding: csrf, now })
const proofOf = (user: Row<'users'>) => hashSecret(`step:${user.password_hash}`)

interface Shown { slip: string; error?: string; status?: number }

async function show(visit: Visit, user: Row<'users'>, { returnTo }: Errand, { slip, error, status = 200 }: Shown): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const { authenticatorSince, passkeys } = await secondFactorsOf(ctx.db, user.id)
  const html = ctx.pages.secondStepPage({
    page: await frame({ ...visit, session: null }), hasAuthenticator: authenticatorSince !== null, backUrl: withReturn(BACK, returnTo),
    form: { ...formOf(visit, '/auth/sign_in/code', { hidden: { step: slip } }), ...error ? { errors: { code: error } } : {} },
    passkey: passkeys.length > 0 ? await passkeyForm(visit, '/auth/sign_in/second-passkey', user.id, { step: slip }) : null,
  })
  const app = await appBehind(ctx, returnTo)
  return sendPage(reply, html, { status, script: passkeys.length > 0, formTargets: app ? [app.redirectUri] : [] })
}

/** Asks for the second factor of somebody whose password was right. */
export function askSecondStep(visit: Visit, user: Row<'users'>, errand: Errand): Promise<FastifyReply> {
  const step: Step = { ...errand, userId: user.id, proof: proofOf(user) }
  return show(visit, user, errand, { slip: writeSlip('second-step', step, { ...terms(visit), lastsMs: STEP_MS }) })
}

/** Whom a posted slip is about; null when it is too old, used, or the password has changed since. */
async function stepOf(visit: Visit): Promise<{ slip: string; user: Row<'users'>; errand: Errand } | null> {
  const slip = field(visit.form, 'step')
  const step = readSlip<Step>('second-step', slip, terms(visit))
  const user = step ? await userById(visit.ctx.db, step.userId) : null
  return step && user && proofOf(user) === step.proof ? { slip, user, errand: { remember: step.remember, returnTo: step.returnTo } } : null
}

const startAgain = ({ reply }: Visit) => sendOn(reply, `${BACK}&notice=again`)

type Check = (visit: Visit, user: Row<'users'>) => Promise<{ ok: boolean; error: string }>

/** The way from a second factor to the inside, whichever it is. Tries are counted first. */
const submit = (check: Check) => async (visit: Visit): Promise<FastifyReply> => {
  const step = await stepOf(visit)
  if (!step) return startAgain(visit)
  const { slip, user, errand } = step
  try {
    await countTry(visit, 'second-factor', user.email)
    const { ok, error } = await check(visit, user)
    if (!ok) return await show(visit, user, errand, { slip, error, status: 401 })
    if (!await visit.ctx.write((tx) => spendSlip(tx, slip))) return startAgain(visit)
    return await enter(visit, user, errand)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(visit, user, errand, { slip, error: error.message, status: error.status })
  }
}

/** POST /auth/sign_in/code: six digits of the app, or a recovery code. */
export const submitCode = submit(async ({ ctx, form }, user) => ({ ok: await trySecondFactor(ctx, user.id, field(form, 'code')), error: w.secondFactorWrong }))

/** POST /auth/sign_in/second-passkey. */
export const submitSecondPasskey = submit(async (visit, user) => ({ ok: await answeredPasskey(visit, user.id) !== null, error: w.passkeyWrong }))
