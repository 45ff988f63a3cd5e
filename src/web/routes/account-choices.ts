// /auth/edit/{mail,language,delete}, and the way out of letters that needs no sign-in.
import type { FastifyReply } from 'fastify'
import { readSlip } from '#domain/access/slips.ts'
import { changeUserSettings, parseUserSettings } from '#domain/access/user-settings.ts'
import { changeLocale, userById, usernameOf } from '#domain/access/users.ts'
import { isLastOwner } from '#domain/access/roles.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { languageName, LANGUAGES, normaliseLanguage } from '#domain/text/language.ts'
import { serverWords as w } from '../words/en/server.ts'
import { doneNotice } from './account-settings.ts'
import { setCookie } from './cookies.ts'
import { isOwnPassword } from './own-password.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf, type Visit } from './visit.ts'

/** GET /auth/edit/mail. */
export async function showMailSettings(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const values = { mentions: parseUserSettings(user.settings).mail_mentions ? '1' : '' }
  return sendPage(reply, ctx.pages.mailSettingsPage({ page: await frame(visit, doneNotice(visit)), email: user.email, form: { ...formOf(visit, '/auth/edit/mail'), values } }))
}

/** POST /auth/edit/mail. */
export async function submitMailSettings({ ctx, form, reply, session: { user } }: SignedVisit): Promise<FastifyReply> {
  await ctx.write((tx) => changeUserSettings(tx, user.id, { mail_mentions: field(form, 'mentions') === '1' }))
  return sendOn(reply, '/auth/edit/mail?notice=saved')
}

/** GET /auth/edit/language. */
export async function showLanguageSettings(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, session: { user } } = visit
  const languages = LANGUAGES.map((code) => ({ code, name: languageName(code) })).sort((a, b) => a.name.localeCompare(b.name))
  const form = { ...formOf(visit, '/auth/edit/language'), values: { language: normaliseLanguage(user.locale) ?? 'en' } }
  return sendPage(reply, ctx.pages.languageSettingsPage({ page: await frame(visit, doneNotice(visit)), languages, form }))
}

/** POST /auth/edit/language. */
export async function submitLanguageSettings({ ctx, form, reply, session: { user } }: SignedVisit): Promise<FastifyReply> {
  const locale = normaliseLanguage(field(form, 'language'))
  if (locale === null) throw new Refusal('input.malformed')
  await ctx.write((tx) => changeLocale(tx, user.id, locale))
  return sendOn(reply, '/auth/edit/language?notice=saved')
}

async function showDelete(visit: SignedVisit, errors: { current_password?: string; username?: string } = {}, status = 200): Promise<FastifyReply> {
  const { ctx, reply, form, session: { user } } = visit
  const html = ctx.pages.deleteAccountPage({
    page: await frame(visit), username: await usernameOf(ctx.db, user.account_id), lastOwner: await isLastOwner(ctx.db, user.id),
    form: { ...formOf(visit, '/auth/edit/delete'), values: { username: field(form, 'username') }, errors },
  })
  return sendPage(reply, html, { status })
}

/** GET /auth/edit/delete. */
export const showDeleteAccount = (visit: SignedVisit): Promise<FastifyReply> => showDelete(visit)

/** POST /auth/edit/delete: with the password and the name. The last owner stays. */
export async function submitDeleteAccount(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session: { user } } = visit
  const username = await usernameOf(ctx.db, user.account_id)
  const typed = field(form, 'username').trim().replace(/^@/, '').toLowerCase()
  if (typed !== username.toLowerCase()) return showDelete(visit, { username: w.nameDiffers }, 422)
  if (!await isOwnPassword(visit)) return showDelete(visit, { current_password: w.wrongPassword }, 422)
  // Looked at inside: of two owners who leave at once, one stays.
  const gone = await ctx.write(async (tx) => !await isLastOwner(tx.db, user.id) && await deleteAccount(tx, user.account_id))
  if (!gone) return showDelete(visit, {}, 422)
  setCookie(ctx.config, reply, 'session', '')
  return sendOn(reply, '/auth/sign_in?notice=deleted')
}

/** The user whom the slip of a letter belongs to; anybody may have the letter, but it says one thing only. */
async function userOfSlip({ ctx, query, now }: Visit) {
  const userId = readSlip<number>('no-mail', field(query, 'slip'), { key: ctx.formKey, binding: '', now })
  const user = userId === null ? null : await userById(ctx.db, userId)
  if (!user) throw missing()
  return user
}

/** GET /auth/mail/stop?slip=…: asks, because mail programs open links by themselves. */
export async function showStopMail(visit: Visit): Promise<FastifyReply> {
  const user = await userOfSlip(visit)
  const form = formOf(visit, `/auth/mail/stop?slip=${field(visit.query, 'slip')}`)
  return sendPage(visit.reply, visit.ctx.pages.stopMailPage({ page: await frame(visit), state: 'ask', username: await usernameOf(visit.ctx.db, user.account_id), form }))
}

/** POST of the same, from the page or from a mail program's own button (RFC 8058), which has neither cookie nor token. */
export async function stopMail(visit: Visit): Promise<FastifyReply> {
  const user = await userOfSlip(visit)
  await visit.ctx.write((tx) => changeUserSettings(tx, user.id, { mail_mentions: false }))
  return sendPage(visit.reply, visit.ctx.pages.stopMailPage({ page: await frame(visit), state: 'done', username: '', form: formOf(visit, '') }))
}
