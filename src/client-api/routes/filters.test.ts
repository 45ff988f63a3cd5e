// Filters over HTTP, both versions: made, changed, deleted, and seen at work on everything that shows a status.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Filter, FilterKeyword, FilterResult, FilterStatus, V1Filter } from '#entities/filter.ts'
import type { Status } from '#entities/status.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openSocket } from '#test/support/streams.ts'

let server: TestServer
let people = 0
before(async () => { server = await startTestServer() })
after(() => server.remove())

const someone = () => server.member(`sieve${++people}`)
type Failing<T> = T & { error: string }
const ask = async <T>(me: Member, method: string, path: string, form?: Record<string, unknown>) =>
  server.call<Failing<T>>(method, `/api${path}`, { token: me.token, ...form ? { form } : {} })
const posts = async (me: Member, status: string, more: Record<string, unknown> = {}) => (await ask<Status>(me, 'POST', '/v1/statuses', { status, ...more })).body
const shown = async (me: Member, id: string) => (await ask<Status>(me, 'GET', `/v1/statuses/${id}`)).body.filtered as FilterResult[]
const makes = async (me: Member, form: Record<string, unknown>) => (await ask<Filter>(me, 'POST', '/v2/filters', { title: 'Sport', context: ['home'], ...form })).body
const keywords = (...words: (string | [string, boolean])[]) =>
  Object.fromEntries(words.flatMap((word, i) => typeof word === 'string' ? [[`keywords_attributes[${i}][keyword]`, word]]
    : [[`keywords_attributes[${i}][keyword]`, word[0]], [`keywords_attributes[${i}][whole_word]`, word[1]]]))

test('a filter is made with its keywords, changed, and deleted', async () => {
  const me = await someone()
  const made = await makes(me, { context: ['thread', 'home'], filter_action: 'hide', expires_in: 3600, ...keywords('football', ['goal', false]) })
  assert.deepEqual([made.title, made.context, made.filter_action], ['Sport', ['home', 'thread'], 'hide'])
  assert.deepEqual(made.keywords?.map((one) => [one.keyword, one.whole_word]), [['football', true], ['goal', false]])
  assert.ok(Math.abs(Date.parse(made.expires_at ?? '') - Date.now() - 3600_000) < 60_000)
  const [first, second] = made.keywords as [FilterKeyword, FilterKeyword]
  const changed = (await ask<Filter>(me, 'PUT', `/v2/filters/${made.id}`, {
    title: 'Games', expires_in: '', 'keywords_attributes[0][id]': first.id, 'keywords_attributes[0][keyword]': 'chess',
    'keywords_attributes[1][id]': second.id, 'keywords_attributes[1][_destroy]': true, 'keywords_attributes[2][keyword]': 'go',
  })).body
  assert.deepEqual([changed.title, changed.expires_at, changed.context], ['Games', null, ['home', 'thread']])
  assert.deepEqual(changed.keywords?.map((one) => one.keyword), ['chess', 'go'])
  assert.deepEqual((await ask<Filter[]>(me, 'GET', '/v2/filters')).body, [changed])
  assert.deepEqual((await ask(me, 'DELETE', `/v2/filters/${made.id}`)).body, {})
  assert.equal((await ask(me, 'GET', `/v2/filters/${made.id}`)).status, 404)
})

