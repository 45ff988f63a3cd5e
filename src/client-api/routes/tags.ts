// Hashtags: looked at, followed, featured.
import { z } from 'zod'
import { missing } from '#domain/refusals.ts'
import { featureTag, unfeatureTag } from '#domain/tags/feature-tag.ts'
import { followedTagsPage, followTag, unfollowTag } from '#domain/tags/follow-tag.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { normaliseTag, type NormalisedTag } from '#domain/text/tags.ts'
import { showTagNamed, showTags } from '#entities/tag.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(100, 200))

function tagOf(call: Call, param: string): NormalisedTag {
  const tag = normaliseTag(call.params[param] ?? '')
  if (!tag) throw missing()
  return tag
}

const show = (call: Call) => showTagNamed(call.ctx, call.viewer, tagOf(call, 'name'))

const change = (verb: typeof followTag | typeof featureTag, param: 'name' | 'id') => async (call: Call) => {
  const tag = tagOf(call, param)
  await call.ctx.write(async (tx) => verb(tx, call.user().accountId, await tagFor(tx, tag)))
  return showTagNamed(call.ctx, call.viewer, tag)
}

async function followed(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const rows = await followedTagsPage(call.ctx.db, call.user().accountId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showTags(call.ctx, call.viewer, rows.map((row) => row.tagId)))
}

export const tagRoutes: Route[] = [
  route('GET /api/v1/tags/:name', { contract: 'tags#get', auth: 'public', handle: show }),
  route('POST /api/v1/tags/:name/follow', { contract: 'tags#follow', scopes: ['write:follows'], handle: change(followTag, 'name') }),
  route('POST /api/v1/tags/:name/unfollow', { contract: 'tags#unfollow', scopes: ['write:follows'], handle: change(unfollowTag, 'name') }),
  route('POST /api/v1/tags/:id/feature', { contract: 'tags#feature', scopes: ['write:accounts'], handle: change(featureTag, 'id') }),
  route('POST /api/v1/tags/:id/unfeature', { contract: 'tags#unfeature', scopes: ['write:accounts'], handle: change(unfeatureTag, 'id') }),
  route('GET /api/v1/followed_tags', { contract: 'followed_tags#get', scopes: ['read:follows'], input: pageInput, handle: followed }),
]
