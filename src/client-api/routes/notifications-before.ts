// What apps from before grouped notifications ask for: the policy as yes or no, and putting away several at once.
import { z } from 'zod'
import { changePolicy, policyOf, type Policy } from '#domain/notifications/policy.ts'
import { dismissSeveral } from '#domain/notifications/queries.ts'
import { showNotificationPolicyV1 } from '#entities/notification-request.ts'
import { flag, id, list } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const severalInput = z.object({ ids: list(id()) })
const policyInput = z.object({
  filter_not_following: flag(), filter_not_followers: flag(), filter_new_accounts: flag(), filter_private_mentions: flag(),
})

const policy = async (call: Call<never>): Promise<unknown> => showNotificationPolicyV1(await policyOf(call.ctx.db, call.user().accountId))

async function setPolicy(call: Call<z.output<typeof policyInput>>): Promise<unknown> {
  const me = call.user().accountId
  const patch = Object.fromEntries(Object.entries(call.input).flatMap(([name, filters]) =>
    filters === undefined ? [] : [[name.replace('filter_', 'for_'), filters ? 'filter' : 'accept']])) as Partial<Policy>
  await call.ctx.write((tx) => changePolicy(tx, me, patch))
  return showNotificationPolicyV1(await policyOf(call.ctx.db, me))
}

async function putAwaySeveral(call: Call<z.output<typeof severalInput>>): Promise<unknown> {
  await call.ctx.write((tx) => dismissSeveral(tx, call.user().accountId, (call.input.ids ?? []).flatMap((one) => one ?? [])))
  return {}
}

const read = ['read:notifications']
const write = ['write:notifications']

export const notificationBeforeRoutes: Route[] = [
  route('GET /api/v1/notifications/policy', { contract: 'covey#notification-policy-v1', scopes: read, handle: policy }),
  route('PUT /api/v1/notifications/policy', { contract: 'covey#change-notification-policy-v1', scopes: write, input: policyInput, handle: setPolicy }),
  route('DELETE /api/v1/notifications/destroy_multiple', { contract: 'covey#dismiss-notifications', scopes: write, input: severalInput, handle: putAwaySeveral }),
]
