// Relationships over HTTP: what apps send and get, from the side of each of the two.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Relationship } from '#entities/relationship.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { remotePerson } from '#test/seeds/village.ts'

let server: TestServer
let people = 0

before(async () => { server = await startTestServer() })
after(() => server.remove())

const someone = () => server.member(`rel${++people}`)
interface Failure { error: string }
interface Shown { id: string; mute_expires_at: string | null }

const act = async (me: Member, target: number, verb: string, form: Record<string, unknown> = {}) =>
  (await server.call<Relationship & Failure>('POST', `/api/v1/accounts/${target}/${verb}`, { token: me.token, form }))
const lock = (id: number) => server.house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', id).execute())
const ids = (rows: readonly { id: string }[]) => rows.map((row) => Number(row.id))

test('follow and unfollow, with options', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const followed = await act(anna, ben.accountId, 'follow', { reblogs: 'false', notify: 'true', languages: ['en', 'EN'] })
  assert.equal(followed.status, 200)
  assert.deepEqual([followed.body.following, followed.body.showing_reblogs, followed.body.notifying, followed.body.languages], [true, false, true, ['en']])
  assert.equal((await act(anna, ben.accountId, 'follow', { languages: ['en', 'klingon!'] })).status, 422)
  const again = await act(anna, ben.accountId, 'follow')
  assert.deepEqual([again.body.showing_reblogs, again.body.notifying], [false, true], 'what is not said stays')
  const back = await act(ben, anna.accountId, 'follow')
  assert.equal(back.body.followed_by, true)
  assert.equal((await act(ben, anna.accountId, 'remove_from_followers')).body.followed_by, false)
  assert.equal((await act(ben, anna.accountId, 'unfollow')).body.following, false)
  assert.equal((await act(anna, anna.accountId, 'follow')).status, 404)
  assert.equal((await act(anna, 4711, 'follow')).status, 404)
  assert.equal((await act(anna, 4711, 'block')).status, 404)
})

test('a remote account that accepts everybody is shown as followed at once', async () => {
  const anna = await someone()
  const far = await remotePerson(server.house, 'far', 'peer.example')
  const { body } = await act(anna, far, 'follow')
  assert.deepEqual([body.following, body.requested, body.showing_reblogs], [true, false, true])
  const later = await server.call<Relationship[]>('GET', '/api/v1/accounts/relationships', { token: anna.token, query: { id: [far] } })
  assert.deepEqual([later.body[0]?.following, later.body[0]?.requested], [false, true])
  const closed = await remotePerson(server.house, 'closed', 'peer.example', { locked: true })
  assert.deepEqual([(await act(anna, closed, 'follow')).body.following, (await act(anna, closed, 'follow')).body.requested], [false, true])
})

test('requests to a locked account are listed, accepted, declined', async () => {
  const [anna, ben, cleo] = [await someone(), await someone(), await someone()]
  await lock(anna.accountId)
  for (const one of [ben, cleo]) assert.deepEqual([(await act(one, anna.accountId, 'follow')).body.requested], [true])
  const { body, headers } = await server.call<Shown[]>('GET', '/api/v1/follow_requests', { token: anna.token, query: { limit: 1 } })
  assert.deepEqual(ids(body), [cleo.accountId])
  assert.match(headers.get('link') ?? '', /max_id=\d+>; rel="next"/)
  const answer = (id: number, verb: string) => server.call<Relationship>('POST', `/api/v1/follow_requests/${id}/${verb}`, { token: anna.token })
  assert.equal((await answer(ben.accountId, 'authorize')).body.followed_by, true)
  assert.equal((await answer(cleo.accountId, 'reject')).body.requested_by, false)
  for (const verb of ['authorize', 'reject']) assert.equal((await answer(ben.accountId, verb)).status, 404)
})

test('block: both lose sight, the blocked is refused, the list of blocks', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await act(ben, anna.accountId, 'follow')
  const { body } = await act(anna, ben.accountId, 'block')
  assert.deepEqual([body.blocking, body.followed_by], [true, false])
  const refusal = await act(ben, anna.accountId, 'follow')
  assert.deepEqual([refusal.status, refusal.body.error], [403, 'This action is not allowed'])
  const list = await server.call<Shown[]>('GET', '/api/v1/blocks', { token: anna.token })
  assert.deepEqual(ids(list.body), [ben.accountId])
  assert.equal((await act(anna, ben.accountId, 'unblock')).body.blocking, false)
})

