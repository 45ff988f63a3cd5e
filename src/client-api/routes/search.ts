// One box for everything: people, posts and hashtags, and whatever a pasted address names.
import { z } from 'zod'
import { searchAccounts } from '#domain/search/search-accounts.ts'
import { searchStatuses } from '#domain/search/search-statuses.ts'
import { searchTags } from '#domain/search/search-tags.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { accountRow, findByHandle } from '#domain/accounts/queries.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import { Refusal } from '#domain/refusals.ts'
import { parseHandle } from '#domain/text/names.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { showTags } from '#entities/tag.ts'
import { flag, id, limit, text, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const kinds = ['accounts', 'hashtags', 'statuses'] as const
type Kind = (typeof kinds)[number]

const searchInput = z.object({
  q: text(), type: z.enum(kinds).optional().catch(undefined), resolve: flag(), following: flag(), account_id: id(), exclude_unreviewed: flag(),
  max_id: id(), min_id: id(), limit: limit(20, 40), offset: whole(),
})
const accountsInput = z.object({ q: text(), limit: limit(40, 80), offset: whole(), resolve: flag(), following: flag() })

type Search = Call<z.output<typeof searchInput>>
type Named = { kind: 'account' | 'status'; id: number }

const isAddress = (query: string): boolean => /^https?:\/\/\S+$/i.test(query)
const needsMember = (what: string) => new Refusal('token.invalid', { text: `Search queries ${what} are not supported without authentication` })

/** What an address of ours points at, or one elsewhere that is known or can be fetched. */
async function namedBy({ ctx }: Pick<Call, 'ctx'>, address: string): Promise<Named | null> {
  const own = parseLocalUrl(ctx.config, address)
  if (own?.kind === 'status') return { kind: 'status', id: own.id }
  if (own?.kind === 'account' && 'id' in own) return { kind: 'account', id: own.id }
  if (own?.kind === 'account') {
    const account = await findByHandle(ctx.db, own.username, null)
    return account ? { kind: 'account', id: account.id } : null
  }
  return address.startsWith(`${ctx.config.origin}/`) ? null : ctx.services.resolve(address, {})
}

/** Fetches the account that a query names in full, if it lives elsewhere: then the search finds it. */
async function resolveHandle({ ctx }: Pick<Call, 'ctx'>, query: string): Promise<void> {
  const handle = parseHandle(query)
  if (!handle || handle.host === null || handle.host === ctx.config.domain) return
  await ctx.services.resolve(`${handle.username}@${handle.host}`, { kind: 'account' })
}

async function showNamed(call: Search, query: string): Promise<Record<Kind, unknown[]> | null> {
  const named = await namedBy(call, query)
  if (!named) return null
  const statusIds = named.kind === 'status' ? await visibleTo(call.ctx.db, call.viewer, [named.id]) : []
  const account = named.kind === 'account' ? await accountRow(call.ctx.db, named.id) : null
  const accountIds = account && account.pending === 0 && account.suspended_at === null && account.deleted_at === null ? [account.id] : []
  return {
    accounts: await showAccounts(call.ctx, accountIds), statuses: await showStatuses(call.ctx, call.viewer, statusIds), hashtags: [],
  }
}

async function search(call: Search): Promise<unknown> {
  const { ctx, viewer, input } = call
  const query = input.q?.trim() ?? ''
  if (query === '') throw new Refusal('input.malformed', { text: 'param is missing or the value is empty: q' })
  if (viewer === null && (input.offset ?? 0) > 0) throw needsMember('pagination')
  if (viewer === null && input.resolve) throw needsMember('that resolve remote resources')
  if (isAddress(query) && viewer !== null && (input.offset ?? 0) === 0) {
    const named = input.resolve || query.startsWith(ctx.config.origin) ? await showNamed(call, query) : null
    if (named) return named
  }
  if (input.resolve) await resolveHandle(call, query)
  return searchWords(call, query)
}

async function searchWords(call: Search, query: string): Promise<Record<Kind, unknown[]>> {
  const { ctx, viewer, input } = call
  const wants = (kind: Kind) => input.type === undefined || input.type === kind
  // Without a type every kind starts at its first.
  const page = { limit: input.limit, offset: input.type === undefined ? 0 : Math.max(0, input.offset ?? 0) }
  const [accountIds, statusIds, tagIds] = await Promise.all([
    wants('accounts') && !query.startsWith('#') ? searchAccounts(ctx.db, ctx.config, viewer, query, { ...page, following: input.following ?? false }) : [],
    wants('statuses') && viewer !== null
      ? searchStatuses(ctx.db, ctx.config, viewer, query, { ...page, accountId: input.account_id, maxId: input.max_id, minId: input.min_id }) : [],
    wants('hashtags') && !query.startsWith('@') ? searchTags(ctx.db, query, page) : [],
  ])
  const [accounts, statuses, hashtags] = await Promise.all([
    showAccounts(ctx, accountIds), showStatuses(ctx, viewer, statusIds), showTags(ctx, viewer, tagIds),
  ])
  return { accounts, statuses, hashtags }
}

async function searchPeople(call: Call<z.output<typeof accountsInput>>): Promise<unknown> {
  const { ctx, input } = call
  const query = input.q?.trim() ?? ''
  if (query === '') return []
  if (input.resolve && (input.offset ?? 0) === 0) await resolveHandle(call, query)
  const ids = await searchAccounts(ctx.db, ctx.config, call.user().accountId, query, {
    limit: input.limit, offset: Math.max(0, input.offset ?? 0), following: input.following ?? false,
  })
  return showAccounts(ctx, ids)
}

export const searchRoutes: Route[] = [
  route('GET /api/v2/search', { contract: 'search#v2', auth: 'public', scopes: ['read:search'], input: searchInput, handle: search }),
  route('GET /api/v1/accounts/search', { contract: 'accounts#search', scopes: ['read:accounts'], input: accountsInput, handle: searchPeople }),
]
