// Whoever is not let in at the door of streaming leaves one line in the log, without their token.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logLines } from '#test/support/log-lines.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openEvents, openSocket } from '#test/support/streams.ts'

const { log, lines } = logLines()
let server: TestServer
before(async () => { server = await startTestServer({ log }) })
after(() => server.remove())

/** The one line that `refused` leaves. */
async function lineOf(refused: () => Promise<unknown>): Promise<unknown[]> {
  lines.length = 0
  await refused()
  assert.equal(lines.length, 1, JSON.stringify(lines))
  assert.ok(!JSON.stringify(lines).includes('s3cret'))
  const [{ level, url, status, msg } = {} as never] = lines
  return [level, url, status, msg]
}

test('a WebSocket without a token that holds, or elsewhere', async () => {
  assert.deepEqual(await lineOf(() => assert.rejects(openSocket(server.url, {}), /401/)), [30, '/api/v1/streaming', 401, 'Missing access token'])
  assert.deepEqual(await lineOf(() => assert.rejects(openSocket(server.url, { access_token: 's3cret' }), /401/)), [30, '/api/v1/streaming', 401, 'Invalid access token'])
  assert.deepEqual(await lineOf(() => assert.rejects(openSocket(server.url.replace(/$/, '/elsewhere'), {}), /404/)), [30, '/elsewhere/api/v1/streaming', 404, 'Not found'])
})

test('server-sent events without a token, or without what the stream needs', async () => {
  const ann = await server.member('ann')
  assert.deepEqual(await lineOf(() => assert.rejects(openEvents(server.url, 'user', { query: { access_token: 's3cret' } }))), [30, '/api/v1/streaming/user', 401, 'Invalid access token'])
  assert.deepEqual(await lineOf(() => assert.rejects(openEvents(server.url, 'hashtag', { token: ann.token }))), [30, '/api/v1/streaming/hashtag', 400, 'Missing tag name parameter'])
  assert.deepEqual(await lineOf(() => assert.rejects(openEvents(server.url, 'nothing', { token: ann.token }), /404/)), [30, '/api/v1/streaming/nothing', 404, 'Record not found'])
})

test('an unknown stream within a socket', async () => {
  const ben = await server.member('ben')
  const socket = await openSocket(server.url, { access_token: ben.token })
  assert.deepEqual(await lineOf(async () => {
    socket.subscribe('everything')
    await socket.until((message) => message.error === 'Unknown stream type')
  }), [30, '/api/v1/streaming', 400, 'Unknown stream type'])
  socket.close()
})
