// /tags/NAME: public posts with a hashtag, as far as this server has heard of them; also as a feed.
import type { FastifyReply } from 'fastify'
import { missing } from '#domain/refusals.ts'
import { findTag } from '#domain/tags/tags.ts'
import { normaliseTag, type NormalisedTag } from '#domain/text/tags.ts'
import { tagIds } from '#domain/timelines/public.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { showTagNamed } from '#entities/tag.ts'
import { appFrame } from './app-frame.ts'
import { sendTagFeed } from './feeds.ts'
import { listPage } from './list-page.ts'
import { sendReading, showsOf, viewerOf } from './reading.ts'
import type { Visit } from './visit.ts'

function tagNamed(written: string): NormalisedTag {
  const tag = normaliseTag(written)
  if (!tag) throw missing()
  return tag
}

/** A hashtag that nobody has used here yet is 404, with the page that says so. */
export async function showHashtag(visit: Visit, written: string): Promise<FastifyReply> {
  const { ctx, now } = visit
  const viewer = viewerOf(visit)
  const tag = tagNamed(written)
  const [id, shown] = await Promise.all([findTag(ctx.db, tag.name), showTagNamed(ctx, null, tag)])
  const { ids, paging } = await listPage(visit, `/tags/${encodeURIComponent(tag.name)}`,
    async (page) => id === null ? [] : tagIds(ctx.db, viewer, id, {}, page, now))
  const statuses = await showStatuses(ctx, viewer, ids)
  return sendReading(visit, ctx.pages.hashtagPage({ page: await appFrame(visit), name: shown.name, statuses, paging }), id === null ? 404 : 200, showsOf(statuses))
}

/** The same as RSS. */
export async function showHashtagFeed(visit: Visit, written: string): Promise<FastifyReply> {
  const tag = tagNamed(written)
  const id = await findTag(visit.ctx.db, tag.name)
  if (id === null) throw missing()
  return sendTagFeed(visit, tag, id)
}
