// Statuses over HTTP, as an app sees them: posting, reading, acting on them, editing, deleting, threads.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appOn, says, type Status } from '#test/support/app.ts'
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

test('a post is shown as it was written', async () => {
  const status = await post(alice, 'Hi @bob #Covey', { spoiler_text: 'cw', visibility: 'unlisted', language: 'fr' })
  assert.deepEqual([status.visibility, status.spoiler_text, status.sensitive, status.language], ['unlisted', 'cw', true, 'fr'])
  assert.deepEqual([status.mentions.map((one) => one.acct), status.tags.map((tag) => tag.name)], [['bob'], ['covey']])
  const seen = await as(null, 'GET', `/statuses/${status.id}`)
  assert.equal(seen.body.content, status.content)
  assert.equal(seen.body.favourited, undefined)
})

test('form and JSON, nested and flat, are the same post', async () => {
  const answer = await as(alice, 'POST', '/statuses', { form: { status: 'Which?', poll: { options: ['a', 'b'], expires_in: '600', multiple: 'true' }, sensitive: '1' } })
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual([answer.body.sensitive, answer.body.poll?.options.length], [true, 2])
})

test('refusals are Mastodon\'s', async () => {
  says(await as(alice, 'POST', '/statuses', { json: { status: ' ' } }), 422, 'Validation failed: Text can\'t be blank')
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x'.repeat(501) } }), 422, /character limit of 500 exceeded/)
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x', visibility: 'everybody' } }), 422, /visibility/)
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x', in_reply_to_id: '12' } }), 404, /trying to reply to/)
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x', media_ids: ['12'] } }), 422, /not found or already attached/)
  says(await as(null, 'POST', '/statuses', { json: { status: 'x' } }), 401, /./)
  for (const id of ['12', 'abc', '99999999999999999999']) says(await as(alice, 'GET', `/statuses/${id}`), 404, 'Record not found')
})

test('the same Idempotency-Key posts once', async () => {
  const send = () => as(alice, 'POST', '/statuses', { json: { status: 'Once' }, headers: { 'idempotency-key': 'abc' } })
  const [one, two] = await Promise.all([send(), send()])
  assert.equal(one.body.id, two.body.id)
  assert.equal((await send()).body.id, one.body.id)
})

test('what is not for everybody is not there for others', async () => {
  const { id } = await post(alice, 'Friends', { visibility: 'private' })
  assert.equal((await as(alice, 'GET', `/statuses/${id}`)).status, 200)
  for (const who of [null, bob]) {
    for (const part of ['', '/context', '/history', '/favourited_by', '/reblogged_by']) {
      assert.equal((await as(who, 'GET', `/statuses/${id}${part}`)).status, 404, part)
    }
  }
  for (const act of ['favourite', 'reblog', 'bookmark', 'mute', 'pin']) assert.equal((await as(bob, 'POST', `/statuses/${id}/${act}`)).status, 404, act)
  assert.equal((await as(bob, 'GET', `/statuses/${id}/source`)).status, 404)
  assert.equal((await as(bob, 'PUT', `/statuses/${id}`, { json: { status: 'mine' } })).status, 404)
  assert.equal((await as(bob, 'DELETE', `/statuses/${id}`)).status, 404)
})

test('several at once, in the order asked, without what one may not see', async () => {
  const [one, two] = [await post(alice, 'one'), await post(alice, 'two', { visibility: 'direct' })]
  const three = await post(alice, 'three')
  const answer = await as<Status[]>(bob, 'GET', '/statuses', { query: { id: [three.id, two.id, one.id] } })
  assert.deepEqual(answer.body.map((status) => status.id), [three.id, one.id])
  says(await as(bob, 'GET', '/statuses', { query: { id: Array.from({ length: 21 }, (_, index) => String(index + 1)) } }), 422, /20/)
})

test('a thread has its ancestors and descendants', async () => {
  const root = await post(alice, 'root')
  const reply = await post(bob, '@alice reply', { in_reply_to_id: root.id })
  const more = await post(alice, '@bob more', { in_reply_to_id: reply.id })
  const { body } = await as<{ ancestors: Status[]; descendants: Status[] }>(null, 'GET', `/statuses/${reply.id}/context`)
  assert.deepEqual([body.ancestors.map((one) => one.id), body.descendants.map((one) => one.id)], [[root.id], [more.id]])
  assert.equal((await as(null, 'GET', `/statuses/${root.id}`)).body.replies_count, 1)
})

