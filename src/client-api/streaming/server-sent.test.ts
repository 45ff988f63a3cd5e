// Streaming as server-sent events, and its end with the server.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { createToken, findToken, revokeToken } from '#domain/access/tokens.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openEvents, openSocket } from '#test/support/streams.ts'

let server: TestServer
before(async () => { server = await startTestServer() })
after(async () => { await server.remove() })

const say = async (token: string, status: string): Promise<string> =>
  (await server.call<{ id: string }>('POST', '/api/v1/statuses', { token, form: { status } })).body.id

test('health', async () => {
  const health = await server.call('GET', '/api/v1/streaming/health')
  assert.deepEqual([health.status, health.text], [200, 'OK'])
})

test('every address streams, with headers for browsers anywhere', async () => {
  const ann = await server.member('ann')
  const { body: list } = await server.call<{ id: string }>('POST', '/api/v1/lists', { token: ann.token, form: { title: 'x' } })
  const asked: [string, Record<string, string>, boolean][] = [
    ['user', {}, true], ['user/notification', {}, false], ['public', {}, true], ['public', { only_media: 'true' }, false], ['public/local', {}, true],
    ['public/remote', {}, false], ['hashtag', { tag: 'sea' }, true], ['hashtag/local', { tag: 'Sea' }, true], ['list', { list: list.id }, false], ['direct', {}, false],
  ]
  const streams = await Promise.all(asked.map(([path, query]) => openEvents(server.url, path, { token: ann.token, query })))
  assert.match(streams[0]?.headers.get('content-type') ?? '', /^text\/event-stream/)
  assert.equal(streams[0]?.headers.get('access-control-allow-origin'), '*')
  assert.equal(streams[0]?.headers.get('cache-control'), 'no-store')
  const id = await say(ann.token, 'the #sea')
  for (const [index, [path, , hears]] of asked.entries()) {
    const stream = streams[index]
    if (!hears) continue
    const update = await stream?.until((message) => message.event === 'update')
    assert.equal((JSON.parse(update?.payload ?? '{}') as { id?: string }).id, id, path)
  }
  await sleep(30)
  assert.deepEqual(streams.map((stream) => stream.heard.length > 0), asked.map(([, , hears]) => hears))
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ann.token })
  assert.equal((await streams[0]?.until((message) => message.event === 'delete'))?.payload, id)
  for (const stream of streams) stream.close()
})

test('refusals say why, in JSON', async () => {
  const ben = await server.member('ben')
  const { token } = await server.house.write((tx) => createToken(tx, { userId: ben.userId, scopes: 'read:accounts' }))
  await assert.rejects(openEvents(server.url, 'user', {}), /401 \{"error":"Missing access token"\}/)
  await assert.rejects(openEvents(server.url, 'user', { token: 'nonsense' }), /401 \{"error":"Invalid access token"\}/)
  await assert.rejects(openEvents(server.url, 'user', { token }), /401 \{"error":"Access token does not have the required scopes"\}/)
  await assert.rejects(openEvents(server.url, 'hashtag', { token: ben.token }), /400 \{"error":"Missing tag name parameter"\}/)
  await assert.rejects(openEvents(server.url, 'list', { token: ben.token, query: { list: '7' } }), /401 \{"error":"Not authorized to stream this list"\}/)
  await assert.rejects(openEvents(server.url, 'nothing', { token: ben.token }), /404/)
})

test('a revoked token ends the stream', async () => {
  const cat = await server.member('cat')
  const stream = await openEvents(server.url, 'user', { query: { access_token: cat.token } })
  const { tokenId = 0 } = await findToken(server.house.db, cat.token) ?? {}
  await server.house.write((tx) => revokeToken(tx, tokenId))
  assert.equal(await Promise.race([stream.ended, sleep(500, 'open')]), 0)
})

test('a server that stops ends its streams and does not wait for them', async () => {
  const short = await startTestServer()
  const dot = await short.member('dot')
  const events = await openEvents(short.url, 'user', { token: dot.token })
  const socket = await openSocket(short.url, { access_token: dot.token, stream: 'user' })
  const began = Date.now()
  await short.remove()
  assert.ok(Date.now() - began < 3000, `took ${Date.now() - began} ms`)
  await Promise.all([events.ended, socket.ended])
})
