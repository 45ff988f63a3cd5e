// What apps rely on beyond the documentation, seen in their source or on the wire.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import manifest from '../../package.json' with { type: 'json' }
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { remotePerson } from '#test/seeds/village.ts'
import { routeTable } from './route-table.ts'

let server: TestServer
let alice: Member
let bob: Member
const { as, post } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
})
after(() => server.remove())

test('a page on any other site may read what it needs of an answer, and may ask first', async () => {
  const exposed = (await as(alice, 'GET', '/timelines/home')).headers.get('access-control-expose-headers')?.split(', ') ?? []
  for (const name of ['Link', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'X-Request-Id', 'Idempotency-Key', 'Mastodon-Async-Refresh']) assert.ok(exposed.includes(name), name)
  for (const path of ['/api/v1/statuses', '/api/v2/media', '/oauth/token', '/oauth/revoke', '/oauth/userinfo']) {
    const asked = await server.call('OPTIONS', path, { headers: { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } })
    assert.ok(asked.status === 204 || asked.status === 200, path)
    const allowed = asked.headers.get('access-control-allow-headers')?.toLowerCase().split(', ') ?? []
    for (const name of ['authorization', 'content-type', 'idempotency-key']) assert.ok(allowed.includes(name), `${path} ${name}`)
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) assert.ok(asked.headers.get('access-control-allow-methods')?.includes(method), `${path} ${method}`)
    assert.equal(asked.headers.get('access-control-allow-origin'), '*')
  }
})

test('Link headers are absolute', async () => {
  for (const text of ['one', 'two']) await post(alice, text)
  const link = (await as(alice, 'GET', '/timelines/home', { query: { limit: 1 } })).headers.get('link') ?? ''
  assert.match(link, new RegExp(`^<${server.house.config.origin}/api/v1/timelines/home\\?limit=1&max_id=\\d+>; rel="next", <${server.house.config.origin}/`))
})

test('PUT is taken where the documentation says PATCH, and PATCH where it says PUT', async () => {
  const put = await as<{ display_name: string }>(alice, 'PUT', '/accounts/update_credentials', { json: { display_name: 'Alice' } })
  assert.deepEqual([put.status, put.body.display_name], [200, 'Alice'])
  const { id } = await post(alice, 'before')
  const patched = await as<{ content: string }>(alice, 'PATCH', `/statuses/${id}`, { json: { status: 'after' } })
  assert.deepEqual([patched.status, patched.body.content], [200, '<p>after</p>'])
  for (const { method, path } of routeTable.filter((one) => one.method === 'PUT' || one.method === 'PATCH')) {
    const other = await server.call(method === 'PUT' ? 'PATCH' : 'PUT', path.replace(/:\w+/g, '1'))
    assert.equal(other.status, 401, `${method} ${path}`)
  }
})

test('apps and tokens are asked for in JSON, forms and multipart alike', async () => {
  const told = { client_name: 'App', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read' }
  const parts = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    return form
  }
  for (const kind of ['json', 'form', 'multipart'] as const) {
    const body = (fields: Record<string, string>) => kind === 'multipart' ? { multipart: parts(fields) } : { [kind]: fields }
    const app = await server.call<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', body(told))
    assert.equal(app.status, 200, kind)
    const { client_id, client_secret } = app.body
    const token = await server.call<{ access_token: string }>('POST', '/oauth/token', body({ grant_type: 'client_credentials', client_id, client_secret }))
    assert.equal(token.status, 200, kind)
    assert.equal((await server.call('POST', '/oauth/revoke', body({ client_id, client_secret, token: token.body.access_token }))).status, 200)
  }
})

test('a JSON body that is no object names no parameters', async () => {
  for (const json of ['7', 7, [7], null]) {
    assert.equal((await as(alice, 'DELETE', `/suggestions/${bob.accountId}`, { json })).status, 200)
    assert.equal((await as(alice, 'POST', '/statuses', { json })).status, 422)
  }
})

test('several statuses by id, in the order asked, without those that the caller may not see', async () => {
  const [first, second, secret] = [await post(alice, 'first'), await post(alice, 'second'), await post(alice, 'secret', { visibility: 'direct' })]
  const { body } = await as<{ id: string }[]>(bob, 'GET', '/statuses', { query: { id: [second.id, secret.id, first.id] } })
  assert.deepEqual(body.map((one) => one.id).sort(), [first.id, second.id].sort())
})

