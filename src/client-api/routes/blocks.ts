// Whom a member blocks.
import { z } from 'zod'
import { blocksPage } from '#domain/relationships/pages.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(40, 80))

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const rows = await blocksPage(call.ctx.db, call.user().accountId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showAccounts(call.ctx, rows.map((row) => row.accountId)))
}

export const blockRoutes: Route[] = [
  route('GET /api/v1/blocks', { contract: 'blocks#get', scopes: ['read:blocks', 'follow'], input: pageInput, handle: page }),
]
