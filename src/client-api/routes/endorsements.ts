// Accounts that members show on their own profiles.
import { z } from 'zod'
import { accountExists, accountRow } from '#domain/accounts/queries.ts'
import { missing } from '#domain/refusals.ts'
import { endorse, unendorse } from '#domain/relationships/endorse.ts'
import { endorsementsPage } from '#domain/relationships/pages.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showRelationship } from '#entities/relationship.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(40, 80))
type PageCall = Call<z.output<typeof pageInput>>

async function showPage(call: PageCall, accountId: number): Promise<unknown> {
  const rows = await endorsementsPage(call.ctx.db, accountId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showAccounts(call.ctx, rows.map((row) => row.accountId)))
}

async function ofAccount(call: PageCall): Promise<unknown> {
  const account = await accountRow(call.ctx.db, call.id())
  if (!account || account.pending === 1) throw missing()
  return account.suspended_at !== null || account.deleted_at !== null ? [] : showPage(call, account.id)
}

const change = (verb: typeof endorse) => async (call: Call) => {
  const me = call.user().accountId
  const target = call.id()
  if (!await accountExists(call.ctx.db, target)) throw missing()
  await call.ctx.write((tx) => verb(tx, me, target))
  return showRelationship(call.ctx, me, target)
}

const scopes = ['write:accounts']

export const endorsementRoutes: Route[] = [
  route('GET /api/v1/endorsements', { contract: 'endorsements#get', scopes: ['read:accounts'], input: pageInput, handle: (call) => showPage(call, call.user().accountId) }),
  route('GET /api/v1/accounts/:id/endorsements', { contract: 'accounts#endorsements', auth: 'public', input: pageInput, handle: ofAccount }),
  route('POST /api/v1/accounts/:id/endorse', { contract: 'accounts#endorse', scopes, handle: change(endorse) }),
  route('POST /api/v1/accounts/:id/unendorse', { contract: 'accounts#unendorse', scopes, handle: change(unendorse) }),
  route('POST /api/v1/accounts/:id/pin', { contract: 'accounts#pin', scopes, handle: change(endorse) }),
  route('POST /api/v1/accounts/:id/unpin', { contract: 'accounts#unpin', scopes, handle: change(unendorse) }),
]
