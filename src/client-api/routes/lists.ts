// Lists of accounts, and who is on them.
import { z } from 'zod'
import { accountExists } from '#domain/accounts/queries.ts'
import {
  addToList, allListMembers, createList, deleteList, listIdsOf, listIdsWith, listMembersPage, ownList, removeFromList, REPLIES_POLICIES, updateList,
} from '#domain/lists/lists.ts'
import { missing } from '#domain/refusals.ts'
import { showLists } from '#entities/list.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { paged } from '../pagination.ts'
import { choice, flag, id, list, pageOf, paging, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const policy = choice(REPLIES_POLICIES)
const listInput = z.object({ title: text(), replies_policy: policy, exclusive: flag() })
const membersInput = z.object({ ...paging(40, 80), limit: z.preprocess((value) => value === '0' || value === 0 ? 0 : paging(40, 80).limit.parse(value), z.number()) })
const accountsInput = z.object({ account_ids: list(id()) })

type ListCall = Call<z.output<typeof listInput>>
type AccountsCall = Call<z.output<typeof accountsInput>>

async function showOne(call: Pick<Call, 'ctx'>, listId: number): Promise<unknown> {
  const [shown] = await showLists(call.ctx, [listId])
  if (!shown) throw missing()
  return shown
}

const changesOf = ({ title, replies_policy: repliesPolicy, exclusive }: ListCall['input']) => ({ title, repliesPolicy, exclusive })

async function all(call: Call): Promise<unknown> {
  return showLists(call.ctx, await listIdsOf(call.ctx.db, call.user().accountId))
}

async function withAccount(call: Call): Promise<unknown> {
  const member = call.id()
  if (!await accountExists(call.ctx.db, member)) throw missing()
  return showLists(call.ctx, await listIdsWith(call.ctx.db, call.user().accountId, member))
}

async function one(call: Call): Promise<unknown> {
  return showOne(call, (await ownList(call.ctx.db, call.user().accountId, call.id())).id)
}

async function create(call: ListCall): Promise<unknown> {
  return showOne(call, await call.ctx.write((tx) => createList(tx, call.user().accountId, changesOf(call.input))))
}

async function update(call: ListCall): Promise<unknown> {
  const listId = call.id()
  await call.ctx.write((tx) => updateList(tx, call.user().accountId, listId, changesOf(call.input)))
  return showOne(call, listId)
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => deleteList(tx, call.user().accountId, call.id()))
  return {}
}

async function members(call: Call<z.output<typeof membersInput>>): Promise<unknown> {
  const { db } = call.ctx
  const { id: listId } = await ownList(db, call.user().accountId, call.id())
  if (call.input.limit === 0) return showAccounts(call.ctx, await allListMembers(db, listId))
  const rows = await listMembersPage(db, listId, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showAccounts(call.ctx, rows.map((row) => row.accountId)))
}

const change = (verb: typeof addToList) => async (call: AccountsCall) => {
  const ids = (call.input.account_ids ?? []).filter((memberId) => memberId !== undefined)
  await call.ctx.write((tx) => verb(tx, call.user().accountId, call.id(), ids))
  return {}
}

const read = ['read:lists']
const write = ['write:lists']

export const listRoutes: Route[] = [
  route('GET /api/v1/lists', { contract: 'lists#get', scopes: read, handle: all }),
  route('GET /api/v1/lists/:id', { contract: 'lists#get-one', scopes: read, handle: one }),
  route('POST /api/v1/lists', { contract: 'lists#create', scopes: write, input: listInput, handle: create }),
  route('PUT /api/v1/lists/:id', { contract: 'lists#update', scopes: write, input: listInput, handle: update }),
  route('DELETE /api/v1/lists/:id', { contract: 'lists#delete', scopes: write, handle: remove }),
  route('GET /api/v1/lists/:id/accounts', { contract: 'lists#accounts', scopes: read, input: membersInput, handle: members }),
  route('POST /api/v1/lists/:id/accounts', { contract: 'lists#accounts-add', scopes: write, input: accountsInput, handle: change(addToList) }),
  route('DELETE /api/v1/lists/:id/accounts', { contract: 'lists#accounts-remove', scopes: write, input: accountsInput, handle: change(removeFromList) }),
  route('GET /api/v1/accounts/:id/lists', { contract: 'accounts#lists', scopes: read, handle: withAccount }),
]
