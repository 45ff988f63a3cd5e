// A device asks to be told of notifications: one subscription for each token.
import { z } from 'zod'
import { missing, Refusal } from '#domain/refusals.ts'
import { changeWishes, PUSH_POLICIES, subscribe, subscriptionOf, unsubscribe, type PushWishes } from '#domain/push/subscriptions.ts'
import { ALERTS, showPushSubscription } from '#entities/push-subscription.ts'
import { tokenOf } from '../bearer.ts'
import { choice, flag, text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const alerts = z.object(Object.fromEntries(ALERTS.map((type) => [type, flag()]))).optional()
const wishes = { data: z.object({ alerts, policy: choice(PUSH_POLICIES) }).optional(), policy: choice(PUSH_POLICIES) }
const subscribeInput = z.object({
  subscription: z.object({ endpoint: text(), keys: z.object({ p256dh: text(), auth: text() }).optional(), standard: flag() }).optional(), ...wishes,
})
const wishesInput = z.object(wishes)

/** What is not asked for is not wanted. `policy` stands in the docs beside `data`, in apps within it. */
const wishesOf = ({ data, policy }: z.output<typeof wishesInput>): PushWishes => ({
  alerts: ALERTS.filter((type) => data?.alerts?.[type]), policy: data?.policy ?? policy ?? 'all',
})

function tokenIdOf(call: Pick<Call, 'session'>): number {
  if (!call.session) throw new Refusal('token.invalid')
  return call.session.tokenId
}

async function show(call: Pick<Call, 'ctx' | 'session'>): Promise<unknown> {
  const row = await subscriptionOf(call.ctx.db, tokenIdOf(call))
  if (!row) throw missing()
  return showPushSubscription(call.ctx, row)
}

const absent = (name: string) => new Refusal('input.malformed', { text: `param is missing or the value is empty: ${name}` })

async function create(call: Call<z.output<typeof subscribeInput>>): Promise<unknown> {
  const { endpoint, keys, standard = false } = call.input.subscription ?? {}
  if (!endpoint) throw absent('subscription[endpoint]')
  if (!keys?.p256dh || !keys.auth) throw absent('subscription[keys]')
  const [tokenId, user, given] = [tokenIdOf(call), call.user(), { p256dh: keys.p256dh, auth: keys.auth }]
  await call.ctx.write((tx) => subscribe(tx, {
    tokenId, userId: user.id, accountId: user.accountId, token: tokenOf(call.request) ?? '', endpoint, ...given, standard, ...wishesOf(call.input),
  }))
  return show(call)
}

async function update(call: Call<z.output<typeof wishesInput>>): Promise<unknown> {
  if (!await call.ctx.write((tx) => changeWishes(tx, tokenIdOf(call), wishesOf(call.input)))) throw missing()
  return show(call)
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => unsubscribe(tx, tokenIdOf(call)))
  return {}
}

const scopes = ['push']

export const pushRoutes: Route[] = [
  route('POST /api/v1/push/subscription', { contract: 'push#create', scopes, input: subscribeInput, handle: create }),
  route('GET /api/v1/push/subscription', { contract: 'push#get', scopes, handle: show }),
  route('PUT /api/v1/push/subscription', { contract: 'push#update', scopes, input: wishesInput, handle: update }),
  route('DELETE /api/v1/push/subscription', { contract: 'push#delete', scopes, handle: remove }),
]
