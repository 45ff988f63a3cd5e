// Hosts that a member hides.
import { z } from 'zod'
import { invalid } from '#domain/refusals.ts'
import { blockHost, followsWithHost, unblockHost } from '#domain/relationships/block-host.ts'
import { hostBlocksPage } from '#domain/relationships/pages.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(100, 200))
const hostInput = z.object({ domain: text() })

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const rows = await hostBlocksPage(call.ctx.db, call.user().accountId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), rows.map((row) => row.host))
}

/** What hiding a host would cost, before it is done. Undocumented; Mastodon's own page asks for it. */
async function preview(call: Call<z.output<typeof hostInput>>): Promise<unknown> {
  const { following, followers } = await followsWithHost(call.ctx.db, call.user().accountId, call.input.domain ?? '')
  return { following_count: following, followers_count: followers }
}

const change = (verb: typeof blockHost | typeof unblockHost) => async (call: Call<z.output<typeof hostInput>>) => {
  const { domain } = call.input
  if (!domain?.trim()) throw invalid("Domain can't be blank")
  await call.ctx.write(async (tx) => { await verb(tx, call.user().accountId, domain) })
  return {}
}

const scopes = ['write:blocks', 'follow']

export const domainBlockRoutes: Route[] = [
  route('GET /api/v1/domain_blocks/preview', { contract: 'covey#domain-block-preview', scopes, input: hostInput, handle: preview }),
  route('GET /api/v1/domain_blocks', { contract: 'domain_blocks#get', scopes: ['read:blocks', 'follow'], input: pageInput, handle: page }),
  route('POST /api/v1/domain_blocks', { contract: 'domain_blocks#block', scopes, input: hostInput, handle: change(blockHost) }),
  route('DELETE /api/v1/domain_blocks', { contract: 'domain_blocks#unblock', scopes, input: hostInput, handle: change(unblockHost) }),
]
