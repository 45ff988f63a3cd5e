// /join/status/TOKEN: the applicant's own page. Who has the address is the applicant; it is in their mail.
import type { FastifyReply } from 'fastify'
import { requireUser } from '#domain/access/users.ts'
import { answerQuestions, applicationByToken, isOpen, placeInQueue, withdraw, type Application } from '#domain/onboarding/applications.ts'
import { decidedPerDay } from '#domain/onboarding/decision-pace.ts'
import { resendConfirmation } from '#domain/onboarding/confirm-email.ts'
import { answersOf } from '#domain/onboarding/questions.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { usernameOf } from '#domain/access/users.ts'
import type { Row } from '#domain/tables.ts'
import type { ApplicationState } from '../props/joining.ts'
import type { Notice } from '../props/page.ts'
import { serverWords as w } from '../words/en/server.ts'
import { aheadOfApplicants } from './ahead.ts'
import { countTry } from './count-try.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { sentencesOf } from './sentences.ts'
import { answerList, answersIn, askedQuestions } from './sign-up.ts'
import { field, formOf, type Visit } from './visit.ts'

const iso = (at: number | null) => at === null ? null : new Date(at).toISOString()

interface Applicant { application: Application; user: Row<'users'>; path: string }

async function applicantOf({ ctx, request }: Visit): Promise<Applicant> {
  const token = (request.params as { token?: string }).token ?? ''
  const application = await applicationByToken(ctx.db, token)
  if (!application) throw missing()
  return { application, user: await requireUser(ctx.db, application.user_id), path: `/join/status/${token}` }
}

interface Shown { notice?: Notice; emailError?: string; typed?: Record<string, string>; status?: number }

async function stateOf(visit: Visit, { application, user, path }: Applicant, { emailError, typed }: Shown): Promise<ApplicationState> {
  const { ctx, now } = visit
  if (application.state === 'withdrawn' || application.state === 'expired') return { state: application.state }
  if (application.state === 'rejected') return { state: 'declined', reason: application.message }
  if (user.confirmed_at === null) {
    return { state: 'unconfirmed', resend: { ...formOf(visit, `${path}/resend`), values: { email: user.email }, ...emailError ? { errors: { email: emailError } } : {} } }
  }
  if (application.state === 'approved') return { state: 'approved', signInUrl: '/auth/sign_in' }
  if (application.state === 'waiting') return { state: 'waiting', place: await placeInQueue(ctx.db, user.id), perDay: await decidedPerDay(ctx.db, now), wait: (await aheadOfApplicants(ctx)).wait }
  const known = Object.fromEntries((await answersOf(ctx.db, user.id)).map((answer) => [String(answer.questionId), answer.text]))
  const error = typed ? w.answersMissing : undefined
  return { state: 'question', questions: await askedQuestions(ctx.db, { ...known, ...typed }), form: formOf(visit, `${path}/answers`, { error }) }
}

async function show(visit: Visit, applicant: Applicant, shown: Shown = {}): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const { application, user, path } = applicant
  const page = await frame(visit, shown.notice ?? null)
  // Who was let in without a decision came by an open door or an invitation.
  const direct = application.state === 'approved' && application.decided_at === null
  const asks = application.state === 'questions' || (!direct && (await answersOf(ctx.db, user.id)).length > 0)
  const html = ctx.pages.applicationPage({
    page, direct, asks, mail: ctx.config.smtpUrl !== null, username: await usernameOf(ctx.db, user.account_id), email: user.email, sentAt: new Date(application.created_at).toISOString(), confirmedAt: iso(user.confirmed_at),
    decidedAt: iso(application.decided_at), application: await stateOf(visit, applicant, shown),
    withdraw: isOpen(application) ? formOf(visit, `${path}/withdraw`) : null,
    signUpUrl: page.community.registrations === 'closed' ? null : '/auth/sign_up',
  })
  return sendPage(reply, html, { status: shown.status ?? 200 })
}

const notices: Record<string, string> = { answers: w.pendingAnswers, resent: w.resent }

/** GET. */
export async function showApplication(visit: Visit): Promise<FastifyReply> {
  const notice = notices[field(visit.query, 'notice')]
  return show(visit, await applicantOf(visit), notice ? { notice: { kind: 'ok', text: notice } } : {})
}

/** POST …/answers. */
export async function submitAnswers(visit: Visit): Promise<FastifyReply> {
  const applicant = await applicantOf(visit)
  const typed = answersIn(visit.form)
  if (applicant.user.confirmed_at === null) throw new Refusal('user.unconfirmed')
  await visit.ctx.write((tx) => answerQuestions(tx, applicant.user.id, answerList(typed)))
  const after = await applicantOf(visit)
  if (after.application.state === 'questions') return show(visit, after, { typed, status: 422 })
  return sendOn(visit.reply, `${applicant.path}?notice=answers`)
}

/** POST …/resend: the confirmation again, to a corrected address if there is one. */
export async function resendMail(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply } = visit
  const applicant = await applicantOf(visit)
  const email = field(form, 'email').trim() || applicant.user.email
  await countTry(visit, 'confirm', email)
  try {
    await ctx.write((tx) => resendConfirmation(tx, applicant.user.id, email))
  } catch (error) {
    if (!(error instanceof Refusal) || !error.details.fields) throw error
    return show(visit, applicant, { emailError: sentencesOf(error)['email'] ?? error.message, status: 422 })
  }
  return sendOn(reply, `${applicant.path}?notice=resent`)
}

/** POST …/withdraw. */
export async function withdrawApplication(visit: Visit): Promise<FastifyReply> {
  const { user, path } = await applicantOf(visit)
  await visit.ctx.write((tx) => withdraw(tx, user.id))
  return sendOn(visit.reply, path)
}
