// Quotes: who quoted a post, taking consent back, and who may quote.
import { z } from 'zod'
import { changeQuotePolicy } from '#domain/quotes/change-policy.ts'
import { quotesOf } from '#domain/quotes/queries.ts'
import { revokeQuote } from '#domain/quotes/refuse-quote.ts'
import { hiddenAccounts } from '#domain/relationships/hidden.ts'
import { missing } from '#domain/refusals.ts'
import { QUOTE_POLICIES } from '#domain/statuses/quote-policy.ts'
import { visibleOriginal, visibleStatus, visibleTo } from '#domain/statuses/visible-to.ts'
import type { Status } from '#entities/status.ts'
import { showStatus, showStatuses } from '#entities/status-bundle.ts'
import { paged } from '../pagination.ts'
import { choice, pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const quotesInput = z.object(paging(20, 40))
const policyInput = z.object({ quote_approval_policy: choice(QUOTE_POLICIES) })

async function show(call: Call<never> | Call<z.output<typeof policyInput>> | Call, id: number): Promise<Status> {
  const status = await showStatus(call.ctx, call.viewer, id)
  if (!status) throw missing()
  return status
}

/** The posts that quote one, as far as the viewer wants to and may see them; its author sees those of people they hide, too. */
async function list(call: Call<z.output<typeof quotesInput>>): Promise<unknown> {
  const { ctx } = call
  const { accountId } = call.user()
  const quoted = await visibleOriginal(ctx.db, accountId, call.id())
  const { keys, ids } = await quotesOf(ctx.db, quoted.id, pageOf(call.input))
  const statuses = await showStatuses(ctx, accountId, await visibleTo(ctx.db, accountId, ids))
  if (quoted.account_id === accountId) return paged(call, keys, statuses)
  const { blocking, muting } = await hiddenAccounts(ctx.db, accountId, ctx.clock.now())
  return paged(call, keys, statuses.filter(({ account }) => !blocking.has(Number(account.id)) && !muting.has(Number(account.id))))
}

async function revoke(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  const { id } = await visibleStatus(call.ctx.db, accountId, call.id())
  const quotingId = call.id('quoting_status_id')
  await call.ctx.write((tx) => revokeQuote(tx, accountId, id, quotingId))
  return show(call, quotingId)
}

/** Without a choice, the member's default. */
async function changePolicy(call: Call<z.output<typeof policyInput>>): Promise<unknown> {
  const { accountId, settings } = call.user()
  const { id } = await visibleStatus(call.ctx.db, accountId, call.id())
  await call.ctx.write((tx) => changeQuotePolicy(tx, accountId, id, call.input.quote_approval_policy ?? settings.default_quote_policy))
  return show(call, id)
}

const WRITE = ['write:statuses']

export const quoteRoutes: Route[] = [
  route('GET /api/v1/statuses/:id/quotes', { contract: 'statuses#quotes', scopes: ['read:statuses'], input: quotesInput, handle: list }),
  route('POST /api/v1/statuses/:id/quotes/:quoting_status_id/revoke', { contract: 'statuses#revoke_quote', scopes: WRITE, handle: revoke }),
  route('PUT /api/v1/statuses/:id/interaction_policy', { contract: 'statuses#edit_interaction_policy', scopes: WRITE, input: policyInput, handle: changePolicy }),
]
