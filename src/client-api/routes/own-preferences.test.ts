// Preferences that only Covey's own app can change: seen where every app reads them, and kept when others change.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createToken } from '#domain/access/tokens.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'

let server: TestServer
let ada: Member
before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
})
after(() => server.remove())

const PATH = '/api/covey/v1/preferences'
const change = (json: object, token = ada.token) => server.call<Record<string, unknown>>('PATCH', PATH, { token, json })

test('what is named changes, here and where apps read it; the rest stays', async () => {
  const first = await change({ expand_media: 'hide_all', languages: ['de', 'pt', 'de'] })
  assert.equal(first.status, 200)
  assert.deepEqual([first.body['reading:expand:media'], first.body['reading:languages']], ['hide_all', ['de', 'pt']])
  await change({ expand_spoilers: true, autoplay_gifs: true })
  const { body } = await server.call<Record<string, unknown>>('GET', '/api/v1/preferences', { token: ada.token })
  assert.deepEqual([body['reading:expand:media'], body['reading:expand:spoilers'], body['reading:autoplay:gifs']], ['hide_all', true, true])
  const own = await server.call<Record<string, unknown>>('GET', PATH, { token: ada.token })
  assert.deepEqual(own.body['reading:languages'], ['de', 'pt'])
})

test('no languages mean all; what is none is refused, and nothing changes', async () => {
  await change({ languages: ['de'] })
  assert.equal((await change({ languages: ['gibberish'], expand_media: 'show_all' })).status, 422)
  assert.equal((await change({ expand_media: 'sideways' })).status, 422)
  const kept = await server.call<Record<string, unknown>>('GET', PATH, { token: ada.token })
  assert.deepEqual([kept.body['reading:languages'], kept.body['reading:expand:media']], [['de'], 'hide_all'])
  assert.deepEqual((await change({ languages: [] })).body['reading:languages'], [])
})

test('only their member may read or change them', async () => {
  assert.equal((await server.call('PATCH', PATH, { json: { expand_media: 'show_all' } })).status, 401)
  assert.equal((await server.call('GET', PATH)).status, 401)
  const { token } = await server.house.write((tx) => createToken(tx, { userId: ada.userId, scopes: 'read' }))
  assert.equal((await change({ expand_media: 'show_all' }, token)).status, 403)
})
