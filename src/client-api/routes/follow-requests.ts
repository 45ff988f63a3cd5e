// Who asks to follow, and the answers.
import { z } from 'zod'
import { missing } from '#domain/refusals.ts'
import { acceptFollowFrom, rejectFollow } from '#domain/relationships/follow-requests.ts'
import { followRequestsPage } from '#domain/relationships/pages.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showRelationship } from '#entities/relationship.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(40, 80))

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const rows = await followRequestsPage(call.ctx.db, call.user().accountId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showAccounts(call.ctx, rows.map((row) => row.accountId)))
}

const answer = (verb: typeof acceptFollowFrom) => async (call: Call) => {
  const me = call.user().accountId
  const follower = call.id('account_id')
  const answered = await call.ctx.write((tx) => verb(tx, me, follower))
  if (!answered) throw missing()
  return showRelationship(call.ctx, me, follower)
}

const scopes = ['write:follows', 'follow']

export const followRequestRoutes: Route[] = [
  route('GET /api/v1/follow_requests', { contract: 'follow_requests#get', scopes: ['read:follows', 'follow'], input: pageInput, handle: page }),
  route('POST /api/v1/follow_requests/:account_id/authorize', { contract: 'follow_requests#accept', scopes, handle: answer(acceptFollowFrom) }),
  route('POST /api/v1/follow_requests/:account_id/reject', { contract: 'follow_requests#reject', scopes, handle: answer(rejectFollow) }),
]
