// Statuses over HTTP, as an app sees them: posting, reading, editing, deleting, threads, polls, pictures, later posts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { startTestServer, type CallOptions, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'

interface Media { id: string; url: string; preview_url: string; description: string | null; meta: { focus?: object; original: { size: string } }; blurhash: string }
interface Poll { id: string; options: { votes_count: number }[]; votes_count: number; voted: boolean; own_votes: number[]; expired: boolean }
interface Status {
  id: string; content: string; text?: string; visibility: string; spoiler_text: string; sensitive: boolean; language: string
  in_reply_to_id: string | null; favourites_count: number; reblogs_count: number; replies_count: number; edited_at: string | null
  favourited: boolean; reblogged: boolean; bookmarked: boolean; muted: boolean; pinned: boolean
  reblog: Status | null; media_attachments: Media[]; mentions: { acct: string }[]; tags: { name: string }[]; poll: Poll | null; account: { acct: string }
}
interface Scheduled { id: string; scheduled_at: string; params: { text: string }; media_attachments: Media[] }
interface Failure { error: string }

let server: TestServer
let alice: Member
let bob: Member

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
})
after(() => server.remove())

const as = <T = Status>(who: Member | null, method: string, path: string, options: CallOptions = {}) =>
  server.call<T>(method, `/api/v1${path}`, { ...options, ...(who ? { token: who.token } : {}) })
const post = async (who: Member, status: string, rest: object = {}) => {
  const answer = await as(who, 'POST', '/statuses', { json: { status, ...rest } })
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const says = (answer: { status: number; body: unknown }, status: number, error: string | RegExp) => {
  assert.equal(answer.status, status)
  const told = (answer.body as Failure).error
  if (typeof error === 'string') assert.equal(told, error)
  else assert.match(told, error)
}
const upload = async (who: Member, fields: Record<string, string> = {}) => {
  const form = new FormData()
  const bytes = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#06c' } }).png().toBuffer()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return server.call<Media>('POST', '/api/v2/media', { token: who.token, multipart: form })
}

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

test('a picture alone is a post; its words and focus can be changed until it is attached', async () => {
  const made = await upload(alice, { description: 'blue', focus: '0.5,0' })
  assert.equal(made.status, 200, made.text)
  assert.deepEqual([made.body.description, made.body.meta.focus, made.body.meta.original.size], ['blue', { x: 0.5, y: 0 }, '60x30'])
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
