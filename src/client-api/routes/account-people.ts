// Who stands how to whom: followers, whom an account follows, the caller's relationships, common acquaintances.
import { z } from 'zod'
import { accountRows, presentAccount } from '#domain/accounts/queries.ts'
import { followersPage, followingPage } from '#domain/relationships/pages.ts'
import { showsFollows } from '#domain/relationships/shows-follows.ts'
import { familiarFollowers } from '#domain/search/directory.ts'
import { showFamiliarFollowers } from '#entities/familiar-followers.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showRelationships } from '#entities/relationship.ts'
import { paged } from '../pagination.ts'
import { flag, id, list, pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(40, 80))
const idsInput = z.object({ id: list(id()), with_suspended: flag() })

const people = (page: typeof followersPage) => async (call: Call<z.output<typeof pageInput>>): Promise<unknown> => {
  const account = await presentAccount(call.ctx.db, call.id())
  if (!await showsFollows(call.ctx.db, call.viewer, account)) return []
  const rows = await page(call.ctx.db, account.id, pageOf(call.input), { viewer: call.viewer })
  return paged(call, rows.map((row) => row.key), await showAccounts(call.ctx, rows.map((row) => row.accountId)))
}

const idsOf = (call: Call<z.output<typeof idsInput>>): number[] => [...new Set((call.input.id ?? []).flatMap((one) => one ?? []))]

async function relationships(call: Call<z.output<typeof idsInput>>): Promise<unknown> {
  const asked = idsOf(call)
  const rows = await accountRows(call.ctx.db, asked)
  const known = asked.filter((one) => {
    const row = rows.get(one)
    return row?.pending === 0 && (call.input.with_suspended || row.suspended_at === null)
  })
  return showRelationships(call.ctx, call.user().accountId, known)
}

async function familiar(call: Call<z.output<typeof idsInput>>): Promise<unknown> {
  const rows = await accountRows(call.ctx.db, idsOf(call))
  const known = idsOf(call).filter((one) => rows.get(one)?.suspended_at === null && rows.get(one)?.pending === 0)
  return showFamiliarFollowers(call.ctx, await familiarFollowers(call.ctx.db, call.user().accountId, known))
}

export const accountPeopleRoutes: Route[] = [
  route('GET /api/v1/accounts/relationships', { contract: 'accounts#relationships', scopes: ['read:follows'], input: idsInput, handle: relationships }),
  route('GET /api/v1/accounts/familiar_followers', { contract: 'accounts#familiar_followers', scopes: ['read:follows'], input: idsInput, handle: familiar }),
  route('GET /api/v1/accounts/:id/followers', { contract: 'accounts#followers', auth: 'public', scopes: ['read:accounts'], input: pageInput, handle: people(followersPage) }),
  route('GET /api/v1/accounts/:id/following', { contract: 'accounts#following', auth: 'public', scopes: ['read:accounts'], input: pageInput, handle: people(followingPage) }),
]
