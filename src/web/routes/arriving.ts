// /authorize_interaction: a member comes from a page of another server with the address of somebody or of a post. It is
// looked up, fetched if need be, and shown with what can be done.
import type { FastifyReply } from 'fastify'
import { accountRow } from '#domain/accounts/queries.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { follow } from '#domain/relationships/follow.ts'
import { relationshipsOf } from '#domain/relationships/marks.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { showStatus } from '#entities/status-bundle.ts'
import type { ArrivingProps } from '../props/visiting.ts'
import type { Notice } from '../props/page.ts'
import { wordsFor } from '../words/catalogue.ts'
import type { SignedVisit } from './page-access.ts'
import { frame, languageOf, sendPage } from './send-page.ts'
import { field, formOf } from './visit.ts'

interface Found { kind: 'account' | 'status'; id: number }

const NO_MARKS = { reblogged: false, favourited: false, boostable: false }

/** What web addresses of handlers wrap: `web+mastodon://follow?uri=…`, `acct:…`. */
const addressIn = (uri: string): string => /^web\+(?:mastodon|ap):/i.test(uri) ? URL.parse(uri)?.searchParams.get('uri') ?? '' : uri.replace(/^acct:/i, '')

async function find({ ctx, request }: SignedVisit, uri: string): Promise<Found> {
  const address = addressIn(uri.trim()).slice(0, 2000)
  const found = address === '' ? null : await ctx.services.resolve(address)
  if (found) return found
  throw new Refusal('record.missing', { text: wordsFor(languageOf(request)).visiting.arriving.nothing })
}

async function personProps({ ctx, session }: SignedVisit, id: number): Promise<Pick<ArrivingProps, 'account' | 'standing' | 'marks'>> {
  const me = session.user.account_id
  const [row, account, relations] = await Promise.all([accountRow(ctx.db, id), showAccount(ctx, id), relationshipsOf(ctx.db, me, [id])])
  if (!row || !account || row.pending === 1 || row.suspended_at !== null || row.deleted_at !== null) throw missing()
  const marks = relations.get(id)
  return { account, marks: NO_MARKS, standing: id === me ? 'own' : marks?.following ? 'following' : marks?.requested ? 'requested' : 'none' }
}

async function postProps({ ctx, session }: SignedVisit, id: number): Promise<Pick<ArrivingProps, 'status' | 'standing' | 'marks' | 'replyUrl'>> {
  const me = session.user.account_id
  const original = await visibleOriginal(ctx.db, me, id)
  const status = await showStatus(ctx, me, original.id)
  if (!status) throw missing()
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  return {
    status, standing: 'none', replyUrl: `/share?in_reply_to=${status.id}`,
    marks: { reblogged: status.reblogged === true, favourited: status.favourited === true, boostable: open || original.account_id === me && status.visibility === 'private' },
  }
}

async function draw(visit: SignedVisit, { kind, id }: Found, notice: Notice | null = null): Promise<FastifyReply> {
  const props = kind === 'status' ? await postProps(visit, id) : await personProps(visit, id)
  const form = formOf(visit, '/authorize_interaction', { hidden: { kind, id: String(id) } })
  return sendPage(visit.reply, visit.ctx.pages.arrivingPage({ page: await frame(visit, notice), form, ...props }))
}

/** GET ?uri=: an address or a handle, of this server or another. */
export async function showArriving(visit: SignedVisit): Promise<FastifyReply> {
  return draw(visit, await find(visit, field(visit.query, 'uri') || field(visit.query, 'acct')))
}

/** POST: follows, boosts or favourites, and says so on the same page. */
export async function submitArriving(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, session, request } = visit
  const me = session.user.account_id
  const id = /^\d{1,16}$/.test(field(form, 'id')) ? Number(field(form, 'id')) : -1
  const w = wordsFor(languageOf(request)).visiting.arriving
  switch (field(form, 'act')) {
    case 'follow': {
      const { state } = await ctx.write((tx) => follow(tx, me, id))
      return draw(visit, { kind: 'account', id }, { kind: 'ok', text: state === 'following' ? w.doneFollow : w.doneRequest })
    }
    case 'reblog':
      await ctx.write((tx) => reblog(tx, me, id))
      return draw(visit, { kind: 'status', id }, { kind: 'ok', text: w.doneReblog })
    case 'favourite':
      await ctx.write((tx) => favourite(tx, me, id))
      return draw(visit, { kind: 'status', id }, { kind: 'ok', text: w.doneFavourite })
    default:
      throw missing()
  }
}
