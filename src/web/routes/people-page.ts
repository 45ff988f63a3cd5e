// /@name/followers and /following, /@name/ID/reblogs and /favourites: lists of people that belong to a person or a post.
import type { FastifyReply } from 'fastify'
import type { AccountRow } from '#domain/accounts/queries.ts'
import { accountUrl } from '#domain/addresses.ts'
import { boosters, favouriters } from '#domain/interactions/pages.ts'
import type { Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import { followersPage, followingPage } from '#domain/relationships/pages.ts'
import { showsFollows } from '#domain/relationships/shows-follows.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { showAccount, showAccounts } from '#entities/load-accounts.ts'
import type { PeopleProps } from '../props/visiting.ts'
import { appFrame } from './app-frame.ts'
import { personNamed, profilePathOf, refusedPerson } from './find-person.ts'
import { showWayOut } from './leaving.ts'
import { listPage } from './list-page.ts'
import { sendReading, sendTo, showsOf, viewerOf } from './reading.ts'
import type { Visit } from './visit.ts'

/** Rows of a list: what pages go by, and who. */
type Read = (page: Page) => Promise<{ key: number; accountId: number }[]>

interface Listed { kind: PeopleProps['kind']; of: AccountRow; path: string; backPath: string; hidden?: boolean }

async function showList(visit: Visit, { kind, of, path, backPath, hidden = false }: Listed, read: Read): Promise<FastifyReply> {
  const { ctx } = visit
  const known = new Map<number, number>()
  const { ids, paging } = await listPage(visit, path, async (page) => hidden ? [] : (await read(page)).map(({ key, accountId }) => {
    known.set(key, accountId)
    return key
  }))
  const [person, people] = await Promise.all([showAccount(ctx, of.id), showAccounts(ctx, ids.flatMap((key) => known.get(key) ?? []))])
  if (!person) throw missing()
  const html = ctx.pages.peoplePage({ page: await appFrame(visit), kind, of: person, people, paging, hidden, path, backPath })
  return sendReading(visit, html, 200, showsOf([], [person, ...people]))
}

/** Who follows somebody, or whom they follow; a page that says so where they keep that to themselves. */
export async function showFollows(visit: Visit, acct: string, kind: 'followers' | 'following'): Promise<FastifyReply> {
  const { ctx } = visit
  const of = await personNamed(visit, acct)
  const refused = refusedPerson(visit, of)
  if (refused) return refused()
  const viewer = viewerOf(visit)
  if (of.host !== null && viewer === null) return showWayOut(visit, of, 'account', accountUrl(ctx.config, of))
  const backPath = profilePathOf(of)
  // The posts of limited people are a step away, and so is everything else about them.
  if (of.silenced_at !== null && viewer === null) return sendTo(visit, backPath)
  const pageOf = kind === 'followers' ? followersPage : followingPage
  return showList(visit, { kind, of, path: `${backPath}/${kind}`, backPath, hidden: !await showsFollows(ctx.db, viewer, of) },
    (page) => pageOf(ctx.db, of.id, page, { viewer }))
}

/** Who boosted or favourited a post, for whoever may see it. */
export async function showMarkers(visit: Visit, acct: string, id: number, kind: 'reblogs' | 'favourites'): Promise<FastifyReply> {
  const { ctx } = visit
  const of = await personNamed(visit, acct)
  const refused = refusedPerson(visit, of)
  if (refused) return refused()
  const viewer = viewerOf(visit)
  const row = await statusRow(ctx.db, id)
  if (!row || row.account_id !== of.id || row.reblog_of_id !== null || (await visibleTo(ctx.db, viewer, [id])).length === 0) throw missing()
  const backPath = `${profilePathOf(of)}/${id}`
  if (of.host !== null && viewer === null) return sendTo(visit, backPath)
  const pageOf = kind === 'reblogs' ? boosters : favouriters
  return showList(visit, { kind, of, path: `${backPath}/${kind}`, backPath }, async (page) => {
    const { keys, ids } = await pageOf(ctx.db, viewer, id, page)
    return keys.flatMap((key, index) => ids[index] === undefined ? [] : [{ key, accountId: ids[index] }])
  })
}
