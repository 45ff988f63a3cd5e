// Who is counted, under which class, and what cannot be used to get around it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressGroup, createCounter } from '#client-api/rate-limits.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'

let server: TestServer
let alice: Member

before(async () => {
  server = await startTestServer({ env: { COVEY_RATE_LIMITS: 'on', COVEY_TRUSTED_PROXIES: '127.0.0.1/32' } })
  alice = await server.member('alice')
})
after(() => server.remove())

/** The calls that are left after this one, for somebody at `from`. */
async function left(path: string, from: string, { token, method = 'GET' }: { token?: string; method?: string } = {}): Promise<number> {
  const { headers } = await server.call(method, path, { token, headers: { 'x-forwarded-for': from } })
  return Number(headers.get('x-ratelimit-remaining'))
}

test('an address is one, however it is written; a home network of IPv6 is one too', () => {
  assert.equal(addressGroup('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(addressGroup('::FFFF:192.0.2.1'), '192.0.2.1')
  assert.equal(addressGroup('2001:db8:1:2:aaaa::1'), addressGroup('2001:0DB8:0001:0002::ffff'))
  assert.notEqual(addressGroup('2001:db8:1:2::1'), addressGroup('2001:db8:1:3::1'))
})

test('members are counted by account, strangers by address, and a new window begins anew', () => {
  const count = createCounter()
  for (let call = 0; call < 300; call++) assert.equal(count('default', 7, `192.0.2.${call % 250}`, 1000).exceeded, false)
  assert.equal(count('default', 7, '198.51.100.1', 1000).exceeded, true)
  assert.equal(count('default', null, '198.51.100.1', 1000).exceeded, false)
  assert.equal(count('deletes', 7, '198.51.100.1', 1000).exceeded, false)
  assert.equal(count('default', 7, '198.51.100.1', 5 * 60_000 + 1000).exceeded, false)
})

test('a refused call counts for its address: tokens cannot be tried for ever', async () => {
  assert.equal(await left('/api/v1/accounts/verify_credentials', '192.0.2.1', { token: 'wrong' }), 299)
  assert.equal(await left('/api/v1/accounts/verify_credentials', '192.0.2.1'), 298)
  assert.equal(await left('/api/v1/statuses/1', '192.0.2.1', { token: 'wrong' }), 297)
  assert.equal(await left('/api/v1/accounts/verify_credentials', '192.0.2.1', { token: alice.token }), 299)
})

test('strangers who page have a second allowance to keep within', async () => {
  assert.equal(await left('/api/v1/timelines/public', '192.0.2.2'), 299)
  assert.equal(await left('/api/v1/timelines/public?max_id=9', '192.0.2.2'), 299)
  assert.equal(await left('/api/v1/timelines/public', '192.0.2.2'), 297)
  assert.equal(await left('/api/v1/timelines/public?max_id=9', '192.0.2.3', { token: alice.token }), 298)
})

test('no other way of writing an address gets around the count', async () => {
  assert.equal(await left('/api/v1/timelines/public', '192.0.2.4'), 299)
  assert.equal(await left('/api/v1/timelines/public', '192.0.2.4', { method: 'HEAD' }), 298)
  assert.equal(await left('/api/v1/timelines/%70ublic', '192.0.2.4'), 297)
  // A slash at the end is the same place, and so the same count.
  assert.equal(await left('/api/v1/timelines/public/', '192.0.2.4'), 296)
  for (const path of ['/API/v1/timelines/public', '//api/v1/timelines/public', '/api/v1/./timelines//public', '/api/v1/timelines/public;x']) {
    assert.equal((await fetch(`${server.url}${path}`, { headers: { 'x-forwarded-for': '192.0.2.4' } })).status, 404, path)
  }
  assert.equal(await left('/api/v1/timelines/public', '192.0.2.4'), 295)
})

test('beyond the limit the only answer is 429', async () => {
  const headers = { 'x-forwarded-for': '192.0.2.5', 'content-type': 'application/json' }
  const statuses: number[] = []
  for (let call = 0; call < 27; call++) statuses.push((await fetch(`${server.url}/api/v1/apps`, { method: 'POST', headers, body: '{}' })).status)
  assert.deepEqual([...new Set(statuses.slice(0, 25))], [422])
  assert.deepEqual(statuses.slice(25), [429, 429])
})
