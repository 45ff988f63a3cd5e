// /public, /public/local, /public/remote and /explore: what is public here. The owner may keep them for members.
import type { FastifyReply } from 'fastify'
import { relationshipsOf } from '#domain/relationships/marks.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { POPULAR_DAYS, popularIds, tagsInUse } from '#domain/timelines/popular.ts'
import { publicIds } from '#domain/timelines/public.ts'
import type { Status } from '#entities/status.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import type { Start } from '../props/start.ts'
import type { TimelineProps } from '../props/visiting.ts'
import { appFrame } from './app-frame.ts'
import { listPage } from './list-page.ts'
import { sendReading, showsOf, viewerOf } from './reading.ts'
import type { Visit } from './visit.ts'

const POPULAR = 20
const TAGS = 10

const paths = { all: '/public', local: '/public/local', remote: '/public/remote' } as const

/** Whether the reader is a stranger and timelines are for members. */
const isShut = async (visit: Visit): Promise<boolean> => viewerOf(visit) === null && (await visit.ctx.settings()).publicTimelines !== 'anyone'

/** The page that says so. */
async function turnAway(visit: Visit): Promise<FastifyReply> {
  return sendReading(visit, visit.ctx.pages.membersOnlyPage({ page: await appFrame(visit) }), 403)
}

/** A public timeline, newest first. */
export async function showTimeline(visit: Visit, side: TimelineProps['side']): Promise<FastifyReply> {
  if (await isShut(visit)) return turnAway(visit)
  const { ctx, now } = visit
  const viewer = viewerOf(visit)
  const { ids, paging } = await listPage(visit, paths[side],
    (page) => publicIds(ctx.db, viewer, { local: side === 'local', remote: side === 'remote' }, page, now))
  const statuses = await showStatuses(ctx, viewer, ids)
  return sendReading(visit, ctx.pages.timelinePage({ page: await appFrame(visit), side, statuses, paging }), 200, showsOf(statuses))
}

/** Without what the viewer may not see or does not want to. */
async function forReader({ ctx }: Visit, viewer: number | null, ids: readonly number[]): Promise<Status[]> {
  const statuses = await showStatuses(ctx, viewer, await visibleTo(ctx.db, viewer, ids))
  if (viewer === null) return statuses
  const marks = await relationshipsOf(ctx.db, viewer, [...new Set(statuses.map((one) => Number(one.account.id)))])
  return statuses.filter(({ account }) => {
    const known = marks.get(Number(account.id))
    return !(known?.blocking || known?.muting || known?.domainBlocking)
  })
}

/** What the app would ask the API's trends for, so that it draws the same. */
const trendsOf = (statuses: readonly Status[], tags: readonly { name: string; people: number }[]): Start['first'] => ({
  '/api/v1/trends/statuses?limit=20': { body: statuses, next: null },
  '/api/v1/trends/tags?limit=6': { body: tags.slice(0, 6).map(({ name, people }) => ({ name, history: [{ accounts: String(people) }] })), next: null },
})

/** What was boosted and favourited most in the last days. */
export async function showExplore(visit: Visit): Promise<FastifyReply> {
  if (await isShut(visit)) return turnAway(visit)
  const { ctx, now } = visit
  const [ids, tags] = await Promise.all([popularIds(ctx.db, now, POPULAR), tagsInUse(ctx.db, now, TAGS)])
  const statuses = await forReader(visit, viewerOf(visit), ids)
  return sendReading(visit, ctx.pages.explorePage({ page: await appFrame(visit, trendsOf(statuses, tags)), days: POPULAR_DAYS, statuses, tags }), 200, showsOf(statuses))
}
