// An app asks for a thread of another server, or for a home that is being made, and then whether it is there yet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endRefresh, startRefresh } from '#domain/statuses/refreshes.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { startSite, type Site } from '#test/support/pages.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'

let server: TestServer
let site: Site
let ann: Member
before(async () => {
  server = await startTestServer()
  site = await startSite('127.0.0.4')
  ann = await server.member('ann')
})
after(async () => {
  await server.remove()
  await site.close()
})

interface Told { async_refresh: { id: string; status: string; result_count: number | null } }
const HEADER = /^id="([^"]+)", retry=(\d+)(?:, result_count=(\d+))?$/
const ask = (id: string) => server.call<Told>('GET', `/api/v1_alpha/async_refreshes/${id}`, { token: ann.token })

test('replies to a remote post: running while they are fetched, finished with their number', async () => {
  const far = await remotePerson(server.house, 'far', '127.0.0.4')
  const id = await posts(server.house, far, 'hello', { uri: `${site.origin}/notes/1` })
  const { headers } = await server.call('GET', `/api/v1/statuses/${id}/context`, { token: ann.token })
  const [, refreshId = '', retry, count] = HEADER.exec(headers.get('mastodon-async-refresh') ?? '') ?? []
  assert.deepEqual([retry, count], ['3', '0'])
  await server.idle()
  assert.equal(site.asked.length, 1)
  assert.deepEqual((await ask(refreshId)).body, { async_refresh: { id: refreshId, status: 'finished', result_count: 0 } })
  const again = await server.call('GET', `/api/v1/statuses/${id}/context`, { token: ann.token })
  assert.equal(again.headers.get('mastodon-async-refresh'), null)
  await server.house.write((tx) => startRefresh(tx, id))
  assert.equal((await ask(refreshId)).body.async_refresh.status, 'running')
  await server.house.write((tx) => endRefresh(tx, id, 7))
  assert.deepEqual((await ask(refreshId)).body.async_refresh, { id: refreshId, status: 'finished', result_count: 7 })
  await server.house.write((tx) => startRefresh(tx, id))
  await server.house.write((tx) => tx.db.updateTable('async_refreshes').set({ started_at: tx.now - 10 * 60_000 }).execute())
  assert.equal((await ask(refreshId)).body.async_refresh.status, 'finished')
})

test('nobody else’s post, no stranger, no guessed id', async () => {
  const own = await posts(server.house, ann.accountId, 'mine')
  assert.equal((await server.call('GET', `/api/v1/statuses/${own}/context`, { token: ann.token })).headers.get('mastodon-async-refresh'), null)
  const row = await server.house.db.selectFrom('statuses').select('id').where('local', '=', 0).executeTakeFirstOrThrow()
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ fetched_replies_at: null }).execute())
  assert.equal((await server.call('GET', `/api/v1/statuses/${row.id}/context`)).headers.get('mastodon-async-refresh'), null)
  assert.equal((await ask('nonsense')).status, 404)
  assert.equal((await ask(`${Buffer.from(`home:${ann.accountId}`).toString('base64url')}.AAAA`)).status, 404)
  assert.equal((await server.call('GET', '/api/v1_alpha/async_refreshes/x')).status, 401)
})

test('a home that is being made answers 206 and says where to ask', async () => {
  await server.house.write((tx) => tx.db.updateTable('feeds').set({ regenerating: 1, active_at: tx.now }).where('id', '=', ann.accountId).execute())
  const { status, headers } = await server.call('GET', '/api/v1/timelines/home', { token: ann.token })
  const [, refreshId = '', retry] = HEADER.exec(headers.get('mastodon-async-refresh') ?? '') ?? []
  assert.deepEqual([status, retry], [206, '5'])
  assert.deepEqual((await ask(refreshId)).body.async_refresh, { id: refreshId, status: 'running', result_count: null })
  await server.house.write((tx) => tx.db.updateTable('feeds').set({ regenerating: 0 }).where('id', '=', ann.accountId).execute())
  assert.equal((await ask(refreshId)).body.async_refresh.status, 'finished')
  assert.equal((await server.call('GET', '/api/v1/timelines/home', { token: ann.token })).headers.get('mastodon-async-refresh'), null)
})
