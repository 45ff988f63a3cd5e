// Notifications in groups: "ann and 12 others favourited your post" as one.
import { z } from 'zod'
import { dismissGroup, groupAccounts, groupByKey, groupsPage, unreadGroups } from '#domain/notifications/groups.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showNotificationGroups } from '#entities/notification-group.ts'
import { clear, newestNotification } from '#domain/notifications/queries.ts'
import { missing } from '#domain/refusals.ts'
import { paged } from '../pagination.ts'
import { flag, id, limit, list, pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'
import { lastRead, wantedOf } from './notifications.ts'

const words = list(z.string())
const wanted = { types: words, exclude_types: words, account_id: id(), include_filtered: flag(), grouped_types: words }
const expandFault = "Invalid value for 'expand_accounts', allowed values are 'full' and 'partial_avatars'"
const pageInput = z.object({ ...paging(40, 80), ...wanted, expand_accounts: z.enum(['full', 'partial_avatars'], expandFault).optional() })
const countInput = z.object({ limit: limit(100, 1000), ...wanted })
const accountsInput = z.object(paging(40, 80))

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const me = call.user().accountId
  const chosen = { ...wantedOf(call.input), groupedTypes: call.input.grouped_types }
  const { groups, keys } = await groupsPage(call.ctx.db, me, chosen, pageOf(call.input))
  return paged(call, keys, await showNotificationGroups(call.ctx, me, groups, { partial: call.input.expand_accounts === 'partial_avatars' }))
}

async function unread(call: Call<z.output<typeof countInput>>): Promise<unknown> {
  const place = { afterId: await lastRead(call), limit: call.input.limit }
  const chosen = { ...wantedOf(call.input), groupedTypes: call.input.grouped_types }
  return { count: await unreadGroups(call.ctx.db, call.user().accountId, chosen, place) }
}

const keyOf = (call: Call<never> | Call | Call<{ limit: number }>): string => call.params['group_key'] ?? ''

async function one(call: Call): Promise<unknown> {
  const me = call.user().accountId
  const shown = await showNotificationGroups(call.ctx, me, [await groupByKey(call.ctx.db, me, keyOf(call))])
  if (shown.notification_groups.length === 0) throw missing()
  return shown
}

async function accounts(call: Call<z.output<typeof accountsInput>>): Promise<unknown> {
  const { accountIds, keys } = await groupAccounts(call.ctx.db, call.user().accountId, keyOf(call), pageOf(call.input))
  return paged(call, keys, await showAccounts(call.ctx, accountIds))
}

async function putAway(call: Call): Promise<unknown> {
  while (await call.ctx.write((tx) => dismissGroup(tx, call.user().accountId, keyOf(call))));
  return {}
}

async function clearAll(call: Call): Promise<unknown> {
  const me = call.user().accountId
  const upTo = await newestNotification(call.ctx.db, me)
  while (await call.ctx.write((tx) => clear(tx, me, upTo)));
  return {}
}

const read = ['read:notifications']
const write = ['write:notifications']

export const groupedNotificationRoutes: Route[] = [
  route('GET /api/v2/notifications', { contract: 'grouped_notifications#get-grouped', scopes: read, input: pageInput, handle: page }),
  route('GET /api/v2/notifications/unread_count', { contract: 'grouped_notifications#unread-group-count', scopes: read, input: countInput, handle: unread }),
  // Not documented, but Mastodon has it and apps of the v2 call it.
  route('POST /api/v2/notifications/clear', { contract: 'covey#clear-grouped', scopes: write, handle: clearAll }),
  route('GET /api/v2/notifications/:group_key', { contract: 'grouped_notifications#get-notification-group', scopes: read, handle: one }),
  route('POST /api/v2/notifications/:group_key/dismiss', { contract: 'grouped_notifications#dismiss-group', scopes: write, handle: putAway }),
  // Documented with the write scope, though it only reads.
  route('GET /api/v2/notifications/:group_key/accounts', {
    contract: 'grouped_notifications#get-group-accounts', scopes: [...read, ...write], input: accountsInput, handle: accounts,
  }),
  // The same as it was first tried out; deprecated, and apps of that time still ask for it.
  route('GET /api/v2_alpha/notifications', { contract: 'notifications_alpha#get-grouped', scopes: read, input: pageInput, handle: page }),
  route('GET /api/v2_alpha/notifications/unread_count', { contract: 'notifications_alpha#unread-group-count', scopes: read, input: countInput, handle: unread }),
  route('GET /api/v2_alpha/notifications/:group_key', { contract: 'notifications_alpha#get-notification-group', scopes: read, handle: one }),
  route('POST /api/v2_alpha/notifications/:group_key/dismiss', { contract: 'notifications_alpha#dismiss-group', scopes: write, handle: putAway }),
]
