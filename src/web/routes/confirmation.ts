// /auth/confirmation: the page behind the link in a mail. Opening it changes nothing; its button does.
import type { FastifyReply } from 'fastify'
import { peekCode } from '#domain/access/user-codes.ts'
import { requireUser, userByEmail } from '#domain/access/users.ts'
import { confirmEmail, resendConfirmation } from '#domain/onboarding/confirm-email.ts'
import { countTry } from './count-try.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { waitingRoom } from './entering.ts'
import { field, formOf, type Visit } from './visit.ts'

const PATH = '/auth/confirmation'

async function showExpired(visit: Visit): Promise<FastifyReply> {
  const page = await frame(visit)
  return sendPage(visit.reply, visit.ctx.pages.emailConfirmationPage({ page, state: 'expired', form: formOf(visit, `${PATH}/new`) }), { status: 404 })
}

/** GET: asks. */
export async function showConfirmation(visit: Visit): Promise<FastifyReply> {
  const { ctx, query, reply, now } = visit
  const code = field(query, 'code')
  const found = await peekCode(ctx.db, code, now)
  if (!found || found.purpose === 'reset') return showExpired(visit)
  const email = found.data ?? (await requireUser(ctx.db, found.userId)).email
  const html = ctx.pages.emailConfirmationPage({ page: await frame(visit), state: 'ask', email, form: formOf(visit, PATH, { hidden: { code } }) })
  return sendPage(reply, html)
}

/** POST: confirms. */
export async function submitConfirmation(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  const done = await ctx.write((tx) => confirmEmail(tx, field(form, 'code')))
  if (!done) return showExpired(visit)
  const room = await waitingRoom(ctx, await requireUser(ctx.db, done.userId))
  const next = room !== null ? { kind: 'application' as const, url: room }
    : session ? { kind: 'home' as const, url: '/' } : { kind: 'sign-in' as const, url: '/auth/sign_in' }
  return sendPage(reply, ctx.pages.emailConfirmationPage({ page: await frame(visit), state: 'done', email: done.email, next }))
}

/** POST /auth/confirmation/new: another link, if the address waits for one. Says the same either way. */
export async function resendToAddress(visit: Visit): Promise<FastifyReply> {
  const { ctx, form, reply } = visit
  const email = field(form, 'email').trim()
  await countTry(visit, 'confirm', email)
  const user = await userByEmail(ctx.db, email)
  if (user && user.confirmed_at === null && user.disabled_at === null) await ctx.write((tx) => resendConfirmation(tx, user.id))
  return sendOn(reply, '/auth/sign_in?notice=confirmation&switch=1')
}
