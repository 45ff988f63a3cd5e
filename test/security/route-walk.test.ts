// Every route of the API, as those who may not, with what does not exist, and with what is not what it should be. A route
// that is added is walked too; one about a new kind of private thing must say so in private-things.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Route } from '#client-api/route.ts'
import { routeTable } from '#client-api/route-table.ts'
import { createApp } from '#domain/access/apps.ts'
import { createToken, revokeToken } from '#domain/access/tokens.ts'
import type { Tx } from '#domain/context.ts'
import { ALL_SCOPES, type Member } from '#test/support/members.ts'
import { formWords, startTestServer, type TestServer } from '#test/support/server.ts'
import { garbage, hostileInput, parametersOf, pick, seeded } from './hostile-values.ts'
import { about, EVERYBODYS, makePrivateThings } from './private-things.ts'

/** WALK_SEED tries other series. */
const SEED = Number(process.env['WALK_SEED'] ?? 20_261_123)
const CALLS = 3000
const LANES = 6
const HANG_MS = 20_000

let server: TestServer
let alice: Member
let bob: Member
let things: Record<string, string>

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
  things = await makePrivateThings(server, alice, await server.member('friend'))
})
after(() => server.remove())

const PARAM = /:[a-z_]+/
const withParam = (path: string, word: string): string => path.replace(PARAM, word)
const line = (route: Route): string => `${route.method} ${route.path}`
const withParams = routeTable.filter((route) => PARAM.test(route.path))
const thingOf = (route: Route): string | undefined => about.find(([pattern]) => pattern.test(route.path))?.[1]

interface Sent { token?: string | undefined; body?: BodyInit; headers?: Record<string, string>; query?: string }

