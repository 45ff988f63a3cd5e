// /auth/edit: what a member settles without an app. This file: how everything stands, the e-mail, the password.
import type { FastifyReply } from 'fastify'
import { requestMail } from '#domain/access/mail-requests.ts'
import { secondFactorsOf } from '#domain/access/second-factors.ts'
import { authorizedApps } from '#domain/access/tokens.ts'
import { waitingEmail } from '#domain/access/user-codes.ts'
import { parseUserSettings } from '#domain/access/user-settings.ts'
import { changePassword, PASSWORD_MIN } from '#domain/access/users.ts'
import { sessionsOf } from '#domain/access/web-sessions.ts'
import { oldPostsPolicy } from '#domain/old-posts/policy.ts'
import { requestEmailChange } from '#domain/onboarding/confirm-email.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { languageName } from '#domain/text/language.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import type { Notice } from '../props/page.ts'
import { serverWords as w } from '../words/en/server.ts'
import { isOwnPassword } from './own-password.ts'
import type { SignedVisit } from './page-access.ts'
import { newPasswordErrors } from './password.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { sentencesOf } from './sentences.ts'
import { field, formOf } from './visit.ts'

const notices: Record<string, string> = {
  password: w.passwordSaved, email: w.emailChanged, app: w.appRevoked, session: w.sessionEnded, sessions: w.sessionsEnded, saved: w.saved,
  authenticator: w.authenticatorOn, 'authenticator-off': w.authenticatorOff, passkey: w.passkeyAdded, alias: w.aliasAdded, 'alias-removed': w.aliasRemoved, moved: w.moved, redirected: w.redirected, 'redirect-ended': w.redirectEnded,
  'passkey-removed': w.passkeyRemoved,
}

/** What was just done, said on the page that it leads to. */
export function doneNotice({ query }: SignedVisit): Notice | null {
  const text = notices[field(query, 'notice')]
  return text ? { kind: 'ok', text } : null
}

/** GET /auth/edit. */
export async function showAccountSettings(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, now, session: { user } } = visit
  const [[account], factors, sessions, apps, { enabled: oldPostsGo }] = await Promise.all([
    showAccounts(ctx, [user.account_id]), secondFactorsOf(ctx.db, user.id), sessionsOf(ctx.db, user.id, now), authorizedApps(ctx.db, user.id), oldPostsPolicy(ctx.db, user.account_id),
  ])
  if (!account) throw missing()
  return sendPage(reply, ctx.pages.accountSettingsPage({
    page: await frame(visit, doneNotice(visit)), account, email: user.email, authenticator: factors.authenticatorSince !== null,
    passkeys: factors.passkeys.length, recoveryCodesLeft: factors.recoveryCodesLeft, sessions: sessions.length, apps: apps.length,
    language: languageName(user.locale ?? 'en'), mailMentions: parseUserSettings(user.settings).mail_mentions, oldPostsGo,
  }))
}

interface EmailShown { errors?: { email?: string; current_password?: string }; notice?: string; typed?: string; status?: number }

async function showEmail(visit: SignedVisit, { errors = {}, notice, typed = '', status = 200 }: EmailShown = {}): Promise<FastifyReply> {
  const { ctx, reply, now, session: { user } } = visit
  const html = ctx.pages.emailSettingsPage({
    page: await frame(visit, notice ? { kind: 'ok', text: notice } : doneNotice(visit)), email: user.email,
    unconfirmedEmail: await waitingEmail(ctx.db, user.id, now), form: { ...formOf(visit, '/auth/edit/email'), values: { email: typed }, errors },
  })
  return sendPage(reply, html, { status })
}

/** GET /auth/edit/email. */
export const showEmailSettings = (visit: SignedVisit): Promise<FastifyReply> => showEmail(visit)

/** POST /auth/edit/email. */
export async function submitEmail(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  const email = field(form, 'email').trim()
  if (!await isOwnPassword(visit)) return showEmail(visit, { errors: { current_password: w.wrongPassword }, typed: email, status: 422 })
  try {
    const outcome = await ctx.write((tx) => requestEmailChange(tx, session.user.id, email))
    return outcome === 'changed' ? sendOn(reply, '/auth/edit/email?notice=email') : showEmail(visit, { notice: w.emailSent(email) })
  } catch (error) {
    if (!(error instanceof Refusal) || !error.details.fields) throw error
    return showEmail(visit, { errors: { email: sentencesOf(error)['email'] ?? error.message }, typed: email, status: 422 })
  }
}

async function showPassword(visit: SignedVisit, errors: Record<string, string> = {}, status = 200): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const form = { ...formOf(visit, '/auth/edit/password'), errors }
  return sendPage(reply, ctx.pages.passwordSettingsPage({ page: await frame(visit, doneNotice(visit)), email: user.email, form, minPasswordLength: PASSWORD_MIN }), { status })
}

/** GET /auth/edit/password. */
export const showPasswordSettings = (visit: SignedVisit): Promise<FastifyReply> => showPassword(visit)

/** POST /auth/edit/password: every other browser is signed out; apps stay. */
export async function submitPassword(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  if (!await isOwnPassword(visit)) return showPassword(visit, { current_password: w.wrongPassword }, 422)
  const password = field(form, 'password')
  const errors = newPasswordErrors(password, field(form, 'password_confirmation'))
  if (Object.keys(errors).length > 0) return showPassword(visit, errors, 422)
  const passwordHash = await hashPassword(password)
  await ctx.write(async (tx) => {
    await changePassword(tx, session.user.id, passwordHash, { keepSessionId: session.id })
    await requestMail(tx, { template: 'password-changed', userId: session.user.id })
  })
  return sendOn(reply, '/auth/edit/password?notice=password')
}
