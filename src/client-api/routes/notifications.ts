// Notifications one by one, the policy that keeps strangers' aside, and the requests that it makes.
import { z } from 'zod'
import { changePolicy, policyOf, POLICY_KINDS } from '#domain/notifications/policy.ts'
import { clear, dismiss, newestNotification, notificationIds, ownNotification, unreadCount, type Wanted } from '#domain/notifications/queries.ts'
import { acceptRequest, dismissRequest, isMerged, ownRequest, ownRequests, requestsPage } from '#domain/notifications/requests.ts'
import { markersOf } from '#domain/timelines/markers.ts'
import type { Row } from '#domain/tables.ts'
import { missing } from '#domain/refusals.ts'
import { showNotificationPolicy, showNotificationRequests } from '#entities/notification-request.ts'
import { showNotifications } from '#entities/notification.ts'
import { paged } from '../pagination.ts'
import { choice, flag, id, limit, list, pageOf, paging } from '../params/types.ts'
import { route, type ApiContext, type Call, type Route } from '../route.ts'

const words = list(z.string())
const wanted = { types: words, exclude_types: words, account_id: id(), include_filtered: flag() }
const pageInput = z.object({ ...paging(40, 80), ...wanted })
const countInput = z.object({ limit: limit(100, 1000), ...wanted })
const requestsInput = z.object(paging(40, 80))
const severalInput = z.object({ id: list(id()) })
const verdict = choice(['accept', 'filter', 'drop'])
const policyInput = z.object(Object.fromEntries(POLICY_KINDS.map((kind) => [kind, verdict])) as Record<typeof POLICY_KINDS[number], typeof verdict>)

/** The parameters that choose notifications, as the domain takes them. */
export const wantedOf = (input: { types?: string[] | undefined; exclude_types?: string[] | undefined; account_id?: number | undefined; include_filtered?: boolean | undefined }): Wanted =>
  ({ types: input.types, excludeTypes: input.exclude_types, fromAccountId: input.account_id, includeFiltered: input.include_filtered })

/** The last notification that the member's apps have marked as read; 0 for none. */
export async function lastRead(call: Call<never> | Call<{ limit: number }>): Promise<number> {
  const [marker] = await markersOf(call.ctx.db, call.user().accountId, ['notifications'])
  return marker?.last_read_id ?? 0
}

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const me = call.user().accountId
  const ids = await notificationIds(call.ctx.db, me, wantedOf(call.input), pageOf(call.input))
  return paged(call, ids, await showNotifications(call.ctx, me, ids))
}

async function one(call: Call): Promise<unknown> {
  const me = call.user().accountId
  const [notification] = await showNotifications(call.ctx, me, [await ownNotification(call.ctx.db, me, call.id())])
  if (!notification) throw missing()
  return notification
}

async function unread(call: Call<z.output<typeof countInput>>): Promise<unknown> {
  const place = { afterId: await lastRead(call), limit: call.input.limit }
  return { count: await unreadCount(call.ctx.db, call.user().accountId, wantedOf(call.input), place) }
}

async function clearAll(call: Call): Promise<unknown> {
  const me = call.user().accountId
  const upTo = await newestNotification(call.ctx.db, me)
  while (await call.ctx.write((tx) => clear(tx, me, upTo)));
  return {}
}

async function putAway(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => dismiss(tx, call.user().accountId, call.id()))
  return {}
}

const policy = async (call: Call): Promise<unknown> => showNotificationPolicy(await policyOf(call.ctx.db, call.user().accountId))

async function setPolicy(call: Call<z.output<typeof policyInput>>): Promise<unknown> {
  const me = call.user().accountId
  await call.ctx.write((tx) => changePolicy(tx, me, call.input))
  return showNotificationPolicy(await policyOf(call.ctx.db, me))
}

async function requests(call: Call<z.output<typeof requestsInput>>): Promise<unknown> {
  const me = call.user().accountId
  const ids = await requestsPage(call.ctx.db, me, pageOf(call.input))
  return paged(call, ids, await showNotificationRequests(call.ctx, me, ids))
}

async function request(call: Call): Promise<unknown> {
  const me = call.user().accountId
  const [shown] = await showNotificationRequests(call.ctx, me, [(await ownRequest(call.ctx.db, me, call.id())).id])
  if (!shown) throw missing()
  return shown
}

async function accept(ctx: ApiContext, rows: Row<'notification_requests'>[]): Promise<unknown> {
  for (const row of rows) await ctx.write((tx) => acceptRequest(tx, row))
  return {}
}

async function decline(ctx: ApiContext, rows: Row<'notification_requests'>[]): Promise<unknown> {
  for (const row of rows) while (await ctx.write((tx) => dismissRequest(tx, row)));
  return {}
}

const named = async (call: Call) => [await ownRequest(call.ctx.db, call.user().accountId, call.id())]
const several = (call: Call<z.output<typeof severalInput>>) =>
  ownRequests(call.ctx.db, call.user().accountId, (call.input.id ?? []).flatMap((asked) => asked ?? []))

const read = ['read:notifications']
const write = ['write:notifications']

export const notificationRoutes: Route[] = [
  route('GET /api/v1/notifications', { contract: 'notifications#get', scopes: read, input: pageInput, handle: page }),
  route('GET /api/v1/notifications/unread_count', { contract: 'notifications#unread-count', scopes: read, input: countInput, handle: unread }),
  route('POST /api/v1/notifications/clear', { contract: 'notifications#clear', scopes: write, handle: clearAll }),
  route('GET /api/v1/notifications/requests', { contract: 'notifications#get-requests', scopes: read, input: requestsInput, handle: requests }),
  route('GET /api/v1/notifications/requests/merged', {
    contract: 'notifications#requests-merged', scopes: read, handle: async (call) => ({ merged: await isMerged(call.ctx.db, call.user().accountId) }),
  }),
  route('POST /api/v1/notifications/requests/accept', {
    contract: 'notifications#accept-multiple-requests', scopes: write, input: severalInput, handle: async (call) => accept(call.ctx, await several(call)),
  }),
  route('POST /api/v1/notifications/requests/dismiss', {
    contract: 'notifications#dismiss-multiple-requests', scopes: write, input: severalInput, handle: async (call) => decline(call.ctx, await several(call)),
  }),
  route('GET /api/v1/notifications/requests/:id', { contract: 'notifications#get-one-request', scopes: read, handle: request }),
  route('POST /api/v1/notifications/requests/:id/accept', {
    contract: 'notifications#accept-request', scopes: write, handle: async (call) => accept(call.ctx, await named(call)),
  }),
  route('POST /api/v1/notifications/requests/:id/dismiss', {
    contract: 'notifications#dismiss-request', scopes: write, handle: async (call) => decline(call.ctx, await named(call)),
  }),
  route('GET /api/v2/notifications/policy', { contract: 'notifications#get-policy', scopes: read, handle: policy }),
  route('PATCH /api/v2/notifications/policy', {
    contract: 'notifications#update-the-filtering-policy-for-notifications', scopes: write, input: policyInput, handle: setPolicy,
  }),
  route('GET /api/v1/notifications/:id', { contract: 'notifications#get-one', scopes: read, handle: one }),
  route('POST /api/v1/notifications/:id/dismiss', { contract: 'notifications#dismiss', scopes: write, handle: putAway }),
]
