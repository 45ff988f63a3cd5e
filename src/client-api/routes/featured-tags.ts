// Hashtags on a member's own profile.
import { z } from 'zod'
import { accountUrl } from '#domain/addresses.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { invalid, missing } from '#domain/refusals.ts'
import { featuredTagsOf, featureTag, suggestedTags, unfeatureById } from '#domain/tags/feature-tag.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { normaliseTag } from '#domain/text/tags.ts'
import { renderFeaturedTag, showTags, type FeaturedTag } from '#entities/tag.ts'
import { text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const nameInput = z.object({ name: text() })

async function featuredOf(call: Pick<Call, 'ctx'>, accountId: number): Promise<FeaturedTag[]> {
  const account = await accountRow(call.ctx.db, accountId)
  if (!account || account.pending === 1) throw missing()
  if (account.suspended_at !== null || account.deleted_at !== null) return []
  const url = accountUrl(call.ctx.config, account)
  return (await featuredTagsOf(call.ctx.db, accountId)).map((row) => renderFeaturedTag(row, url))
}

async function feature(call: Call<z.output<typeof nameInput>>): Promise<unknown> {
  const me = call.user().accountId
  const tag = normaliseTag(call.input.name ?? '')
  if (!tag) throw invalid('Hashtag is invalid')
  const id = await call.ctx.write(async (tx) => featureTag(tx, me, await tagFor(tx, tag)))
  return (await featuredOf(call, me)).find((one) => one.id === String(id))
}

async function unfeature(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => unfeatureById(tx, call.user().accountId, call.id()))
  return {}
}

async function suggestions(call: Call): Promise<unknown> {
  return showTags(call.ctx, call.viewer, await suggestedTags(call.ctx.db, call.user().accountId))
}

export const featuredTagRoutes: Route[] = [
  route('GET /api/v1/featured_tags', { contract: 'featured_tags#get', scopes: ['read:accounts'], handle: (call) => featuredOf(call, call.user().accountId) }),
  route('GET /api/v1/featured_tags/suggestions', { contract: 'featured_tags#suggestions', scopes: ['read:accounts'], handle: suggestions }),
  route('POST /api/v1/featured_tags', { contract: 'featured_tags#feature', scopes: ['write:accounts'], input: nameInput, handle: feature }),
  route('DELETE /api/v1/featured_tags/:id', { contract: 'featured_tags#unfeature', scopes: ['write:accounts'], handle: unfeature }),
  route('GET /api/v1/accounts/:id/featured_tags', { contract: 'accounts#featured_tags', auth: 'public', handle: (call) => featuredOf(call, call.id()) }),
]
