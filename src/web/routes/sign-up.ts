// /auth/sign_up and /invite/CODE: the way in for people.
import type { FastifyReply } from 'fastify'
import { PASSWORD_MIN, requireUser } from '#domain/access/users.ts'
import { checkUsername } from '#domain/accounts/create-account.ts'
import { rulesInForce } from '#domain/instance/rules.ts'
import { checkTerms, inviterOf, signUp, termsOfSignUp, type SignUp, type Terms } from '#domain/onboarding/sign-up.ts'
import { activeQuestions, ANSWER_MAX, type Answer } from '#domain/onboarding/questions.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Reader } from '#domain/context.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import type { Question, SignUpField } from '../props/joining.ts'
import type { Notice } from '../props/page.ts'
import { serverWords as w } from '../words/en/server.ts'
import { aheadOfApplicants, friendsOf } from './ahead.ts'
import { countTry } from './count-try.ts'
import { isNotSetUp, showNotSetUp } from './not-set-up.ts'
import { sendOn, sendPage, frame } from './send-page.ts'
import { sentenceOf } from './sentences.ts'
import { signInBrowser } from './entering.ts'
import { field, formOf, type Fields, type Visit } from './visit.ts'

/** The field that stands for "why" in communities without questions of their own. */
const REASON = 'reason'

export const answersIn = (form: Fields): Record<string, string> => {
  const answers = form['answers']
  if (answers === null || typeof answers !== 'object') return {}
  return Object.fromEntries(Object.entries(answers).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

export const answerList = (answers: Record<string, string>): Answer[] =>
  Object.entries(answers).filter(([id]) => /^\d{1,16}$/.test(id)).map(([id, text]) => ({ questionId: Number(id), text }))

/** The community's questions as the page asks them, with what was typed. */
export async function askedQuestions(db: Reader, typed: Record<string, string>, errors: Record<string, string> = {}): Promise<Question[]> {
  return (await activeQuestions(db)).map((question) => ({
    id: String(question.id), text: question.text, hint: question.hint || null, required: question.required, multiline: true, maxLength: ANSWER_MAX,
    ...typed[question.id] === undefined ? {} : { answer: typed[question.id] ?? '' }, ...errors[question.id] === undefined ? {} : { error: errors[question.id] ?? '' },
  }))
}

async function questionsFor(db: Reader, terms: Terms, typed: Record<string, string>, errors: Partial<Record<string, string>>): Promise<Question[]> {
  if (terms.direct) return []
  if (terms.questions) return askedQuestions(db, typed, unanswered(await activeQuestions(db), typed, errors))
  if (!terms.settings.requireReason) return []
  const error = errors[REASON]
  return [{ id: REASON, text: w.reasonQuestion, required: true, multiline: true, maxLength: 420, answer: typed[REASON] ?? '', ...error ? { error } : {} }]
}

const unanswered = (questions: { id: number; required: boolean }[], typed: Record<string, string>, errors: Partial<Record<string, string>>) =>
  Object.keys(errors).length === 0 ? {} : Object.fromEntries(questions.filter((one) => one.required && !typed[one.id]?.trim()).map((one) => [one.id, w.fieldFaults['ERR_BLANK'] ?? '']))

interface Shown { values?: Partial<Record<SignUpField, string>>; errors?: Partial<Record<string, string>>; typed?: Record<string, string>; notice?: Notice | null; status?: number; error?: string }

/** On which terms, or null where nobody may (or not without a code). */
async function openTerms({ ctx, now }: Visit, code: string): Promise<Terms | null> {
  try {
    return await termsOfSignUp(ctx.db, code, now)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'registrations.closed') return null
    throw error
  }
}

/** An invitation as its guests see it. */
async function invitationOf(db: Reader, invite: NonNullable<Terms['invite']>) {
  const { comment, max_uses: most, uses, expires_at: ends } = invite
  return {
    by: await inviterOf(db, invite) ?? '', note: comment, left: most === null ? null : Math.max(0, most - uses),
    expiresAt: ends === null ? null : new Date(ends).toISOString(),
  }
}

async function show(visit: Visit, code: string, shown: Shown = {}): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const terms = await openTerms(visit, code)
  const settings = terms?.settings ?? await ctx.settings()
  const byInvitation = settings.registrations === 'invited'
  const page = await frame(visit, shown.notice ?? null)
  const { values = {}, errors = {}, typed = {} } = shown
  const open = terms !== null || byInvitation
  const { mail, wait } = await aheadOfApplicants(ctx)
  const html = ctx.pages.signUpPage({
    page, mail, wait, applies: terms !== null && !terms.direct,
    form: open
      ? { ...formOf(visit, '/auth/sign_up', { hidden: byInvitation && !terms ? {} : { invite_code: code || undefined }, error: shown.error }), values: { ...values, invite_code: code }, errors }
      : null,
    rules: (await rulesInForce(ctx.db)).map((rule) => ({ id: String(rule.id), text: rule.text, hint: rule.hint })),
    questions: terms ? await questionsFor(ctx.db, terms, typed, errors) : [],
    minPasswordLength: PASSWORD_MIN, maxUsernameLength: 30, signInUrl: '/auth/sign_in',
    invite: terms?.invite ? await invitationOf(ctx.db, terms.invite) : null,
    inviteCode: byInvitation && !terms ? 'required' : 'hidden',
    message: settings.registrationsMessage || null, friends: friendsOf(settings),
  })
  return sendPage(reply, html, { status: shown.status ?? 200 })
}