test('versions and times are in the form that apps parse', async () => {
  const v2 = (await server.call<{ version: string; api_versions: object }>('GET', '/api/v2/instance')).body
  assert.equal(v2.version, `4.6.0 (compatible; Covey ${manifest.version})`)
  assert.deepEqual(v2.api_versions, { mastodon: 10 })
  const { links } = (await server.call<{ links: { href: string }[] }>('GET', '/.well-known/nodeinfo')).body
  for (const { href } of links) {
    const info = await server.call<{ metadata: { upstream: { name: string } } }>('GET', new URL(href).pathname)
    assert.equal(info.body.metadata.upstream.name, 'mastodon')
  }
  const status = await post(alice, 'when?')
  const whole = (await as(alice, 'GET', `/statuses/${status.id}`)).text
  const times = [...whole.matchAll(/"\w+_at":"([^"]+T[^"]+)"/g)].map((match) => match[1] ?? '')
  assert.ok(times.length > 1)
  for (const time of times) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('every page of the API that answers is JSON', async () => {
  for (const route of routeTable.filter((one) => one.method === 'GET' && !one.path.includes(':'))) {
    const answer = await server.call('GET', route.path, { token: alice.token })
    if (answer.status === 200) assert.match(answer.headers.get('content-type') ?? '', /^application\/(?:[\w.-]+\+)?json/, route.path)
  }
  assert.deepEqual((await server.call('GET', '/health', { headers: { accept: 'application/json' } })).body, { status: 'OK' })
  assert.equal((await server.call('GET', '/api/v1/streaming/health')).text, 'OK')
})

test('servers by the beginning of their names', async () => {
  for (const host of ['mosaic.example', 'moss.example', 'other.example']) await remotePerson(server.house, 'remi', host)
  const search = async (q: string) => (await server.call<string[]>('GET', '/api/v1/peers/search', { query: { q } })).body
  assert.deepEqual(await search('MOS'), ['mosaic.example', 'moss.example'])
  assert.deepEqual(await search('oss'), [])
  assert.deepEqual(await search(''), [])
  assert.deepEqual(await search('%'), [])
})

test('what hiding a server would cost', async () => {
  const remi = await remotePerson(server.house, 'remi', 'costly.example')
  await server.house.write((tx) => tx.db.insertInto('follows')
    .values({ id: tx.id(), account_id: remi, target_account_id: alice.accountId, created_at: tx.now }).execute())
  const preview = await as(alice, 'GET', '/domain_blocks/preview', { query: { domain: 'costly.example' } })
  assert.deepEqual(preview.body, { following_count: 0, followers_count: 1 })
  assert.equal((await as(alice, 'GET', '/domain_blocks/preview', { query: { domain: 'no host' } })).status, 422)
})

test('a conversation is unread again when its reader says so, and nobody else', async () => {
  await post(bob, '@alice between us', { visibility: 'direct' })
  type Kept = { id: string; unread: boolean }
  const [first] = (await as<Kept[]>(alice, 'GET', '/conversations')).body
  assert.equal((await as<Kept>(alice, 'POST', `/conversations/${first?.id}/read`)).body.unread, false)
  assert.equal((await as(bob, 'POST', `/conversations/${first?.id}/unread`)).status, 404)
  assert.equal((await as<Kept>(alice, 'POST', `/conversations/${first?.id}/unread`)).body.unread, true)
})

test('the notification policy in its old form is the same policy, and several notifications go at once', async () => {
  const old = await as(alice, 'PUT', '/notifications/policy', { json: { filter_not_following: true, filter_private_mentions: false } })
  assert.deepEqual({ ...old.body, summary: null }, { filter_not_following: true, filter_not_followers: false, filter_new_accounts: false, filter_private_mentions: false, summary: null })
  const policy = (await server.call<Record<string, string>>('GET', '/api/v2/notifications/policy', { token: alice.token })).body
  assert.deepEqual([policy['for_not_following'], policy['for_private_mentions']], ['filter', 'accept'])
  await as(alice, 'PUT', '/notifications/policy', { json: { filter_not_following: false } })
  assert.equal((await as<Record<string, boolean>>(alice, 'GET', '/notifications/policy')).body['filter_not_following'], false)
  const mine = await post(alice, 'like this')
  await as(bob, 'POST', `/statuses/${mine.id}/favourite`)
  await as(bob, 'POST', `/statuses/${mine.id}/reblog`)
  const ids = async () => (await as<{ id: string }[]>(alice, 'GET', '/notifications', { query: { types: ['favourite', 'reblog'] } })).body.map((one) => one.id)
  const known = await ids()
  assert.equal(known.length, 2)
  await as(bob, 'DELETE', '/notifications/destroy_multiple', { query: { ids: known } })
  assert.equal((await ids()).length, 2)
  assert.equal((await as(alice, 'DELETE', '/notifications/destroy_multiple', { query: { ids: known } })).status, 200)
  assert.deepEqual(await ids(), [])
})
