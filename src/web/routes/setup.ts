// /setup/CODE and the steps after it: a new community is named, gets its owner, and is furnished sheet by sheet. The code
// is the only authority until there is an owner; from then on the owner's session is.
import type { FastifyReply } from 'fastify'
import { finishSetup, foundCommunity, isSetupUnfinished, opensSetup } from '#domain/onboarding/found-community.ts'
import { checkEmail, passwordFault, PASSWORD_MIN, requireUser } from '#domain/access/users.ts'
import { checkUsername } from '#domain/accounts/create-account.ts'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import type { Sheet, Step, StepName } from '../props/setup.ts'
import { staysAt, typedIn, wizardSheets } from './community-sheets.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { sentencesOf } from './sentences.ts'
import { signInBrowser } from './entering.ts'
import { field, formOf, type Visit } from './visit.ts'

const order: readonly StepName[] = ['name', 'owner', 'joining', 'questions', 'rules', 'looks']
const lastStep = 'looks'

interface Shown { content: Sheet; values: Record<string, string>; errors?: Record<string, string>; error?: string; status?: number }

/** Where a step is read and sent. Before there is an owner the first two live under the code. */
const pathOf = (step: StepName, code: string | null): string => code === null ? `/setup/${step}` : step === 'name' ? `/setup/${code}` : `/setup/${code}/${step}`

function stepsFrom(now: StepName, code: string | null, asksQuestions: boolean): Step[] {
  const at = order.indexOf(now)
  return order.map((name, index) => ({
    name,
    state: name === now ? 'now' : name === 'questions' && !asksQuestions ? 'not-needed' : index < at ? 'done' : 'to-come',
    // The owner's account is made once; what was saved can be gone back to.
    url: index < at && name !== 'owner' && !(name === 'questions' && !asksQuestions) ? pathOf(name, code) : null,
  }))
}

async function show(visit: Visit, step: StepName, code: string | null, shown: Shown): Promise<FastifyReply> {
  const { ctx } = visit
  const asksQuestions = (await ctx.settings()).registrations === 'approval'
  const steps = stepsFrom(step, code, asksQuestions)
  const page = await frame(visit)
  const html = ctx.pages.setupPage({
    page: step === lastStep ? { ...page, stylesheets: [...page.stylesheets, '/accent-trial.css'] } : page,
    steps, back: steps.findLast(({ url }) => url !== null)?.url ?? null, content: shown.content, minPasswordLength: PASSWORD_MIN,
    form: { ...formOf(visit, pathOf(step, code), { error: shown.error }), values: shown.values, ...shown.errors ? { errors: shown.errors } : {} },
  })
  return sendPage(visit.reply, html, { status: shown.status ?? 200 })
}

/** Shows a step again with what is wrong, everything typed in its place. */
async function showAgain(visit: Visit, step: StepName, code: string | null, error: unknown, content: Sheet): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error
  const errors = sentencesOf(error)
  const general = Object.keys(errors).length > 0 ? {} : { error: error.message }
  return show(visit, step, code, { content, values: typedIn(visit.form), errors, status: error.status, ...general })
}

/** The code in the address, while it is good; everything else is not there. */
async function codeOf({ ctx, request }: Visit): Promise<string> {
  const code = (request.params as { code?: string }).code ?? ''
  if (!await opensSetup(ctx.db, code)) throw missing()
  return code
}

/** GET /setup/CODE: the first step. */
export async function showSetup(visit: Visit): Promise<FastifyReply> {
  const code = await codeOf(visit)
  return show(visit, 'name', code, await wizardSheets.name.show(visit))
}

/** POST /setup/CODE. */
export async function submitSetup(visit: Visit): Promise<FastifyReply> {
  const code = await codeOf(visit)
  try {
    await wizardSheets.name.save(visit)
    visit.ctx.refreshCommunity()
    return sendOn(visit.reply, pathOf('owner', code))
  } catch (error) {
    return showAgain(visit, 'name', code, error, { sheet: 'name' })
  }
}

/** GET /setup/CODE/owner. */
export async function showOwnerStep(visit: Visit): Promise<FastifyReply> {
  return show(visit, 'owner', await codeOf(visit), { content: { sheet: 'owner' }, values: {} })
}

/** Everything that is wrong with the owner's account, before the password is hashed. */
async function checkOwner({ ctx }: Visit, { username, email, password }: { username: string; email: string; password: string }): Promise<void> {
  const fields: Record<string, { error: string; description: string }[]> = {}
  for (const check of [checkUsername(ctx.db, username), checkEmail(ctx.db, email)]) {
    await check.catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      Object.assign(fields, error.details.fields)
    })
  }
  const fault = passwordFault(password)
  if (fault) fields['password'] = [fault]
  if (Object.keys(fields).length > 0) throw invalid('The account cannot be made like this', fields)
}

/** POST /setup/CODE/owner: makes the owner, signs them in, and uses the link up. */
export async function submitOwnerStep(visit: Visit): Promise<FastifyReply> {
  const { ctx, form } = visit
  const code = await codeOf(visit)
  const wanted = { username: field(form, 'username').trim().replace(/^@/, ''), email: field(form, 'email').trim(), password: field(form, 'password') }
  try {
    await checkOwner(visit, wanted)
    const [keys, passwordHash] = await Promise.all([generateRsaKeyPair(), hashPassword(wanted.password)])
    const { userId } = await ctx.write((tx) => foundCommunity(tx, { ...keys, passwordHash, username: wanted.username, email: wanted.email, inSteps: true }))
    ctx.refreshCommunity()
    await signInBrowser(visit, await requireUser(ctx.db, userId), false)
    return sendOn(visit.reply, pathOf('joining', null))
  } catch (error) {
    return showAgain(visit, 'owner', code, error, { sheet: 'owner' })
  }
}

type SheetStep = Exclude<StepName, 'owner'>

/** Which step comes after another; null: the wizard is through. Questions only where applications are read. */
async function after(visit: Visit, step: StepName): Promise<StepName | null> {
  const next = order[order.indexOf(step) + 1] ?? null
  if (next === 'owner') return 'joining'
  return next === 'questions' && (await visit.ctx.settings()).registrations !== 'approval' ? 'rules' : next
}

/** GET /setup/STEP: for the owner, until the wizard is through; then the same is under the settings. */
export const showStep = (step: SheetStep) => async (visit: SignedVisit): Promise<FastifyReply> => {
  if (!await isSetupUnfinished(visit.ctx.db)) return sendOn(visit.reply, step === 'name' ? '/admin/settings' : `/admin/settings/${step}`)
  return show(visit, step, null, await wizardSheets[step].show(visit))
}

/** POST /setup/STEP. */
export const submitStep = (step: SheetStep) => async (visit: SignedVisit): Promise<FastifyReply> => {
  const { ctx, reply } = visit
  try {
    const saved = await wizardSheets[step].save(visit)
    ctx.refreshCommunity()
    if (saved.stay) return sendOn(reply, staysAt(pathOf(step, null), saved))
    const next = await after(visit, step)
    if (next !== null) return sendOn(reply, pathOf(next, null))
    await ctx.write(finishSetup)
    return sendOn(reply, '/')
  } catch (error) {
    return showAgain(visit, step, null, error, (await wizardSheets[step].show(visit)).content)
  }
}
