// Timelines: what a member follows, what is public, a hashtag, a list.
import { z } from 'zod'
import { readSettings } from '#domain/instance/settings.ts'
import { ownList } from '#domain/lists/lists.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { homeRefreshId } from '#domain/statuses/refreshes.ts'
import { findTag, findTags } from '#domain/tags/tags.ts'
import { feedState, needsVisit, visitFeeds } from '#domain/timelines/feeds.ts'
import { homeIds, listIds } from '#domain/timelines/home.ts'
import { linkIds } from '#domain/timelines/link.ts'
import { publicIds, tagIds, TAGS_PER_MODE } from '#domain/timelines/public.ts'
import { trendingLinkAt } from '#domain/trends/queries.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { tellRefresh } from './async-refreshes.ts'
import { paged } from '../pagination.ts'
import { flag, list, pageOf, paging, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

/** When an app may ask whether home is made, seconds. */
const HOME_RETRY_S = 5

const pageInput = z.object(paging(20, 40))
const publicInput = z.object({ ...paging(20, 40), local: flag(), remote: flag(), only_media: flag() })
const names = list(z.string())
const tagInput = publicInput.extend({ any: names, all: names, none: names })

const linkInput = z.object({ ...paging(20, 40), url: text() })

type PageCall = Call<z.output<typeof pageInput>>

const show = async (call: PageCall, ids: number[]): Promise<unknown> => paged(call, ids, await showStatuses(call.ctx, call.viewer, ids))

async function home(call: PageCall): Promise<unknown> {
  const me = call.user().accountId
  const now = call.ctx.clock.now()
  const page = pageOf(call.input)
  // What a visit changes is made later by a job: the page can be read meanwhile.
  let [state, ids] = await Promise.all([feedState(call.ctx.db, me), homeIds(call.ctx.db, me, page, now)])
  if (needsVisit(state, now)) state = await call.ctx.write((tx) => visitFeeds(tx, me))
  // 206 tells apps that the feed is being made and worth asking for again soon.
  if (state?.regenerating) {
    call.reply.code(206)
    tellRefresh(call, { id: await homeRefreshId(call.ctx.db, me), resultCount: null }, HOME_RETRY_S)
  }
  return show(call, ids)
}

async function ofList(call: PageCall): Promise<unknown> {
  const me = call.user().accountId
  const { id } = await ownList(call.ctx.db, me, call.id('list_id'))
  return show(call, await listIds(call.ctx.db, id, me, pageOf(call.input), call.ctx.clock.now()))
}

async function everybody(call: Call<z.output<typeof publicInput>>): Promise<unknown> {
  if (call.viewer === null && (await readSettings(call.ctx.db)).publicTimelines === 'members') throw new Refusal('token.user-required')
  const { local, remote, only_media: onlyMedia } = call.input
  const languages = call.viewer === null ? null : call.session?.user?.settings.chosen_languages
  return show(call, await publicIds(call.ctx.db, call.viewer, { local, remote, onlyMedia, languages }, pageOf(call.input), call.ctx.clock.now()))
}

async function hashtag(call: Call<z.output<typeof tagInput>>): Promise<unknown> {
  const { db, clock } = call.ctx
  const { local, remote, only_media: onlyMedia } = call.input
  const tag = await findTag(db, call.params['hashtag'] ?? '')
  if (tag === null) return []
  const known = (written: string[] = []) => findTags(db, written.slice(0, TAGS_PER_MODE))
  const [any, all, none] = [await known(call.input.any), await known(call.input.all), await known(call.input.none)]
  // Nothing has a hashtag that nobody ever used.
  if (all.unknown > 0) return []
  const options = { local, remote, onlyMedia, any: any.ids, all: all.ids, none: none.ids }
  return show(call, await tagIds(db, call.viewer, tag, options, pageOf(call.input), clock.now()))
}

/** Posts about a page, as long as it trends: with Mastodon no other page has a timeline. */
async function aboutLink(call: Call<z.output<typeof linkInput>>): Promise<unknown> {
  const cardId = await trendingLinkAt(call.ctx.db, call.input.url ?? '')
  if (cardId === null) throw missing()
  return show(call, await linkIds(call.ctx.db, call.viewer, cardId, pageOf(call.input), call.ctx.clock.now()))
}

const scopes = ['read:statuses']

export const timelineRoutes: Route[] = [
  route('GET /api/v1/timelines/home', { contract: 'timelines#home', scopes, input: pageInput, handle: home }),
  route('GET /api/v1/timelines/public', { contract: 'timelines#public', auth: 'public', scopes, input: publicInput, handle: everybody }),
  route('GET /api/v1/timelines/tag/:hashtag', { contract: 'timelines#tag', auth: 'public', scopes, input: tagInput, handle: hashtag }),
  route('GET /api/v1/timelines/link', { contract: 'timelines#link', auth: 'public', scopes, input: linkInput, handle: aboutLink }),
  route('GET /api/v1/timelines/list/:list_id', { contract: 'timelines#list', scopes: ['read:lists'], input: pageInput, handle: ofList }),
]