test('what is no filter is refused, and says why', async () => {
  const me = await someone()
  const refused = async (form: Record<string, unknown>) => {
    const { status, body } = await ask(me, 'POST', '/v2/filters', { title: 'Sport', context: ['home'], ...form })
    assert.equal(status, 422)
    return body.error
  }
  assert.match(await refused({ title: ' ' }), /Title can't be blank/)
  assert.match(await refused({ context: [] }), /Context can't be blank/)
  assert.match(await refused({ context: ['kitchen'] }), /invalid context/)
  assert.match(await refused({ filter_action: 'shout' }), /not included/)
  assert.match(await refused({ expires_in: 'soon' }), /not a number/)
  assert.match(await refused({ title: 'x'.repeat(257) }), /too long/)
  assert.match(await refused(keywords('x'.repeat(513))), /too long/)
  assert.deepEqual((await ask<Filter[]>(me, 'GET', '/v2/filters')).body, [], 'half a filter was kept')
})

test('keywords and statuses are kept one by one too', async () => {
  const [me, other] = [await someone(), await someone()]
  const { id } = await makes(me, {})
  const word = (await ask<FilterKeyword>(me, 'POST', `/v2/filters/${id}/keywords`, { keyword: 'rain' })).body
  assert.equal(word.whole_word, true)
  assert.deepEqual((await ask(me, 'PUT', `/v2/filters/keywords/${word.id}`, { keyword: 'rain', whole_word: false })).body, { ...word, whole_word: false })
  assert.equal((await ask(me, 'POST', `/v2/filters/${id}/keywords`, { keyword: '' })).status, 422)
  const post = await posts(other, 'A dull day')
  const entry = (await ask<FilterStatus>(me, 'POST', `/v2/filters/${id}/statuses`, { status_id: post.id })).body
  assert.equal(entry.status_id, post.id)
  assert.equal((await ask(me, 'POST', `/v2/filters/${id}/statuses`, { status_id: post.id })).status, 422)
  const secret = await posts(other, 'For nobody else', { visibility: 'direct' })
  assert.equal((await ask(me, 'POST', `/v2/filters/${id}/statuses`, { status_id: secret.id })).status, 404)
  assert.deepEqual((await ask(me, 'GET', `/v2/filters/${id}/statuses`)).body, [entry])
  assert.deepEqual((await shown(me, post.id))[0]?.status_matches, [post.id])
  assert.deepEqual((await ask(me, 'DELETE', `/v2/filters/statuses/${entry.id}`)).body, entry)
  assert.deepEqual(await shown(me, post.id), [])
  for (const path of [`/v2/filters/${id}`, `/v2/filters/keywords/${word.id}`, `/v2/filters/${id}/keywords`, `/v2/filters/${id}/statuses`]) {
    assert.equal((await ask(other, 'GET', path)).status, 404, `${path} is nobody else's to read`)
  }
  assert.equal((await ask(other, 'DELETE', `/v2/filters/keywords/${word.id}`)).status, 404)
  assert.deepEqual((await ask(me, 'DELETE', `/v2/filters/keywords/${word.id}`)).body, {})
  assert.deepEqual((await ask(me, 'GET', `/v2/filters/${id}/keywords`)).body, [])
})

test('text, warning, poll and descriptions are matched as words or parts of words, in any case and script', async () => {
  const [me, other] = [await someone(), await someone()]
  await makes(me, keywords('rain', ['snow', false], 'C++', '東京', 'naïve'))
  const meets = async (text: string, more: Record<string, unknown> = {}) => (await shown(me, (await posts(other, text, more)).id)).map((one) => one.keyword_matches?.[0])
  assert.deepEqual(await meets('RAIN again'), ['RAIN'])
  assert.deepEqual(await meets('A train from Spain'), [])
  assert.deepEqual(await meets('A snowball'), ['snow'])
  assert.deepEqual(await meets('I write C++ and B'), ['C++'])
  assert.deepEqual(await meets('東京 today'), ['東京'])
  assert.deepEqual(await meets('naïvely'), [])
  assert.deepEqual(await meets('hidden', { spoiler_text: 'Rain' }), ['Rain'])
  assert.deepEqual(await meets('Which?', { 'poll[options][]': ['Rain', 'Sun'], 'poll[expires_in]': 3600 }), ['Rain'])
  assert.deepEqual(await meets('<p>ra</p>in'), [])
})

test('a filter is applied wherever the status is shown, to its owner alone, until it ends', async () => {
  const [me, other] = [await someone(), await someone()]
  await ask(me, 'POST', `/v1/accounts/${other.accountId}/follow`)
  const filter = await makes(me, { filter_action: 'blur', expires_in: 60, ...keywords('secret') })
  const post = await posts(other, `@${me.name} a secret`)
  const { id, title, context, expires_at, filter_action } = filter
  const expected = [{ filter: { id, title, context, expires_at, filter_action }, keyword_matches: ['secret'], status_matches: null }]
  await server.idle()
  for (const path of ['/v1/timelines/home', '/v1/timelines/public', `/v1/accounts/${other.accountId}/statuses`]) {
    const { body } = await ask<Status[]>(me, 'GET', path)
    assert.deepEqual(body.find((one) => one.id === post.id)?.filtered, expected, path)
  }
  const [notification] = (await ask<{ status?: Status }[]>(me, 'GET', '/v1/notifications')).body.filter((one) => one.status)
  assert.deepEqual(notification?.status?.filtered, expected)
  const boost = (await ask<Status>(other, 'POST', `/v1/statuses/${post.id}/reblog`)).body
  const seen = (await ask<Status>(me, 'GET', `/v1/statuses/${boost.id}`)).body
  assert.deepEqual([seen.filtered, seen.reblog?.filtered], [expected, expected])
  assert.deepEqual(await shown(other, post.id), [])
  await server.house.write((tx) => tx.db.updateTable('filters').set({ expires_at: tx.now - 1 }).where('id', '=', Number(filter.id)).execute())
  assert.deepEqual(await shown(me, post.id), [])
  assert.equal((await ask<Filter[]>(me, 'GET', '/v2/filters')).body.length, 1, 'an ended filter can be found and renewed')
})

test('open streams hear of a change and show what is filtered from then on', async () => {
  const [me, other] = [await someone(), await someone()]
  await ask(me, 'POST', `/v1/accounts/${other.accountId}/follow`)
  const socket = await openSocket(server.url, { access_token: me.token, stream: 'user' })
  socket.subscribe('public')
  await posts(other, 'wind before')
  const before = await socket.until((one) => one.event === 'update' && one.payload.includes('wind before'))
  assert.deepEqual((JSON.parse(before.payload) as Status).filtered ?? [], [])
  await makes(me, keywords('wind'))
  await socket.until((one) => one.event === 'filters_changed')
  await posts(other, 'wind after')
  for (const stream of ['user', 'public']) {
    const heard = await socket.until((one) => one.event === 'update' && one.stream[0] === stream && one.payload.includes('wind after'))
    assert.deepEqual((JSON.parse(heard.payload) as Status).filtered?.[0]?.keyword_matches, ['wind'], stream)
  }
  socket.close()
})

test('apps of the first version see each keyword as a filter', async () => {
  const me = await someone()
  const made = (await ask<V1Filter>(me, 'POST', '/v1/filters', { phrase: 'football', context: ['home', 'public'], irreversible: true, whole_word: false })).body
  assert.deepEqual([made.phrase, made.context, made.irreversible, made.whole_word, made.expires_at], ['football', ['home', 'public'], true, false, null])
  const [newer] = (await ask<Filter[]>(me, 'GET', '/v2/filters')).body
  assert.deepEqual([newer?.title, newer?.filter_action], ['football', 'hide'])
  const changed = (await ask<V1Filter>(me, 'PUT', `/v1/filters/${made.id}`, { phrase: 'rugby', context: ['home'], irreversible: false })).body
  assert.deepEqual([changed.id, changed.phrase, changed.context, changed.irreversible], [made.id, 'rugby', ['home'], false])
  await ask(me, 'POST', `/v2/filters/${newer?.id}/keywords`, { keyword: 'cricket' })
  assert.deepEqual((await ask<V1Filter[]>(me, 'GET', '/v1/filters')).body.map((one) => one.phrase), ['rugby', 'cricket'])
  assert.equal((await ask(me, 'PUT', `/v1/filters/${made.id}`, { phrase: 'rugby', context: ['public'] })).status, 422)
  for (const one of (await ask<V1Filter[]>(me, 'GET', '/v1/filters')).body) assert.deepEqual((await ask(me, 'DELETE', `/v1/filters/${one.id}`)).body, {})
  assert.deepEqual((await ask<Filter[]>(me, 'GET', '/v2/filters')).body, [])
  assert.equal((await ask(me, 'POST', '/v1/filters', { context: ['home'] })).status, 422)
})
