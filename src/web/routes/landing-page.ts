// The community's front door and its papers: /, /about, /privacy-policy, /terms-of-service.
import type { FastifyReply } from 'fastify'
import { findByHandle } from '#domain/accounts/queries.ts'
import { rulesInForce } from '#domain/instance/rules.ts'
import type { Settings } from '#domain/instance/settings.ts'
import { missing } from '#domain/refusals.ts'
import { sanitizePaper } from '#domain/text/sanitize-paper.ts'
import { publicIds } from '#domain/timelines/public.ts'
import type { Account } from '#entities/account.ts'
import { renderRule } from '#entities/instance.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { serverWords as w } from '../words/en/server.ts'
import { sendReading, showsOf, viewerOf } from './reading.ts'
import { frame } from './send-page.ts'
import type { Visit } from './visit.ts'

const LATEST = 10

async function contactOf({ ctx }: Visit, { contactUsername }: Settings): Promise<Account | null> {
  const row = contactUsername === '' ? null : await findByHandle(ctx.db, contactUsername, null)
  return row && row.deleted_at === null && row.suspended_at === null ? showAccount(ctx, row.id) : null
}

async function rulesOf({ ctx }: Visit) {
  return (await rulesInForce(ctx.db)).map(renderRule)
}

/** GET /. */
export async function showLanding(visit: Visit): Promise<FastifyReply> {
  const { ctx, now } = visit
  const viewer = viewerOf(visit)
  const settings = await ctx.settings()
  const [page, rules, ids, contact] = await Promise.all([
    frame(visit), rulesOf(visit), publicIds(ctx.db, viewer, { local: true }, { limit: LATEST }, now), contactOf(visit, settings),
  ])
  const statuses = await showStatuses(ctx, viewer, ids)
  return sendReading(visit, ctx.pages.landingPage({ page, rules, statuses, contact }), 200, showsOf(statuses, contact ? [contact] : []))
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
