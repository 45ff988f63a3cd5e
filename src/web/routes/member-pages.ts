// The pages that only members have. Lists of posts are drawn here, complete and with their first page for the app;
// every other screen of the app (web/app/screens.ts) is sent as its frame.
import type { FastifyReply } from 'fastify'
import { bookmarksOf, favouritesOf } from '#domain/interactions/pages.ts'
import { ownList } from '#domain/lists/lists.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { feedState, needsVisit, visitFeeds } from '#domain/timelines/feeds.ts'
import { homeIds, listIds } from '#domain/timelines/home.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { screens } from '../app/screens.ts'
import type { TimelineName } from '../props/members.ts'
import { wordsFor } from '../words/catalogue.ts'
import { appFrame } from './app-frame.ts'
import { listPage } from './list-page.ts'
import { page, type PageTable, type SignedVisit } from './page-access.ts'
import { idOf } from './post-page.ts'
import { sendReading } from './reading.ts'

const PER_PAGE = 20

interface Shown { name: TimelineName; path: string; api: string; title?: string }

/** Draws the page of posts `ids`; `older` is where the API goes on. */
async function sendTimeline(visit: SignedVisit, { name, path, api, title }: Shown, read: Parameters<typeof listPage>[2]): Promise<FastifyReply> {
  const { ctx, session } = visit
  const { ids, paging, first } = await listPage(visit, path, read)
  const statuses = await showStatuses(ctx, session.user.account_id, ids)
  const older = paging.older ? `${api}?max_id=${ids.at(-1)}&limit=${PER_PAGE}` : null
  const frame = await appFrame(visit, first ? { [`${api}?limit=${PER_PAGE}`]: { body: statuses, next: older } } : {})
  return sendReading(visit, ctx.pages.memberTimelinePage({ page: frame, name, statuses, paging, ...title ? { title } : {} }))
}

/** GET /home. A visit also says that the home is read: what was let go is made again. */
async function showHome(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, now, session: { user: { account_id: me } } } = visit
  if (needsVisit(await feedState(ctx.db, me), now)) await ctx.write((tx) => visitFeeds(tx, me))
  return sendTimeline(visit, { name: 'home', path: '/home', api: '/api/v1/timelines/home' }, (slice) => homeIds(ctx.db, me, slice, now))
}

/** GET /lists/ID: a list of the member's own. */
async function showList(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, now, request, session: { user: { account_id: me } } } = visit
  const list = await ownList(ctx.db, me, idOf((request.params as { id: string }).id))
  return sendTimeline(visit, { name: 'list', path: `/lists/${list.id}`, api: `/api/v1/timelines/list/${list.id}`, title: list.title },
    (slice) => listIds(ctx.db, list.id, me, slice, now))
}

/** GET /bookmarks and /favourites, which page by when they were kept: the app asks for its own first page. */
const showKept = (name: 'bookmarks' | 'favourites', of: typeof bookmarksOf) => async (visit: SignedVisit): Promise<FastifyReply> => {
  const { ctx, session: { user: { account_id: me } } } = visit
  const { ids } = await of(ctx.db, me, { limit: PER_PAGE })
  const statuses = await showStatuses(ctx, me, await visibleTo(ctx.db, me, ids))
  return sendReading(visit, ctx.pages.memberTimelinePage({ page: await appFrame(visit), name, statuses, paging: {} }))
}

/** Any other screen of the app: its frame and its name. */
const showScreen = (entry: (typeof screens)[number]) => async (visit: SignedVisit): Promise<FastifyReply> => {
  const frame = await appFrame(visit)
  const title = entry.title(wordsFor(frame.lang), visit.request.params as Record<string, string>)
  return sendReading(visit, visit.ctx.pages.screenPage({ page: frame, title }))
}

const drawn: PageTable = {
  'GET /home': page('member', showHome),
  'GET /lists/:id': page('member', showList),
  'GET /bookmarks': page('member', showKept('bookmarks', bookmarksOf)),
  'GET /favourites': page('member', showKept('favourites', favouritesOf)),
}

/** Lines for every screen of the app that is in no table yet; `taken` are those of the other pages. */
export function memberPages(taken: PageTable): PageTable {
  const rest = screens.map((entry) => [`GET ${entry.pattern}`, page('member', showScreen(entry))] as const)
    .filter(([line]) => !Object.hasOwn(taken, line) && !Object.hasOwn(drawn, line) && !line.startsWith('GET /@') && !line.startsWith('GET /tags/'))
  return { ...drawn, ...Object.fromEntries(rest) }
}
