// Filters, version 2: a title, places, what to do, and in it keywords and single statuses.
import { z } from 'zod'
import { createFilter, deleteFilter, filterStatus, FILTER_ACTIONS, unfilterStatus, updateFilter, type FilterChanges } from '#domain/filters/filters.ts'
import { addKeyword, changeKeyword } from '#domain/filters/keywords.ts'
import { ownFilter, ownFilterStatus, ownKeyword, wholeFilters } from '#domain/filters/queries.ts'
import { missing } from '#domain/refusals.ts'
import { renderFilter, renderFilterStatus, renderKeyword } from '#entities/filter.ts'
import { choice, flag, id, list, seconds, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const keywordInput = z.object({ keyword: text(), whole_word: flag() })
const filterInput = z.object({
  title: text(), context: list(text()), filter_action: choice(FILTER_ACTIONS), expires_in: seconds(),
  keywords_attributes: list(z.object({ id: id(), keyword: text(), whole_word: flag(), _destroy: flag() })),
})
const statusInput = z.object({ status_id: id() })

type FilterCall = Call<z.output<typeof filterInput>>
type KeywordCall = Call<z.output<typeof keywordInput>>

function changesOf({ title, context, filter_action: action, expires_in: expiresIn, keywords_attributes: keywords }: FilterCall['input']): FilterChanges {
  return {
    title, context: context?.map((word) => word ?? ''), action, expiresIn,
    // An entry with nothing in it is a form's empty line.
    keywords: keywords?.filter((one) => one.id !== undefined || one.keyword || one.whole_word)
      .map(({ id: keywordId, keyword, whole_word: wholeWord, _destroy: remove }) => ({ id: keywordId, keyword, wholeWord, remove })),
  }
}

async function showOne({ ctx, user }: Pick<Call, 'ctx' | 'user'>, filterId: number): Promise<unknown> {
  const [found] = await wholeFilters(ctx.db, user().accountId, [filterId])
  if (!found) throw missing()
  return renderFilter(found)
}

const all = async ({ ctx, user }: Call) => (await wholeFilters(ctx.db, user().accountId)).map(renderFilter)
const one = (call: Call) => showOne(call, call.id())

async function create(call: FilterCall): Promise<unknown> {
  return showOne(call, await call.ctx.write((tx) => createFilter(tx, call.user().accountId, changesOf(call.input))))
}

async function update(call: FilterCall): Promise<unknown> {
  await call.ctx.write((tx) => updateFilter(tx, call.user().accountId, call.id(), changesOf(call.input)))
  return showOne(call, call.id())
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => deleteFilter(tx, call.user().accountId, call.id()))
  return {}
}

/** What is in one filter of the caller's. */
async function contents({ ctx, user, id: param }: Call) {
  const { id: filterId } = await ownFilter(ctx.db, user().accountId, param('filter_id'))
  const [found] = await wholeFilters(ctx.db, user().accountId, [filterId])
  if (!found) throw missing()
  return found
}

const keywords = async (call: Call) => (await contents(call)).keywords.map(renderKeyword)
const statuses = async (call: Call) => (await contents(call)).statuses.map(renderFilterStatus)

const showKeyword = async ({ ctx, user }: Pick<Call, 'ctx' | 'user'>, keywordId: number) => renderKeyword(await ownKeyword(ctx.db, user().accountId, keywordId))
const keyword = (call: Call) => showKeyword(call, call.id())

async function createKeyword(call: KeywordCall): Promise<unknown> {
  const { keyword: word, whole_word: wholeWord } = call.input
  return showKeyword(call, await call.ctx.write((tx) => addKeyword(tx, call.user().accountId, call.id('filter_id'), { keyword: word, wholeWord })))
}

async function updateKeyword(call: KeywordCall): Promise<unknown> {
  const { keyword: word, whole_word: wholeWord } = call.input
  await call.ctx.write((tx) => changeKeyword(tx, call.user().accountId, call.id(), { keyword: word, wholeWord }))
  return showKeyword(call, call.id())
}

async function removeKeyword(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => changeKeyword(tx, call.user().accountId, call.id(), { remove: true }))
  return {}
}

const status = async ({ ctx, user, id: param }: Call) => renderFilterStatus(await ownFilterStatus(ctx.db, user().accountId, param()))

async function addStatus(call: Call<z.output<typeof statusInput>>): Promise<unknown> {
  const { accountId } = call.user()
  const entryId = await call.ctx.write((tx) => filterStatus(tx, accountId, call.id('filter_id'), call.input.status_id ?? -1))
  return renderFilterStatus(await ownFilterStatus(call.ctx.db, accountId, entryId))
}

async function removeStatus(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  const entry = await ownFilterStatus(call.ctx.db, accountId, call.id())
  await call.ctx.write((tx) => unfilterStatus(tx, accountId, entry.id))
  return renderFilterStatus(entry)
}

const read = ['read:filters']
const write = ['write:filters']

export const filterRoutes: Route[] = [
  route('GET /api/v2/filters', { contract: 'filters#get', scopes: read, handle: all }),
  route('GET /api/v2/filters/:id', { contract: 'filters#get-one', scopes: read, handle: one }),
  route('POST /api/v2/filters', { contract: 'filters#create', scopes: write, input: filterInput, handle: create }),
  route('PUT /api/v2/filters/:id', { contract: 'filters#update', scopes: write, input: filterInput, handle: update }),
  route('DELETE /api/v2/filters/:id', { contract: 'filters#delete', scopes: write, handle: remove }),
  route('GET /api/v2/filters/:filter_id/keywords', { contract: 'filters#keywords-get', scopes: read, handle: keywords }),
  route('POST /api/v2/filters/:filter_id/keywords', { contract: 'filters#keywords-create', scopes: write, input: keywordInput, handle: createKeyword }),
  route('GET /api/v2/filters/keywords/:id', { contract: 'filters#keywords-get-one', scopes: read, handle: keyword }),
  route('PUT /api/v2/filters/keywords/:id', { contract: 'filters#keywords-update', scopes: write, input: keywordInput, handle: updateKeyword }),
  route('DELETE /api/v2/filters/keywords/:id', { contract: 'filters#keywords-delete', scopes: write, handle: removeKeyword }),
  route('GET /api/v2/filters/:filter_id/statuses', { contract: 'filters#statuses-get', scopes: read, handle: statuses }),
  route('POST /api/v2/filters/:filter_id/statuses', { contract: 'filters#statuses-add', scopes: write, input: statusInput, handle: addStatus }),
  route('GET /api/v2/filters/statuses/:id', { contract: 'filters#statuses-get-one', scopes: read, handle: status }),
  route('DELETE /api/v2/filters/statuses/:id', { contract: 'filters#statuses-remove', scopes: write, handle: removeStatus }),
]
