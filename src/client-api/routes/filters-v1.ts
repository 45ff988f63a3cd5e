// Filters, version 1: each keyword is a filter by itself. Apps that know nothing newer make and change them here.
import { z } from 'zod'
import { createFilter, updateFilter, type FilterAction } from '#domain/filters/filters.ts'
import { changeLoneKeyword, removeLoneKeyword } from '#domain/filters/keywords.ts'
import { ownKeyword, wholeFilters } from '#domain/filters/queries.ts'
import { missing } from '#domain/refusals.ts'
import { renderV1Filters, type V1Filter } from '#entities/filter.ts'
import { flag, list, seconds, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const filterInput = z.object({ phrase: text(), context: list(text()), irreversible: flag(), whole_word: flag(), expires_in: seconds() })
type FilterCall = Call<z.output<typeof filterInput>>

const actionOf = (irreversible: boolean | undefined): FilterAction | undefined => irreversible === undefined ? undefined : irreversible ? 'hide' : 'warn'

async function showOne({ ctx, user }: Pick<Call, 'ctx' | 'user'>, filterId: number, pick: (one: V1Filter) => boolean): Promise<V1Filter> {
  const found = (await wholeFilters(ctx.db, user().accountId, [filterId])).flatMap(renderV1Filters).find(pick)
  if (!found) throw missing()
  return found
}

const all = async ({ ctx, user }: Call) => (await wholeFilters(ctx.db, user().accountId)).flatMap(renderV1Filters)

async function one(call: Pick<Call, 'ctx' | 'user' | 'id'>): Promise<unknown> {
  const keyword = await ownKeyword(call.ctx.db, call.user().accountId, call.id())
  return showOne(call, keyword.filter_id, (found) => found.id === String(keyword.id))
}

async function create(call: FilterCall): Promise<unknown> {
  const { phrase = '', context, irreversible, whole_word: wholeWord, expires_in: expiresIn } = call.input
  const filterId = await call.ctx.write((tx) => createFilter(tx, call.user().accountId, {
    title: phrase, context: context?.map((word) => word ?? ''), action: actionOf(irreversible), expiresIn, keywords: [{ keyword: phrase, wholeWord }],
  }))
  return showOne(call, filterId, () => true)
}

async function update(call: FilterCall): Promise<unknown> {
  const { phrase, context, irreversible, whole_word: wholeWord, expires_in: expiresIn } = call.input
  const { accountId } = call.user()
  await call.ctx.write(async (tx) => {
    const { filterId } = await changeLoneKeyword(tx, accountId, call.id(), { keyword: phrase, wholeWord })
    await updateFilter(tx, accountId, filterId, { title: phrase, context: context?.map((word) => word ?? ''), action: actionOf(irreversible), expiresIn })
  })
  return one(call)
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => removeLoneKeyword(tx, call.user().accountId, call.id()))
  return {}
}

export const filterV1Routes: Route[] = [
  route('GET /api/v1/filters', { contract: 'filters#get-v1', scopes: ['read:filters'], handle: all }),
  route('GET /api/v1/filters/:id', { contract: 'filters#get-one-v1', scopes: ['read:filters'], handle: one }),
  route('POST /api/v1/filters', { contract: 'filters#create-v1', scopes: ['write:filters'], input: filterInput, handle: create }),
  route('PUT /api/v1/filters/:id', { contract: 'filters#update-v1', scopes: ['write:filters'], input: filterInput, handle: update }),
  route('DELETE /api/v1/filters/:id', { contract: 'filters#delete-v1', scopes: ['write:filters'], handle: remove }),
]