/** GET /auth/sign_up. */
export async function showSignUp(visit: Visit): Promise<FastifyReply> {
  if (visit.session) return sendOn(visit.reply, '/')
  return await isNotSetUp(visit) ? showNotSetUp(visit) : show(visit, field(visit.query, 'invite_code'))
}

/** GET /invite/CODE. */
export async function showInvitation(visit: Visit): Promise<FastifyReply> {
  if (visit.session) return sendOn(visit.reply, '/')
  const code = (visit.request.params as { code?: string }).code ?? ''
  const terms = await openTerms(visit, code)
  if (terms?.invite) return show(visit, code)
  return show(visit, '', { notice: { kind: 'warn', text: w.invitationOver }, status: 404 })
}

/** A name like `name` that nobody has, or null. */
async function freeName(db: Reader, name: string): Promise<string | null> {
  for (const candidate of [`${name}_b`, `${name}_2`, `the_${name}`]) {
    const free = await checkUsername(db, candidate).then(() => true, () => false)
    if (free) return candidate
  }
  return null
}

async function sentences(visit: Visit, error: Refusal, username: string): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const [name, [fault]] of Object.entries(error.details.fields ?? {})) {
    if (!fault) continue
    told[name] = name === 'username' && fault.error === 'ERR_TAKEN' ? w.taken(username, await freeName(visit.ctx.db, username)) : sentenceOf(name, fault)
  }
  return told
}

const wantedIn = ({ form, request }: Visit, typed: Record<string, string>): SignUp => ({
  username: field(form, 'username').trim().replace(/^@/, ''), email: field(form, 'email').trim(), password: field(form, 'password'),
  agreement: field(form, 'agreement') === '1', reason: typed[REASON] ?? null, inviteCode: field(form, 'invite_code').trim() || null,
  answers: answerList(typed), ip: request.ip, locale: /^\s*([a-z]{2,3})/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase() ?? null,
})

/** Required questions are answered at once by people; only apps may leave them for later. */
async function requireAnswers(db: Reader, terms: Terms, typed: Record<string, string>): Promise<void> {
  if (terms.direct || !terms.questions) return
  if ((await activeQuestions(db)).some((one) => one.required && !typed[one.id]?.trim())) {
    throw new Refusal('input.invalid', { text: w.answersMissing, fields: { answers: [{ error: 'ERR_BLANK', description: 'can\'t be blank' }] } })
  }
}

/** POST /auth/sign_up: makes the account, and leads to where it stands. */
export async function submitSignUp(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply, now } = visit
  if (await isNotSetUp(visit)) return showNotSetUp(visit, 403)
  const typed = answersIn(form)
  const wanted = wantedIn(visit, typed)
  try {
    await countTry(visit, 'sign-up', wanted.email)
    await requireAnswers(ctx.db, await checkTerms(ctx.db, wanted, now), typed)
    const [keys, passwordHash] = await Promise.all([generateRsaKeyPair(), hashPassword(wanted.password)])
    const made = await ctx.write((tx) => signUp(tx, wanted, { ...keys, passwordHash }))
    if (!made.confirmed || !made.approved) return sendOn(reply, `/join/status/${made.statusToken}`)
    await signInBrowser(visit, await requireUser(ctx.db, made.userId), false)
    return sendOn(reply, '/')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const values = { username: wanted.username, email: wanted.email, agreement: wanted.agreement ? '1' : '' }
    const errors = error.details.fields ? await sentences(visit, error, wanted.username) : {}
    const badCode = error.code === 'registrations.closed' && wanted.inviteCode ? { invite_code: w.codeWrong } : {}
    const general = error.details.fields || badCode.invite_code ? {} : { error: error.message }
    return show(visit, wanted.inviteCode ?? '', { values, typed, errors: { ...errors, ...badCode }, status: error.status, ...general })
  }
}
