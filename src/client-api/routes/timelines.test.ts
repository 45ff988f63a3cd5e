// Timelines, lists, hashtags and markers over HTTP.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { List } from '#entities/list.ts'
import type { Marker } from '#entities/marker.ts'
import type { FeaturedTag, Tag } from '#entities/tag.ts'
import { changeUserSettings } from '#domain/access/user-settings.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { boosts, follows, posts } from '#test/seeds/village.ts'

let server: TestServer
let people = 0

before(async () => { server = await startTestServer() })
after(() => server.remove())

interface Failure { error: string }
interface Shown { id: string; reblog?: { id: string } | null }
const someone = () => server.member(`time${++people}`)
const ids = (rows: readonly { id: string }[]) => rows.map((row) => Number(row.id))
const get = <T = Shown[]>(me: Member | null, path: string, query: Record<string, unknown> = {}) => server.call<T>('GET', `/api/v1/${path}`, { token: me?.token, query })
const send = <T = Failure>(me: Member, method: string, path: string, form: Record<string, unknown> = {}) => server.call<T>(method, `/api/v1/${path}`, { token: me.token, form })

test('home: posts and boosts of whom one follows, paged by links', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await follows(server.house, anna.accountId, ben.accountId)
  const written: number[] = []
  for (let n = 0; n < 3; n++) written.unshift(await posts(server.house, ben.accountId, `post ${n}`))
  const boost = await boosts(server.house, ben.accountId, await posts(server.house, (await someone()).accountId, 'boosted'))
  const first = await get(anna, 'timelines/home', { limit: 2 })
  assert.deepEqual([first.status, ids(first.body)], [200, [boost, written[0]]])
  assert.ok(first.body[0]?.reblog)
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await server.call<Shown[]>('GET', new URL(next).pathname + new URL(next).search, { token: anna.token })
  assert.deepEqual(ids(second.body), written.slice(1))
  assert.equal((await get(null, 'timelines/home')).status, 401)
})

test('home of somebody who returns is being made: 206, then whole', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await follows(server.house, anna.accountId, ben.accountId)
  const id = await posts(server.house, ben.accountId, 'missed')
  await server.house.write(async (tx) => {
    await tx.db.deleteFrom('feeds').where('id', '=', anna.accountId).execute()
    await tx.db.deleteFrom('feed_entries').where('feed_id', '=', anna.accountId).execute()
  })
  assert.equal((await get(anna, 'timelines/home')).status, 206)
  await server.idle()
  const whole = await get(anna, 'timelines/home')
  assert.deepEqual([whole.status, ids(whole.body)], [200, [id]])
})

test('public: for anybody, with or without a token; in the languages that a member chose', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const en = await posts(server.house, ben.accountId, 'hello', { language: 'en' })
  const de = await posts(server.house, ben.accountId, 'hallo', { language: 'de' })
  assert.deepEqual(ids((await get(null, 'timelines/public', { local: 'true', limit: 2 })).body), [de, en])
  await server.house.write((tx) => changeUserSettings(tx, anna.userId, { chosen_languages: ['en'] }))
  assert.equal(ids((await get(anna, 'timelines/public', { limit: 1 })).body)[0], en)
  assert.equal((await get(null, 'timelines/public', { remote: 'true' })).body.length, 0)
  assert.equal((await server.call('GET', '/api/v1/timelines/public', { token: 'wrong' })).status, 401)
})

test('hashtags: in any spelling, with others, and nothing for what nobody used', async () => {
  const ben = await someone()
  const both = await posts(server.house, ben.accountId, '#Chess #Go', { tags: ['Chess', 'Go'] })
  const one = await posts(server.house, ben.accountId, '#chess', { tags: ['chess'] })
  assert.deepEqual(ids((await get(null, 'timelines/tag/CHESS')).body), [one, both])
  assert.deepEqual(ids((await get(null, 'timelines/tag/chess', { all: ['go'] })).body), [both])
  assert.deepEqual(ids((await get(null, 'timelines/tag/chess', { none: ['go'] })).body), [one])
  assert.deepEqual((await get(null, 'timelines/tag/chess', { all: ['never-used'] })).body, [])
  assert.deepEqual((await get(null, 'timelines/tag/neverused')).body, [])
})

