// /interact: a visitor wants to follow, answer, boost or favourite with an account elsewhere. They name its server and
// are sent there; it asks them to confirm.
import type { FastifyReply } from 'fastify'
import { countAttempt } from '#domain/access/throttle.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { accountUri, uriOfStatus } from '#domain/addresses.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { addressRange } from '#machinery/http/address-range.ts'
import { pageHeaders } from '../render.ts'
import { wordsFor } from '../words/catalogue.ts'
import type { Act, InteractProps } from '../props/visiting.ts'
import { homeServer, rememberServer } from './home-server.ts'
import { withReturn } from './return-to.ts'
import { frame, languageOf, sendOn } from './send-page.ts'
import { field, formOf, type Fields, type Visit } from './visit.ts'

const ACTS = new Set<string>(['reply', 'reblog', 'favourite'])
/** Each makes us ask a server of the visitor's choice. */
const LIMIT = { limit: 20, windowMs: 5 * 60_000 }

type Wanted = Pick<InteractProps, 'act' | 'account' | 'address'> & { status: NonNullable<InteractProps['status']> | null; hidden: Record<string, string> }

const idIn = (fields: Fields, name: string): number | null => /^\d{1,16}$/.test(field(fields, name)) ? Number(field(fields, name)) : null

/** What a visitor wants to act on: a post that everybody may see, or a person. */
async function wantedOf({ ctx }: Visit, fields: Fields): Promise<Wanted> {
  const postId = idIn(fields, 'post')
  if (postId !== null) {
    const [row, status] = await Promise.all([statusRow(ctx.db, postId), showStatus(ctx, null, postId)])
    if (!row || !status || row.reblog_of_id !== null || (await visibleTo(ctx.db, null, [postId])).length === 0) throw missing()
    const act = (ACTS.has(field(fields, 'act')) ? field(fields, 'act') : 'reply') as Act
    return { act, account: status.account, status, address: uriOfStatus(ctx.config, row), hidden: { post: String(postId), act } }
  }
  const accountId = idIn(fields, 'person')
  const row = accountId === null ? null : await accountRow(ctx.db, accountId)
  const account = row && row.pending === 0 && row.suspended_at === null && row.deleted_at === null ? await showAccount(ctx, row.id) : null
  if (!row || !account) throw missing()
  return { act: 'follow', account, status: null, address: accountUri(ctx.config, row), hidden: { person: String(row.id) } }
}

/** Chromium holds the redirect after the form to `form-action`, and where it leads is not known before. */
function formHeaders({ ctx: { config } }: Visit): Record<string, string> {
  const headers = pageHeaders()
  const elsewhere = config.devHttp ? "form-action 'self' https: http:" : "form-action 'self' https:"
  return { ...headers, 'content-security-policy': (headers['content-security-policy'] ?? '').replace("form-action 'self'", elsewhere) }
}

async function draw(visit: Visit, { hidden, ...wanted }: Wanted, shown: { server: string; error?: string; status?: number }): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const form = { ...formOf(visit, '/interact', { hidden }), values: { server: shown.server }, ...shown.error ? { errors: { server: shown.error } } : {} }
  const signInUrl = withReturn('/auth/sign_in', `/authorize_interaction?uri=${encodeURIComponent(wanted.address)}`)
  const html = ctx.pages.interactPage({ page: await frame(visit), ...wanted, signInUrl, form })
  return reply.code(shown.status ?? 200).headers(formHeaders(visit)).header('cache-control', 'no-store').send(html)
}

/** GET: asks for the server; members go on at once. */
export async function showInteract(visit: Visit): Promise<FastifyReply> {
  const wanted = await wantedOf(visit, visit.query)
  if (visit.session) return sendOn(visit.reply, `/authorize_interaction?uri=${encodeURIComponent(wanted.address)}`)
  return draw(visit, wanted, { server: homeServer(visit.request) })
}

/** POST: finds out where that server wants its people, remembers it on this device, and sends the visitor there. */
export async function submitInteract(visit: Visit): Promise<FastifyReply> {
  const { ctx, request, reply, form } = visit
  const wanted = await wantedOf(visit, form)
  const typed = field(form, 'server').slice(0, 320)
  if (ctx.config.rateLimits && !await ctx.write((tx) => countAttempt(tx, `interact:ip:${addressRange(request.ip)}`, LIMIT))) throw new Refusal('rate.exceeded')
  const found = await ctx.services.subscribeAddress(typed, wanted.address)
  if (found.ok) {
    rememberServer(ctx.config, reply, found.host)
    return sendOn(reply, found.address)
  }
  const { interact } = wordsFor(languageOf(request)).visiting
  return draw(visit, wanted, { server: typed, status: 422, error: found.reason === 'unclear' ? interact.unclear : interact.silent(found.host) })
}
