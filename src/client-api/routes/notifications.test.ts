// Notifications and conversations as an app has them: shapes, pages, scopes, other people's things, wrong input.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createToken } from '#domain/access/tokens.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let people = 0
before(async () => { server = await startTestServer() })
after(async () => { await server.remove() })

interface Told { id: string; type: string; group_key: string; created_at: string; account: { id: string }; status?: { id: string } }
interface Groups {
  accounts: { id: string }[]; partial_accounts?: { id: string }[]; statuses: { id: string }[]
  notification_groups: { group_key: string; notifications_count: number; sample_account_ids: string[]; most_recent_notification_id: string; page_min_id?: string; status_id?: string }[]
}

const member = () => server.member(`soul${++people}`)
const get = <T>(who: Member, path: string, query: Record<string, unknown> = {}) => server.call<T>('GET', path, { token: who.token, query })
const post = <T = { id: string }>(who: Member, path: string, form: Record<string, unknown> = {}) => server.call<T>('POST', path, { token: who.token, form })
const say = async (who: Member, status: string, form: Record<string, unknown> = {}): Promise<string> => (await post(who, '/api/v1/statuses', { status, ...form })).body.id

/** A member with a liked post, by three others. */
async function liked(): Promise<{ ann: Member; status: string; fans: Member[] }> {
  const ann = await member()
  const status = await say(ann, 'like me')
  const fans = [await member(), await member(), await member()]
  for (const fan of fans) await post(fan, `/api/v1/statuses/${status}/favourite`)
  return { ann, status, fans }
}

test('a page of notifications, its links, one of it, and its end', async () => {
  const { ann, status, fans } = await liked()
  const { body, headers } = await get<Told[]>(ann, '/api/v1/notifications', { limit: 2 })
  assert.deepEqual(body.map((one) => [one.type, one.account.id, one.status?.id]), [2, 1].map((i) => ['favourite', String(fans[i]?.accountId), status]))
  assert.match(headers.get('link') ?? '', new RegExp(`max_id=${body[1]?.id}>; rel="next".*min_id=${body[0]?.id}>; rel="prev"`))
  const id = body[0]?.id ?? ''
  assert.deepEqual((await get<Told>(ann, `/api/v1/notifications/${id}`)).body, body[0])
  assert.equal((await get(fans[0] ?? ann, `/api/v1/notifications/${id}`)).status, 404)
  assert.equal((await post(fans[0] ?? ann, `/api/v1/notifications/${id}/dismiss`)).status, 404)
  assert.equal((await post(ann, `/api/v1/notifications/${id}/dismiss`)).status, 200)
  assert.equal((await get(ann, `/api/v1/notifications/${id}`)).status, 404)
  assert.equal((await get(ann, '/api/v1/notifications/nonsense')).status, 404)
  assert.equal((await get<Told[]>(ann, '/api/v1/notifications', { exclude_types: ['favourite'] })).body.length, 0)
  assert.deepEqual((await post(ann, '/api/v1/notifications/clear')).body, {})
  assert.deepEqual((await get(ann, '/api/v1/notifications')).body, [])
})

test('unread counts follow the marker', async () => {
  const { ann } = await liked()
  const count = async (version: string) => (await get<{ count: number }>(ann, `/api/${version}/notifications/unread_count`)).body.count
  assert.deepEqual([await count('v1'), await count('v2')], [3, 1])
  const [newest] = (await get<Told[]>(ann, '/api/v1/notifications')).body
  await post(ann, '/api/v1/markers', { notifications: { last_read_id: newest?.id } })
  assert.deepEqual([await count('v1'), await count('v2')], [0, 0])
})

test('groups: who and what once each, in full or as avatars', async () => {
  const { ann, status, fans } = await liked()
  const full = (await get<Groups>(ann, '/api/v2/notifications')).body
  const [group, ...more] = full.notification_groups
  assert.deepEqual(more, [])
  assert.deepEqual([group?.notifications_count, group?.status_id, group?.sample_account_ids], [3, status, [2, 1, 0].map((i) => String(fans[i]?.accountId))])
  assert.deepEqual([full.accounts.length, full.statuses.map((one) => one.id), full.partial_accounts], [3, [status], undefined])
  const partial = (await get<Groups>(ann, '/api/v2/notifications', { expand_accounts: 'partial_avatars' })).body
  assert.deepEqual([partial.accounts.length, partial.partial_accounts?.length], [1, 2])
  assert.equal((await get(ann, '/api/v2/notifications', { expand_accounts: 'none' })).status, 422)
  const path = `/api/v2/notifications/${group?.group_key}`
  const one = (await get<Groups>(ann, path)).body
  assert.deepEqual([one.notification_groups[0]?.notifications_count, one.notification_groups[0]?.page_min_id], [3, undefined])
  assert.equal((await get(fans[0] ?? ann, path)).status, 404)
  const accounts = await get<{ id: string }[]>(ann, `${path}/accounts`, { limit: 2 })
  assert.equal(accounts.body.length, 2)
  assert.match(accounts.headers.get('link') ?? '', /rel="next"/)
  assert.deepEqual((await post(ann, `${path}/dismiss`)).body, {})
  assert.deepEqual((await get<Groups>(ann, '/api/v2/notifications')).body.notification_groups, [])
})

