// A whole server starts, answers a member, refuses a stranger, and comes back with what it was told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from './server.ts'

let server: TestServer
before(async () => { server = await startTestServer() })
after(async () => { await server.remove() })

test('a member posts and reads it on the home timeline', async () => {
  const ada = await server.member('ada')
  const posted = await server.call<{ id: string; content: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'Hello #harbour' } })
  assert.equal(posted.status, 200, posted.text)
  await server.idle()
  const home = await server.call<{ id: string }[]>('GET', '/api/v1/timelines/home', { token: ada.token })
  assert.deepEqual(home.body.map((one) => one.id), [posted.body.id])
})

test('a stranger is refused in JSON, an unknown path too', async () => {
  const home = await server.call<{ error: string }>('GET', '/api/v1/timelines/home')
  assert.equal(home.status, 401)
  assert.equal(typeof home.body.error, 'string')
  assert.equal((await server.call('GET', '/api/v1/nothing')).status, 404)
})