test('lists: made, filled, read, changed, deleted; strangers and other people have no part in them', async () => {
  const [anna, ben, cleo] = [await someone(), await someone(), await someone()]
  await follows(server.house, anna.accountId, ben.accountId)
  const made = await send<List>(anna, 'POST', 'lists', { title: ' Friends ', exclusive: 'true' })
  assert.deepEqual([made.status, made.body.title, made.body.replies_policy, made.body.exclusive], [200, 'Friends', 'list', true])
  const { id } = made.body
  assert.equal((await send(anna, 'POST', 'lists', { title: ' ' })).status, 422)
  assert.equal((await send(anna, 'POST', 'lists', { title: 'x', replies_policy: 'all' })).status, 422)
  assert.equal((await send(anna, 'POST', `lists/${id}/accounts`, { account_ids: [cleo.accountId] })).status, 404)
  assert.deepEqual((await send(anna, 'POST', `lists/${id}/accounts`, { account_ids: [ben.accountId, anna.accountId] })).body, {})
  assert.equal((await send(anna, 'POST', `lists/${id}/accounts`, { account_ids: [ben.accountId] })).status, 422)
  const post = await posts(server.house, ben.accountId, 'in the list')
  assert.deepEqual(ids((await get(anna, `timelines/list/${id}`)).body), [post])
  assert.ok(!ids((await get(anna, 'timelines/home')).body).includes(post), 'exclusive')
  for (const query of [{}, { limit: 0 }]) assert.deepEqual(ids((await get(anna, `lists/${id}/accounts`, query)).body), [anna.accountId, ben.accountId])
  assert.deepEqual((await get<List[]>(anna, `accounts/${ben.accountId}/lists`)).body.map((list) => list.id), [id])
  for (const path of [`lists/${id}`, `timelines/list/${id}`, `lists/${id}/accounts`]) assert.equal((await get(cleo, path)).status, 404)
  assert.equal((await send(cleo, 'DELETE', `lists/${id}`)).status, 404)
  const changed = await send<List>(anna, 'PUT', `lists/${id}`, { title: 'Best friends', replies_policy: 'none' })
  assert.deepEqual(changed.body, { id, title: 'Best friends', replies_policy: 'none', exclusive: true })
  await send(anna, 'DELETE', `lists/${id}/accounts`, { account_ids: [ben.accountId] })
  assert.deepEqual((await get(anna, `timelines/list/${id}`)).body, [])
  assert.deepEqual((await send(anna, 'DELETE', `lists/${id}`)).body, {})
  assert.deepEqual((await get(anna, 'lists')).body, [])
})

test('hashtags are followed and featured', async () => {
  const anna = await someone()
  assert.deepEqual((await get<Tag>(null, 'tags/Accordion')).body.name, 'Accordion')
  const followed = await send<Tag>(anna, 'POST', 'tags/Accordion/follow')
  assert.deepEqual([followed.body.name, followed.body.following, followed.body.history.length], ['Accordion', true, 7])
  assert.equal((await send(anna, 'POST', 'tags/accordion/follow')).status, 200)
  assert.deepEqual((await get<Tag[]>(anna, 'followed_tags')).body.map((tag) => tag.name), ['Accordion'])
  assert.equal((await send<Tag>(anna, 'POST', 'tags/accordion/unfollow')).body.following, false)
  assert.equal((await send(anna, 'POST', 'tags/123/follow')).status, 404)

  await posts(server.house, anna.accountId, '#Accordion', { tags: ['Accordion'] })
  await posts(server.house, anna.accountId, '#accordion #bass', { tags: ['accordion', 'bass'] })
  assert.deepEqual((await get<Tag[]>(anna, 'featured_tags/suggestions')).body.map((tag) => tag.name), ['Accordion', 'bass'])
  const featured = await send<FeaturedTag>(anna, 'POST', 'featured_tags', { name: '#accordion' })
  assert.deepEqual([featured.body.name, featured.body.statuses_count], ['Accordion', '2'])
  assert.equal((await send<Tag>(anna, 'POST', 'tags/bass/feature')).body.featuring, true)
  assert.deepEqual((await get<FeaturedTag[]>(null, `accounts/${anna.accountId}/featured_tags`)).body.map((tag) => tag.name), ['Accordion', 'bass'])
  assert.deepEqual((await get(anna, 'featured_tags/suggestions')).body, [])
  assert.equal((await send(anna, 'POST', 'featured_tags', { name: '!' })).status, 422)
  assert.deepEqual((await send(anna, 'DELETE', `featured_tags/${featured.body.id}`)).body, {})
  assert.equal((await send(anna, 'DELETE', `featured_tags/${featured.body.id}`)).status, 404)
  assert.equal((await send<Tag>(anna, 'POST', 'tags/bass/unfeature')).body.featuring, false)
})

test('markers are kept by version; an app that is behind is told', async () => {
  const anna = await someone()
  type Markers = Record<string, Marker>
  assert.deepEqual((await get<Markers>(anna, 'markers', { timeline: ['home'] })).body, {})
  const set = await send<Markers>(anna, 'POST', 'markers', { home: { last_read_id: 7 }, notifications: { last_read_id: '8' } })
  assert.deepEqual([set.body['home']?.last_read_id, set.body['home']?.version, set.body['notifications']?.version], ['7', 1, 1])
  const moved = await send<Markers>(anna, 'POST', 'markers', { home: { last_read_id: 9, version: 1 } })
  assert.deepEqual([moved.body['home']?.version, Object.keys(moved.body)], [2, ['home']])
  const late = await send(anna, 'POST', 'markers', { home: { last_read_id: 8, version: 1 } })
  assert.deepEqual([late.status, late.body.error], [409, 'Conflict during update, please try again'])
  for (const [wrong, why] of [['', 'can\'t be blank'], ['last', 'is not an id'], ['-1', 'is not an id'], [1.5, 'is not an id'], ['9'.repeat(20), 'is not an id'], [[1], 'is not an id']]) {
    const refused = await send(anna, 'POST', 'markers', { home: { last_read_id: wrong }, notifications: { last_read_id: '10' } })
    assert.deepEqual([refused.status, refused.body.error], [422, `Validation failed: home[last_read_id] ${String(why)}`])
  }
  const both = await get<Markers>(anna, 'markers', { timeline: ['home', 'notifications', 'other'] })
  assert.equal(both.body['notifications']?.last_read_id, '8', 'of what was refused nothing is kept')
  assert.deepEqual([both.body['home']?.last_read_id, Object.keys(both.body).sort()], ['9', ['home', 'notifications']])
})