test('mute for a while, with and without notifications', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const { body } = await act(anna, ben.accountId, 'mute', { notifications: 'false', duration: 3600 })
  assert.deepEqual([body.muting, body.muting_notifications], [true, false])
  const end = Date.parse(body.muting_expires_at ?? '')
  assert.ok(Math.abs(end - Date.now() - 3_600_000) < 20_000)
  const list = await server.call<Shown[]>('GET', '/api/v1/mutes', { token: anna.token })
  assert.deepEqual([ids(list.body), Date.parse(list.body[0]?.mute_expires_at ?? '')], [[ben.accountId], end])
  const forever = await act(anna, ben.accountId, 'mute')
  assert.deepEqual([forever.body.muting_notifications, forever.body.muting_expires_at], [true, null])
  assert.equal((await act(anna, ben.accountId, 'unmute')).body.muting, false)
})

test('domain blocks are listed as they are compared, and refused when they are none', async () => {
  const anna = await someone()
  const change = (method: string, domain?: string) => server.call<Failure>(method, '/api/v1/domain_blocks', { token: anna.token, form: domain === undefined ? {} : { domain } })
  assert.deepEqual([(await change('POST', 'Noise.EXAMPLE')).status, (await change('POST', 'b.example')).status], [200, 200])
  assert.deepEqual((await change('POST', 'b.example')).body, {})
  const list = await server.call<string[]>('GET', '/api/v1/domain_blocks', { token: anna.token })
  assert.deepEqual(list.body, ['b.example', 'noise.example'])
  await change('DELETE', 'noise.example')
  assert.deepEqual((await server.call<string[]>('GET', '/api/v1/domain_blocks', { token: anna.token })).body, ['b.example'])
  assert.deepEqual([(await change('POST')).status, (await change('POST', 'a b')).status], [422, 422])
})

test('notes and endorsements', async () => {
  const [anna, ben, cleo] = [await someone(), await someone(), await someone()]
  assert.equal((await act(anna, ben.accountId, 'note', { comment: 'met at the fair' })).body.note, 'met at the fair')
  assert.equal((await act(anna, ben.accountId, 'note')).body.note, '')
  assert.equal((await act(anna, ben.accountId, 'note', { comment: 'x'.repeat(2001) })).status, 422)
  assert.equal((await act(anna, ben.accountId, 'endorse')).status, 422)
  await act(anna, ben.accountId, 'follow')
  await act(anna, cleo.accountId, 'follow')
  assert.equal((await act(anna, ben.accountId, 'endorse')).body.endorsed, true)
  assert.equal((await act(anna, cleo.accountId, 'pin')).body.endorsed, true)
  for (const path of ['/api/v1/endorsements', `/api/v1/accounts/${anna.accountId}/endorsements`]) {
    const { body } = await server.call<Shown[]>('GET', path, { token: anna.token })
    assert.deepEqual(ids(body), [cleo.accountId, ben.accountId])
  }
  assert.equal((await server.call<Shown[]>('GET', `/api/v1/accounts/${anna.accountId}/endorsements`)).body.length, 2, 'anybody may see them')
  assert.deepEqual([(await act(anna, ben.accountId, 'unendorse')).body.endorsed, (await act(anna, cleo.accountId, 'unpin')).body.endorsed], [false, false])
})

test('nothing without a token, nor with one of another scope', async () => {
  const [anna, ben] = [await someone(), await someone()]
  assert.equal((await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`)).status, 401)
  const { createToken } = await import('#domain/access/tokens.ts')
  const { token } = await server.house.write((tx) => createToken(tx, { userId: anna.userId, scopes: 'read' }))
  assert.equal((await act({ ...anna, token }, ben.accountId, 'follow')).status, 403)
  const { token: old } = await server.house.write((tx) => createToken(tx, { userId: anna.userId, scopes: 'follow' }))
  assert.equal((await act({ ...anna, token: old }, ben.accountId, 'follow')).status, 200)
})
