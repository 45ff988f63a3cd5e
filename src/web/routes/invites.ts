// /invites: a member makes links for people they know, sees how often they were used, and ends them.
import type { FastifyReply } from 'fastify'
import { createInvite, endInvite, invitesOf, isGood } from '#domain/onboarding/invites.ts'
import { missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import type { InviteLine } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { typedIn } from './community-sheets.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, sendOn, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

const DAY = 86_400_000

function lineOf(visit: SignedVisit, row: Row<'invites'>): InviteLine {
  const over = row.expires_at !== null && row.expires_at <= visit.now
  return {
    code: row.code, url: `${visit.ctx.config.origin}/invite/${row.code}`, uses: row.uses, maxUses: row.max_uses, note: row.comment,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
    state: isGood(row, visit.now) ? 'good' : over ? 'over' : 'used-up', end: formOf(visit, '/invites/end', { hidden: { code: row.code } }),
  }
}

interface Wrong { errors: Record<string, string>; values: Record<string, string> }

async function show(visit: SignedVisit, wrong: Wrong | null = null): Promise<FastifyReply> {
  const { ctx, query, reply, session, now } = visit
  const notice = field(query, 'notice') === 'ended' ? { kind: 'ok' as const, text: setupWordsFor().invitesPage.ended } : null
  const invites = (await invitesOf(ctx.db, session.user.account_id, now)).map((row) => lineOf(visit, row))
  const page = await frame(visit, notice)
  const made = invites.find(({ code, state }) => code === field(query, 'made') && state === 'good')?.url ?? null
  const html = ctx.pages.invitesPage({ page, closed: page.community.registrations === 'closed', invites, made, form: { ...formOf(visit, '/invites'), ...wrong } })
  return sendPage(reply, html, { status: wrong ? 422 : 200 })
}

/** GET. */
export const showInvites = (visit: SignedVisit): Promise<FastifyReply> => show(visit)

/** A value of one of the lists on the page: null for "no limit", undefined if it is none of them. */
const chosen = (options: Record<string, string>, value: string): number | null | undefined =>
  Object.hasOwn(options, value) ? value === '' ? null : Number(value) : undefined

/** POST: makes a link. */
export async function submitInvite(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, now, session } = visit
  const { invitesPage: w } = setupWordsFor()
  const maxUses = chosen(w.uses, field(form, 'max_uses'))
  const days = chosen(w.times, field(form, 'expires'))
  if (maxUses === undefined || days === undefined) {
    const errors = { ...maxUses === undefined ? { max_uses: w.fault } : {}, ...days === undefined ? { expires: w.fault } : {} }
    return show(visit, { errors, values: { ...typedIn(form), autofollow: field(form, 'autofollow') } })
  }
  const code = await ctx.write((tx) => createInvite(tx, {
    accountId: session.user.account_id, maxUses, expiresAt: days === null ? null : now + days * DAY, autofollow: field(form, 'autofollow') === '1',
    comment: field(form, 'note').trim(),
  }))
  return sendOn(visit.reply, `/invites?made=${code}`)
}

/** POST /invites/end: one of their own. */
export async function submitInviteEnd({ ctx, form, reply, session }: SignedVisit): Promise<FastifyReply> {
  if (!await ctx.write((tx) => endInvite(tx, field(form, 'code'), session.user.account_id))) throw missing()
  return sendOn(reply, '/invites?notice=ended')
}