test('policy and requests', async () => {
  const [ann, ben] = [await member(), await member()]
  const policy = (await get<Record<string, unknown>>(ann, '/api/v2/notifications/policy')).body
  assert.deepEqual(policy, {
    for_not_following: 'accept', for_not_followers: 'accept', for_new_accounts: 'accept', for_private_mentions: 'filter', for_limited_accounts: 'filter',
    summary: { pending_requests_count: 0, pending_notifications_count: 0 },
  })
  const changed = await server.call<{ for_not_following: string }>('PATCH', '/api/v2/notifications/policy', { token: ann.token, json: { for_not_following: 'filter' } })
  assert.equal(changed.body.for_not_following, 'filter')
  assert.equal((await server.call('PATCH', '/api/v2/notifications/policy', { token: ann.token, json: { for_not_following: 'perhaps' } })).status, 422)
  const status = await say(ben, `@${ann.name} hello`)
  assert.deepEqual((await get(ann, '/api/v1/notifications')).body, [])
  assert.equal((await get<Told[]>(ann, '/api/v1/notifications', { include_filtered: true })).body.length, 1)
  assert.equal((await get<Told[]>(ann, '/api/v1/notifications', { account_id: ben.accountId })).body.length, 1)
  const requests = (await get<{ id: string; notifications_count: string; account: { id: string }; last_status: { id: string } }[]>(ann, '/api/v1/notifications/requests')).body
  assert.deepEqual(requests.map((one) => [one.notifications_count, one.account.id, one.last_status.id]), [['1', String(ben.accountId), status]])
  const path = `/api/v1/notifications/requests/${requests[0]?.id}`
  assert.equal((await get(ann, path)).status, 200)
  assert.equal((await get(ben, path)).status, 404)
  assert.equal((await post(ben, `${path}/accept`)).status, 404)
  assert.equal((await post(ann, `${path}/accept`)).status, 200)
  assert.deepEqual((await get(ann, '/api/v1/notifications/requests/merged')).body, { merged: true })
  assert.equal((await get<Told[]>(ann, '/api/v1/notifications')).body.length, 1)
  assert.equal((await get(ann, path)).status, 404)
})

test('several requests at once', async () => {
  const ann = await member()
  await server.call('PATCH', '/api/v2/notifications/policy', { token: ann.token, json: { for_not_following: 'filter' } })
  for (const who of [await member(), await member(), await member()]) await say(who, `@${ann.name} hello`)
  const ids = async () => (await get<{ id: string }[]>(ann, '/api/v1/notifications/requests')).body.map((one) => one.id)
  const [first, second, third] = await ids()
  await post(await member(), '/api/v1/notifications/requests/dismiss', { id: [first] })
  assert.equal((await ids()).length, 3, 'not other people\'s')
  await post(ann, '/api/v1/notifications/requests/accept', { id: [first, second] })
  await post(ann, '/api/v1/notifications/requests/dismiss', { id: [third] })
  assert.deepEqual(await ids(), [])
  assert.equal((await get<Told[]>(ann, '/api/v1/notifications', { include_filtered: true })).body.length, 2)
})

test('conversations', async () => {
  const [ann, ben] = [await member(), await member()]
  await post(ann, `/api/v1/accounts/${ben.accountId}/follow`)
  const status = await say(ben, `@${ann.name} psst`, { visibility: 'direct' })
  interface Talk { id: string; unread: boolean; accounts: { id: string }[]; last_status: { id: string } | null }
  const { body, headers } = await get<Talk[]>(ann, '/api/v1/conversations', { limit: 1 })
  assert.deepEqual(body.map((one) => [one.unread, one.accounts.map((other) => other.id), one.last_status?.id]), [[true, [String(ben.accountId)], status]])
  assert.match(headers.get('link') ?? '', new RegExp(`max_id=${status}>; rel="next"`))
  const path = `/api/v1/conversations/${body[0]?.id}`
  assert.equal((await post(ben, `${path}/read`)).status, 404)
  assert.equal((await post<Talk>(ann, `${path}/read`)).body.unread, false)
  assert.equal((await server.call('DELETE', path, { token: ben.token })).status, 404)
  assert.deepEqual((await server.call('DELETE', path, { token: ann.token })).body, {})
  assert.deepEqual((await get(ann, '/api/v1/conversations')).body, [])
  await say(ann, 'note to self', { visibility: 'direct' })
  assert.deepEqual((await get<Talk[]>(ann, '/api/v1/conversations')).body.map((one) => one.accounts.map((other) => other.id)), [[String(ann.accountId)]])
})

test('nobody without the scope', async () => {
  const ann = await member()
  const { token } = await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'read:accounts write:accounts' }))
  for (const [method, path] of [['GET', '/api/v1/notifications'], ['GET', '/api/v2/notifications'], ['POST', '/api/v1/notifications/clear'],
    ['GET', '/api/v1/conversations'], ['PATCH', '/api/v2/notifications/policy'], ['DELETE', '/api/v1/conversations/1']] as const) {
    assert.equal((await server.call(method, path, { token })).status, 403, path)
    assert.equal((await server.call(method, path)).status, 401, path)
  }
})
