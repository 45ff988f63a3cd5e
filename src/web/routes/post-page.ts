// /@name/ID: one post with its thread. Who may not see it is told what is told of posts that never were.
import type { FastifyReply } from 'fastify'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { statusUri, uriOfStatus } from '#domain/addresses.ts'
import { missing } from '#domain/refusals.ts'
import { ancestorsOf, descendantsOf } from '#domain/statuses/context-of.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { isTombstone } from '#domain/statuses/tombstones.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import type { Row } from '#domain/tables.ts'
import { acctOf } from '#entities/account.ts'
import { showContext } from '#entities/context.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { appFrame } from './app-frame.ts'
import { personNamed, profilePathOf, refusedPerson } from './find-person.ts'
import { showGone } from './gone.ts'
import { showWayOut } from './leaving.ts'
import { sendReading, sendTo, showsOf, viewerOf } from './reading.ts'
import type { Visit } from './visit.ts'

/** A number out of an address, or missing. */
export function idOf(text: string): number {
  if (!/^\d{1,16}$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) throw missing()
  return Number(text)
}

/** The path of a visible post's page here: a boost has none of its own, so it leads to what was boosted. Null: not for this reader. */
export async function pathOfPost(visit: Visit, id: number): Promise<string | null> {
  const { ctx } = visit
  if ((await visibleTo(ctx.db, viewerOf(visit), [id])).length === 0) return null
  const row = await statusRow(ctx.db, id)
  const shown = row && row.reblog_of_id !== null ? await statusRow(ctx.db, row.reblog_of_id) : row
  const author = shown && await accountRow(ctx.db, shown.account_id)
  return shown && author ? `${profilePathOf(author)}/${shown.id}` : null
}

async function showThread(visit: Visit, author: AccountRow, row: Row<'statuses'>): Promise<FastifyReply> {
  const { ctx } = visit
  const viewer = viewerOf(visit)
  const [above, below] = await Promise.all([ancestorsOf(ctx.db, viewer, row.id), descendantsOf(ctx.db, viewer, row.id)])
  const [status, context] = await Promise.all([showStatus(ctx, viewer, row.id), showContext(ctx, viewer, { ancestors: above, descendants: below })])
  if (!status) throw missing()
  const path = `/api/v1/statuses/${row.id}`
  const page = await appFrame(visit, { [path]: { body: status, next: null }, [`${path}/context`]: { body: context, next: null } })
  const noindex = author.indexable !== 1 || author.silenced_at !== null
  const embeddable = author.host === null && (status.visibility === 'public' || status.visibility === 'unlisted')
  const html = ctx.pages.postPage({ page, status, ...context, noindex, embeddable })
  return sendReading(visit, html, 200, showsOf([status, ...context.ancestors, ...context.descendants], [], { growing: false }))
}

/** The post `id` of the person that the address names. */
export async function showPost(visit: Visit, acct: string, id: number): Promise<FastifyReply> {
  const { ctx } = visit
  const author = await personNamed(visit, acct)
  const refused = refusedPerson(visit, author)
  if (refused) return refused()
  const row = await statusRow(ctx.db, id)
  if (!row || row.account_id !== author.id) {
    if (author.host !== null || !await isTombstone(ctx.db, statusUri(ctx.config, author.id, id))) throw missing()
    return showGone(visit, 'post', { acct: acctOf(author), display_name: author.display_name })
  }
  const viewer = viewerOf(visit)
  if ((await visibleTo(ctx.db, viewer, [id])).length === 0) throw missing()
  if (row.reblog_of_id !== null) {
    const path = await pathOfPost(visit, id)
    if (path === null) throw missing()
    return sendTo(visit, path)
  }
  if (author.host !== null && viewer === null) return showWayOut(visit, author, 'post', row.url ?? uriOfStatus(ctx.config, row))
  if (author.host !== null) ctx.services.fetchReplies(id)
  return showThread(visit, author, row)
}
