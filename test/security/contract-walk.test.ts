// Every documented method is walked by some test that tries what it must refuse: as a route of the table (route-walk.test.ts),
// or as one of the few that are served elsewhere. The streams are walked here, and so is changing what is somebody else's but
// may be read by everybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routeTable } from '#client-api/route-table.ts'
import { createToken, revokeToken } from '#domain/access/tokens.ts'
import { liveMethods, loadContract } from '#test/contract/contract.ts'
import { appOn } from '#test/support/app.ts'
import { ALL_SCOPES, type Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let alice: Member
let bob: Member
let list: string

interface Named { id: string }
const { as, post } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
  list = (await as<Named>(alice, 'POST', '/lists', { json: { title: 'hers' } })).body.id
})
after(() => server.remove())

const ELSEWHERE = ['health#get', 'oauth#authorize']
const streams = liveMethods(loadContract()).filter((method) => method.section === 'streaming' && method.auth === 'user')

test('every documented method is in the route table, or is a stream, or is known to be elsewhere', () => {
  const walked = new Set(routeTable.map((route) => route.contract))
  const others = liveMethods(loadContract()).filter(({ id }) => !walked.has(id)).map(({ id }) => id)
  assert.deepEqual(others.toSorted(), [...ELSEWHERE, 'streaming#health', ...streams.map(({ id }) => id)].toSorted())
  assert.equal(streams.length, 9)
})

/** What a stream says to this token; `list` is alice's. An open stream is left at once. */
async function listens(path: string, token: string | undefined): Promise<number> {
  const leave = new AbortController()
  const answer = await fetch(`${server.url}${path}?${new URLSearchParams({ tag: 'x', list })}`, {
    signal: leave.signal, headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  })
  leave.abort()
  return answer.status
}

test('no stream is opened without a token, with one that is revoked, unknown, suspended, without a user or of another scope', async () => {
  const revoked = await server.house.write(async (tx) => {
    const { token, tokenId } = await createToken(tx, { userId: alice.userId, scopes: ALL_SCOPES })
    await revokeToken(tx, tokenId)
    return token
  })
  const narrow = await server.house.write((tx) => createToken(tx, { userId: alice.userId, scopes: 'read:accounts write' }))
  const nobody = await server.house.write((tx) => createToken(tx, { scopes: ALL_SCOPES }))
  const gone = await server.member('gone')
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', gone.accountId).execute())
  const tokens = { 'no token': undefined, unknown: 'x'.repeat(43), revoked, 'another scope': narrow.token, 'no user': nobody.token, suspended: gone.token }
  for (const { path, id } of streams) {
    assert.equal(await listens(path, alice.token), 200, id)
    for (const [name, token] of Object.entries(tokens)) {
      const status = await listens(path, token)
      assert.ok(status === 401 || status === 403, `${id} with ${name}: ${status}`)
    }
  }
})

test('nobody listens to somebody else\'s list', async () => {
  assert.equal(await listens('/api/v1/streaming/list', bob.token), 401)
})

test('what everybody may read, only its owner may change', async () => {
  const open = await post(alice, 'for everybody')
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: alice.token, json: { discoverable: true } })
  const quoting = await as<Named>(bob, 'POST', '/statuses', { json: { status: 'I quote', quoted_status_id: open.id } })
  const collection = await as<{ collection: Named & { items: Named[] } }>(alice, 'POST', '/collections', { json: { name: 'hers', account_ids: [alice.accountId] } })
  assert.equal(collection.status, 200, collection.text)
  const { id, items } = collection.body.collection
  const carol = await server.member('carol')
  const changes: [method: string, path: string][] = [
    ['PUT', `/statuses/${open.id}`], ['DELETE', `/statuses/${open.id}`], ['PUT', `/statuses/${open.id}/interaction_policy`], ['POST', `/statuses/${open.id}/pin`],
    ['POST', `/statuses/${open.id}/quotes/${quoting.body.id}/revoke`],
    ['PATCH', `/collections/${id}`], ['DELETE', `/collections/${id}`], ['POST', `/collections/${id}/items`], ['DELETE', `/collections/${id}/items/${items[0]?.id}`],
    ['POST', `/collections/${id}/items/${items[0]?.id}/revoke`], ['GET', `/accounts/${alice.accountId}/in_collections`],
  ]
  for (const [method, path] of changes) {
    const { status } = await as(carol, method, path, method === 'GET' ? {} : { json: { status: 'mine now', name: 'mine now', account_id: String(carol.accountId), quote_approval_policy: 'nobody' } })
    assert.ok([403, 404, 422].includes(status), `${method} ${path}: ${status}`)
  }
  const still = await as<Named & { content: string }>(null, 'GET', `/statuses/${open.id}`)
  assert.match(still.body.content, /for everybody/)
  assert.deepEqual((await as<{ collection: { name: string; items: Named[] } }>(null, 'GET', `/collections/${id}`)).body.collection.name, 'hers')
})
