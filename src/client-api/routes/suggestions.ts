// Whom the caller may want to follow.
import { z } from 'zod'
import { accountExists } from '#domain/accounts/queries.ts'
import { missing } from '#domain/refusals.ts'
import { dismissSuggestion, suggestedAccounts } from '#domain/search/directory.ts'
import { showSuggestions } from '#entities/suggestion.ts'
import { limit } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const suggestionsInput = z.object({ limit: limit(40, 80) })
type SuggestionsCall = Call<z.output<typeof suggestionsInput>>

const suggest = async ({ ctx, input, user }: SuggestionsCall) =>
  showSuggestions(ctx, await suggestedAccounts(ctx.db, user().accountId, input.limit))

async function dismiss(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  const target = call.id('account_id')
  if (!await accountExists(call.ctx.db, target)) throw missing()
  await call.ctx.write((tx) => dismissSuggestion(tx, accountId, target))
  return {}
}

export const suggestionRoutes: Route[] = [
  route('GET /api/v2/suggestions', { contract: 'suggestions#v2', scopes: ['read'], input: suggestionsInput, handle: suggest }),
  route('GET /api/v1/suggestions', {
    contract: 'suggestions#v1', scopes: ['read'], input: suggestionsInput,
    handle: async (call: SuggestionsCall) => (await suggest(call)).map((one) => one.account),
  }),
  route('DELETE /api/v1/suggestions/:account_id', { contract: 'suggestions#remove', scopes: ['read'], handle: dismiss }),
]
