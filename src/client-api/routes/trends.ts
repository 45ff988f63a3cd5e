// What many people speak of now: hashtags, posts, links.
import { z } from 'zod'
import { readSettings } from '#domain/instance/settings.ts'
import { trendingLinks, trendingStatuses, trendingTags } from '#domain/trends/queries.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { showTags } from '#entities/tag.ts'
import { showTrendsLinks } from '#entities/trends-link.ts'
import { pagedByOffset } from '../pagination.ts'
import { limit, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = (fallback: number, max: number) => z.object({ limit: limit(fallback, max), offset: whole() })
const fewInput = input(10, 20)
const statusesInput = input(20, 40)
type TrendsCall = Call<z.output<typeof fewInput>>

/** The languages a reader chose, or else the one they read the pages in. */
function languagesOf({ session }: Pick<Call, 'session'>): readonly string[] {
  const { settings, locale } = session?.user ?? {}
  if (settings?.chosen_languages?.length) return settings.chosen_languages
  return locale ? [locale.split(/[-_]/)[0] ?? locale] : []
}

type Wanted = Parameters<typeof trendingTags>[1]

/** A page by offset; empty while the community does not want trends. */
const show = (find: (call: TrendsCall, wanted: Wanted) => Promise<number[]>, draw: (call: TrendsCall, ids: number[]) => Promise<unknown>) => async (call: TrendsCall) => {
  if (!(await readSettings(call.ctx.db)).trends) return []
  const offset = Math.max(0, call.input.offset ?? 0)
  const ids = await find(call, { limit: call.input.limit, offset, languages: languagesOf(call) })
  return pagedByOffset(call, { offset, shown: ids.length }, await draw(call, ids))
}

const tags = show(({ ctx }, wanted) => trendingTags(ctx.db, wanted), ({ ctx, viewer }, ids) => showTags(ctx, viewer, ids))
const links = show(({ ctx }, wanted) => trendingLinks(ctx.db, wanted), ({ ctx, viewer }, ids) => showTrendsLinks(ctx, viewer, ids))
const statuses = show(({ ctx, viewer }, wanted) => trendingStatuses(ctx.db, viewer, ctx.clock.now(), wanted), ({ ctx, viewer }, ids) => showStatuses(ctx, viewer, ids))

export const trendRoutes: Route[] = [
  route('GET /api/v1/trends/tags', { contract: 'trends#tags', auth: 'public', input: fewInput, handle: tags }),
  // Its address before 3.5, which apps still know.
  route('GET /api/v1/trends', { contract: 'covey#trends-tags', auth: 'public', input: fewInput, handle: tags }),
  route('GET /api/v1/trends/statuses', { contract: 'trends#statuses', auth: 'public', input: statusesInput, handle: statuses }),
  route('GET /api/v1/trends/links', { contract: 'trends#links', auth: 'public', input: fewInput, handle: links }),
]
