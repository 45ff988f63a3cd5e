// /auth/password/…: a forgotten password.
import type { FastifyReply } from 'fastify'
import { peekCode } from '#domain/access/user-codes.ts'
import { PASSWORD_MIN, passwordFault } from '#domain/access/users.ts'
import { requestPasswordReset, resetPassword } from '#domain/onboarding/reset-password.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { serverWords as w } from '../words/en/server.ts'
import { countTry } from './count-try.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { sentenceOf } from './sentences.ts'
import { field, formOf, type Visit } from './visit.ts'

const REQUEST = '/auth/password/new'
const RESET = '/auth/password/edit'

async function showRequest(visit: Visit, { sent = false, error = '', status = 200 } = {}): Promise<FastifyReply> {
  const { ctx, reply, form } = visit
  const html = ctx.pages.passwordRequestPage({
    page: await frame(visit), form: { ...formOf(visit, REQUEST), values: { email: field(form, 'email') }, ...error ? { errors: { email: error } } : {} },
    sent, signInUrl: '/auth/sign_in',
  })
  return sendPage(reply, html, { status })
}

/** GET /auth/password/new. */
export const showPasswordRequest = (visit: Visit): Promise<FastifyReply> => showRequest(visit)

/** POST /auth/password/new: the same answer for known and unknown addresses. */
export async function submitPasswordRequest(visit: Visit): Promise<FastifyReply> {
  const { ctx, form } = visit
  const email = field(form, 'email').trim()
  if (email === '') return showRequest(visit, { error: w.emailMissing, status: 422 })
  await countTry(visit, 'reset', email)
  await ctx.write((tx) => requestPasswordReset(tx, email))
  return showRequest(visit, { sent: true })
}

async function showReset(visit: Visit, code: string, { errors = {} as Partial<Record<'password' | 'password_confirmation', string>>, status = 200 } = {}): Promise<FastifyReply> {
  const { ctx, reply, now } = visit
  const good = (await peekCode(ctx.db, code, now))?.purpose === 'reset'
  const html = ctx.pages.passwordResetPage({
    page: await frame(visit), form: good ? { ...formOf(visit, RESET, { hidden: { code } }), errors } : null, minPasswordLength: PASSWORD_MIN, requestUrl: REQUEST,
  })
  return sendPage(reply, html, { status: good ? status : 404 })
}

/** GET /auth/password/edit?code=… */
export const showPasswordReset = (visit: Visit): Promise<FastifyReply> => showReset(visit, field(visit.query, 'code'))

/** What is wrong with a new password typed twice. */
export function newPasswordErrors(password: string, again: string): Partial<Record<'password' | 'password_confirmation', string>> {
  const fault = passwordFault(password)
  if (fault) return { password: sentenceOf('password', fault) }
  return password === again ? {} : { password_confirmation: w.passwordsDiffer }
}

/** POST /auth/password/edit. */
export async function submitPasswordReset(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply, now } = visit
  const code = field(form, 'code')
  const password = field(form, 'password')
  const errors = newPasswordErrors(password, field(form, 'password_confirmation'))
  if (Object.keys(errors).length > 0) return showReset(visit, code, { errors, status: 422 })
  // Nobody makes the server hash for a code that is not good.
  if ((await peekCode(ctx.db, code, now))?.purpose !== 'reset') return showReset(visit, code)
  const passwordHash = await hashPassword(password)
  const done = await ctx.write((tx) => resetPassword(tx, code, passwordHash))
  return done ? sendOn(reply, '/auth/sign_in?notice=password&switch=1') : showReset(visit, code)
}