test('favourite, boost, bookmark, mute and pin, twice and back', async () => {
  const { id } = await post(alice, 'Do things')
  for (let twice = 0; twice < 2; twice++) {
    const liked = (await as(bob, 'POST', `/statuses/${id}/favourite`)).body
    assert.deepEqual([liked.favourited, liked.favourites_count], [true, 1])
    const boosted = (await as(bob, 'POST', `/statuses/${id}/reblog`)).body
    assert.deepEqual([boosted.reblog?.id, boosted.reblog?.reblogged, boosted.reblog?.reblogs_count], [id, true, 1])
    assert.equal((await as(bob, 'POST', `/statuses/${id}/bookmark`)).body.bookmarked, true)
    assert.equal((await as(bob, 'POST', `/statuses/${id}/mute`)).body.muted, true)
    assert.equal((await as(alice, 'POST', `/statuses/${id}/pin`)).body.pinned, true)
  }
  says(await as(bob, 'POST', `/statuses/${id}/pin`), 422, 'Validation failed: Someone else\'s post cannot be pinned')
  assert.deepEqual((await as<Status[]>(bob, 'GET', '/bookmarks')).body.map((one) => one.id), [id])
  assert.deepEqual((await as<Status[]>(bob, 'GET', '/favourites')).body.map((one) => one.id), [id])
  assert.deepEqual((await as<{ acct: string }[]>(null, 'GET', `/statuses/${id}/favourited_by`)).body.map((one) => one.acct), ['bob'])
  assert.deepEqual((await as<{ acct: string }[]>(null, 'GET', `/statuses/${id}/reblogged_by`)).body.map((one) => one.acct), ['bob'])
  for (let twice = 0; twice < 2; twice++) {
    const liked = (await as(bob, 'POST', `/statuses/${id}/unfavourite`)).body
    assert.deepEqual([liked.favourited, liked.favourites_count], [false, 0])
    const boosted = (await as(bob, 'POST', `/statuses/${id}/unreblog`)).body
    assert.deepEqual([boosted.id, boosted.reblogged, boosted.reblogs_count], [id, false, 0])
    assert.equal((await as(bob, 'POST', `/statuses/${id}/unbookmark`)).body.bookmarked, false)
    assert.equal((await as(bob, 'POST', `/statuses/${id}/unmute`)).body.muted, false)
    assert.equal((await as(alice, 'POST', `/statuses/${id}/unpin`)).body.pinned, false)
  }
})

test('private posts are boosted by nobody else, direct ones by nobody', async () => {
  const direct = await post(alice, '@bob psst', { visibility: 'direct' })
  says(await as(bob, 'POST', `/statuses/${direct.id}/reblog`), 403, 'This action is not allowed')
  const own = await post(alice, 'friends', { visibility: 'private' })
  assert.equal((await as(alice, 'POST', `/statuses/${own.id}/reblog`)).body.visibility, 'private')
})

test('lists are turned by the Link header', async () => {
  const ids: string[] = []
  for (const text of ['a', 'b', 'c']) ids.unshift((await post(alice, text)).id)
  const carol = await server.member('carol')
  for (const id of ids.toReversed()) await as(carol, 'POST', `/statuses/${id}/bookmark`)
  const first = await as<Status[]>(carol, 'GET', '/bookmarks', { query: { limit: 2 } })
  assert.deepEqual(first.body.map((one) => one.id), ids.slice(0, 2))
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await server.call<Status[]>('GET', new URL(next).pathname + new URL(next).search, { token: carol.token })
  assert.deepEqual(second.body.map((one) => one.id), ids.slice(2))
})

test('an edit keeps its history and source', async () => {
  const { id } = await post(alice, 'Frist #a')
  const edited = await as(alice, 'PUT', `/statuses/${id}`, { json: { status: 'First #b', spoiler_text: 'cw' } })
  assert.equal(edited.status, 200, edited.text)
  assert.match(edited.body.content, /First/)
  assert.deepEqual([edited.body.spoiler_text, edited.body.tags.map((tag) => tag.name)], ['cw', ['b']])
  assert.ok(edited.body.edited_at)
  const history = (await as<{ content: string; account: { acct: string } }[]>(null, 'GET', `/statuses/${id}/history`)).body
  assert.deepEqual(history.map((one) => /Fr?i?r?st/.exec(one.content)?.[0]), ['Frist', 'First'])
  assert.deepEqual((await as<object>(alice, 'GET', `/statuses/${id}/source`)).body, { id, text: 'First #b', spoiler_text: 'cw' })
  says(await as(alice, 'PUT', `/statuses/${id}`, { json: { status: '' } }), 422, 'Validation failed: Text can\'t be blank')
})

test('deleting gives the source back and frees the picture', async () => {
  const media = (await upload(alice)).body
  const { id } = await post(alice, 'Oops', { media_ids: [media.id] })
  const gone = await as(alice, 'DELETE', `/statuses/${id}`)
  assert.deepEqual([gone.status, gone.body.text, gone.body.media_attachments[0]?.id], [200, 'Oops', media.id])
  assert.equal((await as(alice, 'GET', `/statuses/${id}`)).status, 404)
  assert.equal((await as(alice, 'DELETE', `/statuses/${id}`)).status, 404)
  const again = await post(alice, 'Better', { media_ids: [media.id] })
  await as(alice, 'DELETE', `/statuses/${again.id}?delete_media=true`)
  says(await as(alice, 'POST', '/statuses', { json: { status: 'x', media_ids: [media.id] } }), 422, /not found/)
})