async function send(method: string, path: string, { token, body, headers = {}, query = '' }: Sent = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.url}${path}${query}`, {
    method, redirect: 'manual', signal: AbortSignal.timeout(HANG_MS), headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** The lines of the routes that do not answer with one of `expected`, each with what it did answer. */
async function strays(routes: readonly Route[], expected: readonly number[], sent: Sent, word = '1'): Promise<string[]> {
  const found: string[] = []
  for (const route of routes) {
    const { status } = await send(route.method, withParam(route.path, word), sent)
    if (!expected.includes(status)) found.push(`${line(route)}: ${status}`)
  }
  return found
}

const tokenOf = (body: (tx: Tx) => Promise<{ token: string }>): Promise<string> => server.house.write(async (tx) => (await body(tx)).token)
const users = routeTable.filter((route) => route.auth === 'user')
const scoped = routeTable.filter((route) => route.scopes.length > 0)

test('there are routes, and every one with a parameter is known to be somebody\'s or everybody\'s', () => {
  assert.ok(routeTable.length > 100)
  assert.deepEqual(withParams.filter((route) => !thingOf(route) && !EVERYBODYS.test(route.path)).map(line), [])
})

test('without a token, only what is public answers', async () => {
  assert.deepEqual(await strays(routeTable.filter((route) => route.auth !== 'public'), [401], {}), [])
})

test('an unknown or revoked token opens nothing, not even what is public', async () => {
  const api = routeTable
  assert.deepEqual(await strays(api, [401], { token: 'x'.repeat(43) }), [])
  const revoked = await server.house.write(async (tx) => {
    const { token, tokenId } = await createToken(tx, { userId: bob.userId, scopes: ALL_SCOPES })
    await revokeToken(tx, tokenId)
    return token
  })
  assert.deepEqual(await strays(api, [401], { token: revoked }), [])
  assert.deepEqual(await strays(users, [401], { query: `?access_token=${revoked}` }), [])
})

test('an app\'s own token is nobody', async () => {
  const token = await tokenOf(async (tx) => {
    const app = await createApp(tx, { name: 'Walker', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: ['read', 'write'] })
    return createToken(tx, { appId: app.id, scopes: ALL_SCOPES })
  })
  assert.deepEqual(await strays(users, [422], { token }), [])
})

test('a token that lacks the scope is refused everywhere it is presented', async () => {
  const token = await tokenOf((tx) => createToken(tx, { userId: bob.userId, scopes: 'push' }))
  const pushes = scoped.filter((route) => route.scopes.includes('push'))
  assert.deepEqual(await strays(scoped.filter((route) => !pushes.includes(route)), [403], { token }), [])
  assert.deepEqual(await strays(pushes, [403], { token: await tokenOf((tx) => createToken(tx, { userId: bob.userId, scopes: 'read write follow' })) }), [])
  // A neighbour's scope is not enough either.
  for (const route of scoped) {
    const near = ['read:collections', 'write:reports', 'admin:read'].filter((scope) => !route.scopes.includes(scope)).join(' ')
    const other = await tokenOf((tx) => createToken(tx, { userId: bob.userId, scopes: near }))
    if (route.scopes.includes('read')) continue
    assert.equal((await send(route.method, withParam(route.path, '1'), { token: other })).status, 403, line(route))
  }
})

test('people who are not in, or not in any more, may do nothing, and see of public things what strangers see', async () => {
  const states: [name: string, change: (tx: Tx, member: Member) => Promise<unknown>][] = [
    ['unconfirmed', (tx, { userId }) => tx.db.updateTable('users').set({ confirmed_at: null }).where('id', '=', userId).execute()],
    ['pending', (tx, { userId }) => tx.db.updateTable('users').set({ approved_at: null }).where('id', '=', userId).execute()],
    ['disabled', (tx, { userId }) => tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', userId).execute()],
    ['suspended', (tx, { accountId }) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', accountId).execute()],
    ['departed', (tx, { accountId }) => tx.db.updateTable('accounts').set({ deleted_at: tx.now }).where('id', '=', accountId).execute()],
  ]
  for (const [name, change] of states) {
    const member = await server.member(name)
    // What they could have seen as themselves: alice's posts to her followers.
    await server.house.write((tx) => tx.db.insertInto('follows')
      .values({ id: tx.id(), account_id: member.accountId, target_account_id: alice.accountId, created_at: tx.now }).execute())
    assert.equal((await send('GET', `/api/v1/statuses/${things['status']}`, { token: member.token })).status, 200)
    await server.house.write((tx) => change(tx, member))
    assert.deepEqual(await strays(users, [403], { token: member.token }), [], name)
    for (const route of routeTable.filter((one) => one.auth === 'public' && one.method === 'GET')) {
      const path = withParam(route.path, things[thingOf(route) ?? ''] ?? String(alice.accountId))
      const [theirs, strangers] = [await send('GET', path, { token: member.token }), await send('GET', path)]
      assert.deepEqual([theirs.status, theirs.text], [strangers.status, strangers.text], `${name} ${path}`)
    }
  }
})

/** Idempotent by what they are: putting away what one does not have changes nothing and is no error, as in Mastodon. */
const HARMLESS = new Set(['POST /api/v2/notifications/:group_key/dismiss', 'POST /api/v2_alpha/notifications/:group_key/dismiss', 'GET /api/v2/notifications/:group_key/accounts'])

test('nobody else\'s things can be read, changed or told from what is not there', async () => {
  const owned = withParams.filter((route) => thingOf(route))
  for (const route of owned) {
    const known = await send(route.method, withParam(route.path, things[thingOf(route) ?? ''] ?? ''), { token: bob.token })
    const none = await send(route.method, withParam(route.path, '4000000000000'), { token: bob.token })
    assert.deepEqual([known.status, known.text], [none.status, none.text], line(route))
    if (!HARMLESS.has(line(route))) assert.equal(known.status, 404, line(route))
    else assert.ok(['{}', '[]'].includes(known.text), known.text)
  }
  const reads = owned.filter((route) => route.method === 'GET' && !route.path.endsWith('/pin'))
  for (const route of reads) {
    const { status } = await send('GET', withParam(route.path, things[thingOf(route) ?? ''] ?? ''), { token: alice.token })
    assert.equal(status, 200, `${line(route)} for whose it is`)
  }
})

test('addresses of nothing are answered as such', async () => {
  for (const route of withParams) {
    const free = /:(?:name|hashtag|group_key|date)|\/tags\/:id|:year\/(?:state|generate)/.test(route.path)
    for (const word of garbage) {
      const { status, text } = await send(route.method, withParam(route.path, word), { token: bob.token })
      if (!free) assert.equal(status, 404, `${line(route)} ${word}: ${text.slice(0, 200)}`)
      else assert.ok(status < 500, `${line(route)} ${word}: ${text.slice(0, 200)}`)
    }
  }
})

function hostileCall(random: () => number, route: Route): { path: string; sent: Sent } {
  const word = random() < 0.3 ? pick(random, garbage) : things[thingOf(route) ?? ''] ?? String(random() < 0.5 ? alice.accountId : bob.accountId)
  const path = withParam(route.path, word)
  const input = hostileInput(random, route)
  const token = random() < 0.1 ? undefined : thingOf(route) && random() < 0.5 ? alice.token : bob.token
  const asQuery = () => `?${formWords(input).toString().slice(0, 8000)}`
  const form = random()
  if (route.method === 'GET' || form < 0.15) return { path, sent: { token, query: asQuery() } }
  if (form < 0.75) return { path, sent: { token, body: JSON.stringify(input), headers: { 'content-type': 'application/json' } } }
  if (form < 0.85) return { path, sent: { token, body: formWords(input) } }
  if (form < 0.95) {
    const parts = new FormData()
    for (const [name, value] of formWords(input)) parts.append(name, value)
    return { path, sent: { token, body: parts } }
  }
  return { path, sent: { token, body: JSON.stringify(input).slice(0, -1), headers: { 'content-type': pick(random, ['application/json', 'text/xml', 'multipart/mixed; boundary=x', 'multipart/form-data', 'x']) } } }
}

test('whatever is sent for its parameters, no route breaks or hangs', { timeout: 300_000 }, async () => {
  const random = seeded(SEED)
  // Routes with many parameters are worth more tries.
  const wheel = routeTable.flatMap((route) => Array<Route>(1 + parametersOf(route).length).fill(route))
  const broken: string[] = []
  let left = CALLS
  const lane = async () => {
    while (left-- > 0) {
      const route = pick(random, wheel)
      const { path, sent } = hostileCall(random, route)
      const answer = await send(route.method, path, sent).catch((error: Error) => ({ status: 599, text: error.message }))
      if (answer.status >= 500) broken.push(`${line(route)} ${path}${sent.query ?? ''} ${String(sent.body ?? '').slice(0, 300)}`.slice(0, 600) + `: ${answer.status} ${answer.text.slice(0, 100)}`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  assert.deepEqual(broken, [])
})

test('nothing that was sent has left a row that can no longer be read', async () => {
  await server.idle()
  for (const { token } of [alice, bob]) {
    for (const route of routeTable.filter((one) => one.method === 'GET')) {
      for (const method of ['GET', 'HEAD']) {
        const { status } = await send(method, withParam(route.path, things[thingOf(route) ?? ''] ?? String(alice.accountId)), { token })
        assert.ok(status < 500, `${method} ${route.path}: ${status}`)
      }
    }
  }
})
