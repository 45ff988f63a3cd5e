// The community's front door and its papers: /, /about, /privacy-policy, /terms-of-service.
import type { FastifyReply } from 'fastify'
import { heldPermissions, may } from '#domain/access/roles.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { rulesInForce } from '#domain/instance/rules.ts'
import type { Settings } from '#domain/instance/settings.ts'
import { dismissFirstDay, firstDay } from '#domain/onboarding/first-day.ts'
import { whoLooksAfter } from '#domain/onboarding/front-door.ts'
import { missing } from '#domain/refusals.ts'
import { directoryIds } from '#domain/search/directory.ts'
import { sanitizePaper } from '#domain/text/sanitize-paper.ts'
import { publicIds } from '#domain/timelines/public.ts'
import type { Account } from '#entities/account.ts'
import { renderRule } from '#entities/instance.ts'
import { showAccount, showAccounts } from '#entities/load-accounts.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import type { FirstDayProps } from '../props/setup.ts'
import { serverWords as w } from '../words/en/server.ts'
import { aheadOfApplicants, friendsOf } from './ahead.ts'
import { isNotSetUp, showNotSetUp } from './not-set-up.ts'
import type { SignedVisit } from './page-access.ts'
import { sendReading, sendTo, showsOf, viewerOf } from './reading.ts'
import { frame, sendOn } from './send-page.ts'
import { formOf, type Visit } from './visit.ts'

const LATEST = 6
const STAFF = 4
const PEOPLE = 6

async function contactOf({ ctx }: Visit, { contactUsername }: Settings): Promise<Account | null> {
  const row = contactUsername === '' ? null : await findByHandle(ctx.db, contactUsername, null)
  return row && row.deleted_at === null && row.suspended_at === null ? showAccount(ctx, row.id) : null
}

async function rulesOf({ ctx }: Visit) {
  return (await rulesInForce(ctx.db)).map(renderRule)
}

/** The contact first, then whoever else looks after the community. */
async function staffOf(visit: Visit, settings: Settings): Promise<Account[]> {
  const contact = await contactOf(visit, settings)
  const others = await showAccounts(visit.ctx, await whoLooksAfter(visit.ctx.db, STAFF))
  return [...contact ? [contact] : [], ...others.filter(({ id }) => id !== contact?.id)].slice(0, STAFF)
}

const peopleOf = async ({ ctx }: Visit): Promise<Account[]> =>
  showAccounts(ctx, await directoryIds(ctx.db, null, { limit: PEOPLE, offset: 0, order: 'active', local: true }))

async function firstDayOf(visit: Visit): Promise<FirstDayProps | null> {
  const { ctx, session } = visit
  if (viewerOf(visit) === null || !session || !may(await heldPermissions(ctx.db, session.user.role_id), 'administrator')) return null
  const day = await firstDay(ctx.db, ctx.config, session.user.account_id)
  return day && { ...day, commands: { domain: 'COVEY_DOMAIN=your.domain npm start', mail: 'COVEY_SMTP_URL=smtps://name:password@mail.your.domain:465 npm start' }, dismiss: formOf(visit, '/setup/dismiss') }
}

/** GET /. Members go on to their home, but for the owner on their first day. */
export async function showLanding(visit: Visit): Promise<FastifyReply> {
  const { ctx, now } = visit
  const viewer = viewerOf(visit)
  const day = await firstDayOf(visit)
  if (viewer !== null && day === null) return sendTo(visit, '/home')
  if (await isNotSetUp(visit)) return showNotSetUp(visit)
  const settings = await ctx.settings()
  const [page, rules, ids, staff, people, ahead] = await Promise.all([
    frame(visit), rulesOf(visit), publicIds(ctx.db, viewer, { local: true }, { limit: LATEST }, now), staffOf(visit, settings), peopleOf(visit),
    aheadOfApplicants(ctx),
  ])
  const statuses = await showStatuses(ctx, viewer, ids)
  const html = ctx.pages.landingPage({
    page, rules, statuses, staff, people, ahead, message: settings.registrationsMessage || null, friends: friendsOf(settings), firstDay: day,
  })
  return sendReading(visit, html, 200, showsOf(statuses, [...staff, ...people]))
}

/** POST /setup/dismiss: the owner puts the first day's list away. */
export async function putFirstDayAway({ ctx, reply }: SignedVisit): Promise<FastifyReply> {
  await ctx.write(dismissFirstDay)
  return sendOn(reply, '/')
}

/** GET /about. */
export async function showAbout(visit: Visit): Promise<FastifyReply> {
  const { ctx } = visit
  const settings = await ctx.settings()
  const [page, rules, account] = await Promise.all([frame(visit), rulesOf(visit), contactOf(visit, settings)])
  const description = settings.extendedDescription === '' ? null : sanitizePaper(settings.extendedDescription)
  return sendReading(visit, ctx.pages.aboutPage({ page, description, rules, contact: { email: settings.contactEmail || null, account } }))
}

async function showPaper(visit: Visit, title: string, content: string): Promise<FastifyReply> {
  if (content.trim() === '') throw missing()
  return sendReading(visit, visit.ctx.pages.textPage({ page: await frame(visit), title, content: sanitizePaper(content) }))
}

/** GET /privacy-policy. */
export const showPrivacyPolicy = async (visit: Visit): Promise<FastifyReply> =>
  showPaper(visit, w.privacyTitle, (await visit.ctx.settings()).privacyPolicy)

/** GET /terms-of-service. */
export const showTerms = async (visit: Visit): Promise<FastifyReply> =>
  showPaper(visit, w.termsTitle, (await visit.ctx.settings()).termsOfService)
