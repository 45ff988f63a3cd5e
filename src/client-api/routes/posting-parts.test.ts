// What a post may carry, over HTTP: pictures, polls, an hour to come; and the scopes all this needs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appOn, says, type Media, type Poll, type Scheduled } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let alice: Member
let bob: Member
const { as, post, upload } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
})
after(() => server.remove())

test('a picture alone is a post; its words and focus can be changed until it is attached', async () => {
  const made = await upload(alice, { description: 'blue', focus: '0.5,0' })
  assert.equal(made.status, 200, made.text)
  assert.deepEqual([made.body.description, made.body.meta.focus, made.body.meta.original.size], ['blue', { x: 0.5, y: 0 }, '60x30'])
  for (const url of [made.body.url, made.body.preview_url]) {
    const file = await fetch(url)
    assert.deepEqual([file.status, file.headers.get('content-type')?.split('/')[0], (await file.arrayBuffer()).byteLength > 0], [200, 'image', true])
  }
  const changed = await as<Media>(alice, 'PUT', `/media/${made.body.id}`, { json: { description: 'sky' } })
  assert.deepEqual([changed.body.description, changed.body.meta.focus], ['sky', { x: 0.5, y: 0 }])
  assert.equal((await as(alice, 'GET', `/media/${made.body.id}`)).status, 200)
  assert.equal((await as(bob, 'GET', `/media/${made.body.id}`)).status, 404)
  const status = await post(alice, '', { media_ids: [made.body.id] })
  assert.equal(status.media_attachments[0]?.description, 'sky')
  assert.equal((await as(alice, 'PUT', `/media/${made.body.id}`, { json: { description: 'x' } })).status, 404)
  const spare = await upload(alice)
  assert.equal((await as(alice, 'DELETE', `/media/${spare.body.id}`)).status, 200)
  assert.equal((await as(alice, 'GET', `/media/${spare.body.id}`)).status, 404)
})

test('what is no picture is refused with words', async () => {
  const send = (name: string, content: string) => {
    const form = new FormData()
    if (content) form.append('file', new Blob([content], { type: 'image/png' }), name)
    else form.append('description', 'x')
    return server.call('POST', '/api/v1/media', { token: alice.token, multipart: form })
  }
  says(await send('a.png', '<html>'), 422, /File type is not supported/)
  says(await send('', ''), 422, 'Validation failed: File can\'t be blank')
  says(await server.call('POST', '/api/v2/media', { token: alice.token, json: {} }), 422, 'Validation failed: File can\'t be blank')
})

test('polls are voted in once', async () => {
  const status = await post(alice, 'Tea or coffee?', { poll: { options: ['tea', 'coffee'], expires_in: 3600, hide_totals: false } })
  const pollId = status.poll?.id ?? ''
  assert.equal((await as<Poll>(null, 'GET', `/polls/${pollId}`)).body.votes_count, 0)
  const voted = await as<Poll>(bob, 'POST', `/polls/${pollId}/votes`, { form: { choices: ['1'] } })
  assert.deepEqual([voted.status, voted.body.voted, voted.body.own_votes, voted.body.options.map((one) => one.votes_count)], [200, true, [1], [0, 1]])
  says(await as(bob, 'POST', `/polls/${pollId}/votes`, { json: { choices: [0] } }), 422, 'Validation failed: You have already voted on this poll')
  says(await as(alice, 'POST', `/polls/${pollId}/votes`, { json: { choices: [0] } }), 422, /your own polls/)
  const carol = await server.member('voter')
  says(await as(carol, 'POST', `/polls/${pollId}/votes`, { json: { choices: ['x'] } }), 422, /does not exist/)
  const hidden = await post(alice, 'x', { visibility: 'direct', poll: { options: ['a', 'b'], expires_in: 3600 } })
  assert.equal((await as(bob, 'GET', `/polls/${hidden.poll?.id}`)).status, 404)
})

test('posts for later are listed, moved and given up', async () => {
  const at = new Date(Date.now() + 3_600_000).toISOString()
  const made = await as<Scheduled>(alice, 'POST', '/statuses', { json: { status: 'Later', scheduled_at: at }, headers: { 'idempotency-key': 'later' } })
  assert.deepEqual([made.status, made.body.scheduled_at, made.body.params.text], [200, at, 'Later'])
  const twice = await as<Scheduled>(alice, 'POST', '/statuses', { json: { status: 'Later', scheduled_at: at }, headers: { 'idempotency-key': 'later' } })
  assert.equal(twice.body.id, made.body.id)
  assert.deepEqual((await as<Scheduled[]>(alice, 'GET', '/scheduled_statuses')).body.map((one) => one.id), [made.body.id])
  const moved = new Date(Date.now() + 7_200_000).toISOString()
  assert.equal((await as<Scheduled>(alice, 'PUT', `/scheduled_statuses/${made.body.id}`, { json: { scheduled_at: moved } })).body.scheduled_at, moved)
  says(await as(alice, 'PUT', `/scheduled_statuses/${made.body.id}`, { json: { scheduled_at: new Date().toISOString() } }), 422, /Scheduled at/)
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x', scheduled_at: 'tomorrow' } }), 422, /scheduled_at/)
  assert.equal((await as(bob, 'GET', `/scheduled_statuses/${made.body.id}`)).status, 404)
  assert.equal((await as(bob, 'DELETE', `/scheduled_statuses/${made.body.id}`)).status, 404)
  assert.deepEqual((await as<object>(alice, 'DELETE', `/scheduled_statuses/${made.body.id}`)).body, {})
  assert.equal((await as(alice, 'GET', `/scheduled_statuses/${made.body.id}`)).status, 404)
  const past = await as(alice, 'POST', '/statuses', { json: { status: 'Now', scheduled_at: '2020-01-01T00:00:00Z' } })
  assert.match(past.body.content, /Now/)
})

test('statuses, media and lists need their scopes', async () => {
  const dave = await server.house.write(async (tx) => (await import('#domain/access/tokens.ts')).createToken(tx, { userId: alice.userId, scopes: 'read:statuses' }))
  const limited = { ...alice, token: dave.token }
  assert.equal((await as(limited, 'POST', '/statuses', { json: { status: 'x' } })).status, 403)
  assert.equal((await as(limited, 'GET', '/bookmarks')).status, 403)
  assert.equal((await upload(limited)).status, 403)
  const { id } = await post(alice, 'x')
  assert.equal((await as(limited, 'GET', `/statuses/${id}`)).status, 200)
})
