import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
before(async () => { server = await startTestServer() })
after(() => server.remove())

test('a call is noted, and a burst of calls changes nothing more', async () => {
  const noa = await server.member('noa')
  const seen = async () => (await server.house.db.selectFrom('users').select('last_seen_at').where('id', '=', noa.userId).executeTakeFirstOrThrow()).last_seen_at
  assert.equal(await seen(), null)
  const answers = await Promise.all(Array.from({ length: 8 }, () => server.call('GET', '/api/v1/apps/verify_credentials', { token: noa.token })))
  assert.ok(answers.every((answer) => answer.status === 200))
  let at: number | null = null
  for (let i = 0; i < 100 && at === null; i++) {
    at = await seen()
    if (at === null) await sleep(20)
  }
  assert.ok(at !== null)
  await server.call('GET', '/api/v1/apps/verify_credentials', { token: noa.token })
  await sleep(50)
  assert.equal(await seen(), at)
})
