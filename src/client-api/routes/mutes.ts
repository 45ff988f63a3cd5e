// Whom a member mutes, and until when.
import { z } from 'zod'
import { mutesPage } from '#domain/relationships/pages.ts'
import { showMutedAccounts } from '#entities/muted-account.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(40, 80))

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const rows = await mutesPage(call.ctx.db, call.user().accountId, pageOf(call.input), call.ctx.clock.now())
  return paged(call, rows.map((row) => row.key), await showMutedAccounts(call.ctx, rows))
}

export const muteRoutes: Route[] = [
  route('GET /api/v1/mutes', { contract: 'mutes#get', scopes: ['read:mutes', 'follow'], input: pageInput, handle: page }),
]
