// Accounts: the caller's own, anybody's, and what they have written.
import { z } from 'zod'
import { changeUserSettings } from '#domain/access/user-settings.ts'
import { accountRows, presentAccount, type AccountRow } from '#domain/accounts/queries.ts'
import { accountNamed } from '#domain/search/search-accounts.ts'
import { findTag } from '#domain/tags/tags.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { accountStatusIds } from '#domain/timelines/account.ts'
import { missing } from '#domain/refusals.ts'
import { showAccount, showAccounts } from '#entities/load-accounts.ts'
import { showCredentialAccount } from '#entities/credential-account.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { paged } from '../pagination.ts'
import { changeProfile, profileFields, readProfile } from '../params/profile.ts'
import { choice, flag, id, list, pageOf, paging, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const INDEX_LIMIT = 40

const credentialsInput = z.object({
  ...profileFields,
  source: z.object({
    privacy: choice(['public', 'unlisted', 'private', 'direct']),
    sensitive: flag(), language: text(),
    quote_policy: choice(['public', 'followers', 'nobody']),
  }).optional(),
})
const indexInput = z.object({ id: list(id()) })
const lookupInput = z.object({ acct: text() })
const statusesInput = z.object({
  ...paging(20, 40), only_media: flag(), exclude_replies: flag(), exclude_reblogs: flag(), pinned: flag(), tagged: text(),
})

const verify = (call: Call): Promise<unknown> => showCredentialAccount(call.ctx, call.user())

async function update(call: Call<z.output<typeof credentialsInput>>): Promise<unknown> {
  const user = call.user()
  const { input, pictures } = await readProfile(call, credentialsInput)
  const { source } = input
  const told = source && Object.fromEntries(Object.entries({
    default_privacy: source.privacy, default_sensitive: source.sensitive, default_quote_policy: source.quote_policy,
    default_language: source.language === undefined ? undefined : normaliseLanguage(source.language),
  }).filter(([, value]) => value !== undefined))
  await changeProfile(call, input, pictures, async (tx) => { if (told) await changeUserSettings(tx, user.id, told) })
  return showCredentialAccount(call.ctx, { ...user, settings: { ...user.settings, ...told } })
}

async function get(call: Call): Promise<unknown> {
  const { id: accountId } = await presentAccount(call.ctx.db, call.id())
  return showAccount(call.ctx, accountId)
}

async function index(call: Call<z.output<typeof indexInput>>): Promise<unknown> {
  const asked = [...new Set((call.input.id ?? []).flatMap((one) => one ?? []))].slice(0, INDEX_LIMIT)
  const rows = await accountRows(call.ctx.db, asked)
  const shown = asked.filter((one) => isShown(rows.get(one)))
  return showAccounts(call.ctx, shown)
}

const isShown = (row: AccountRow | undefined): boolean => row !== undefined && row.pending === 0 && row.deleted_at === null

async function lookup(call: Call<z.output<typeof lookupInput>>): Promise<unknown> {
  const found = await accountNamed(call.ctx.db, call.ctx.config, call.input.acct ?? '')
  if (found === null) throw missing()
  return showAccount(call.ctx, found)
}

/** What a remote account wrote before anybody here knew it is asked for when somebody looks. */
function askForMore({ ctx, viewer }: Pick<Call, 'ctx' | 'viewer'>, account: AccountRow): void {
  if (viewer !== null && account.host !== null && account.backfilled_at === null) ctx.services.backfill(account.id)
}

async function statuses(call: Call<z.output<typeof statusesInput>>): Promise<unknown> {
  const { ctx, input, viewer } = call
  const account = await presentAccount(ctx.db, call.id())
  askForMore(call, account)
  const tagId = input.tagged ? await findTag(ctx.db, input.tagged) : undefined
  if (tagId === null) return []
  const ids = await accountStatusIds(ctx.db, viewer, account.id, {
    excludeReplies: input.exclude_replies, excludeReblogs: input.exclude_reblogs, onlyMedia: input.only_media, pinned: input.pinned, tagId,
  }, pageOf(input), ctx.clock.now())
  return paged(call, ids, await showStatuses(ctx, viewer, ids))
}

async function identityProofs(call: Call): Promise<unknown> {
  await presentAccount(call.ctx.db, call.id())
  return []
}

export const accountRoutes: Route[] = [
  route('GET /api/v1/accounts/verify_credentials', { contract: 'accounts#verify_credentials', scopes: ['profile', 'read:accounts'], handle: verify }),
  route('PATCH /api/v1/accounts/update_credentials', {
    contract: 'accounts#update_credentials', scopes: ['write:accounts'], upload: true, input: credentialsInput, handle: update,
  }),
  // Public, as in Mastodon: the documentation alone asks for a token here.
  route('GET /api/v1/accounts/lookup', { contract: 'accounts#lookup', auth: 'public', scopes: ['read:accounts'], input: lookupInput, handle: lookup }),
  route('GET /api/v1/accounts', { contract: 'accounts#index', auth: 'public', scopes: ['read:accounts'], input: indexInput, handle: index }),
  route('GET /api/v1/accounts/:id', { contract: 'accounts#get', auth: 'public', scopes: ['read:accounts'], handle: get }),
  route('GET /api/v1/accounts/:id/statuses', {
    contract: 'accounts#statuses', auth: 'public', scopes: ['read:statuses'], input: statusesInput, handle: statuses,
  }),
  route('GET /api/v1/accounts/:id/identity_proofs', { contract: 'accounts#identity_proofs', handle: identityProofs }),
]
