// What trends, computed from real posts, boosts and favourites, and who sees it in which order.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Status } from '#entities/status.ts'
import type { Tag } from '#entities/tag.ts'
import type { TrendsLink } from '#entities/trends-link.ts'
import { changeUserSettings } from '#domain/access/user-settings.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { block } from '#domain/relationships/block.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { boosts, posts } from '#test/seeds/village.ts'
import { faded, peakAfter, PEAK_MS, RULES, surplus } from './rising.ts'
import { refreshTrends } from './refresh.ts'
import { reviewTrend } from './review.ts'

let server: TestServer
const people: Member[] = []
const DAY_MS = 86_400_000
before(async () => {
  server = await startTestServer()
  for (const name of ['ann', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus']) people.push(await server.member(name))
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ discoverable: 1 }).where('host', 'is', null).execute())
})
after(() => server.remove())

const person = (index: number): Member => people[index] ?? assert.fail()
const seen = async <T>(path: string, token?: string): Promise<T[]> => (await server.call<T[]>('GET', `/api/v1/trends/${path}`, { token })).body
const tagNames = async (token?: string) => (await seen<Tag>('tags', token)).map((tag) => tag.name)
const refresh = () => refreshTrends(server.house)
const byEach = async (count: number, body: (member: Member, index: number) => Promise<unknown>) => {
  for (const [index, member] of people.slice(0, count).entries()) await body(member, index)
}
const clearTrends = () => server.house.write((tx) => tx.db.deleteFrom('trends').execute())

test('scores: a surplus over yesterday, from five people on, that halves with the hours', () => {
  assert.equal(surplus(4, 0, RULES.tag), 0)
  assert.equal(surplus(5, 0, RULES.tag), 16)
  assert.equal(surplus(6, 8, RULES.tag), 0)
  assert.equal(surplus(12, 4, RULES.tag), 16)
  assert.equal(faded(16, 4 * 3_600_000, RULES.tag), 8)
  assert.deepEqual(peakAfter(1000, 9, { peak: 16, peakedAt: 500 }), { peak: 16, peakedAt: 500 })
  assert.deepEqual(peakAfter(1000 + PEAK_MS, 9, { peak: 16, peakedAt: 500 }), { peak: 9, peakedAt: 1000 + PEAK_MS })
})

test('a hashtag trends once five people used it today, however often each', async () => {
  await byEach(4, async ({ accountId }) => {
    for (let round = 0; round < 3; round++) await posts(server.house, accountId, `#regatta ${round}`, { tags: ['regatta'] })
  })
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await posts(server.house, person(4).accountId, 'quietly', { tags: ['regatta'], visibility: 'unlisted' })
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await posts(server.house, person(4).accountId, 'me too', { tags: ['regatta'] })
  await refresh()
  const [tag] = await seen<Tag>('tags')
  assert.deepEqual([tag?.name, tag?.history.length, tag?.history[0]?.accounts, tag?.history[0]?.uses, tag?.history[1]?.uses], ['regatta', 7, '5', '13', '0'])
  assert.equal(tag?.following, undefined)
  assert.equal((await seen<Tag>('tags', person(0).token))[0]?.following, false)
})

test('limited people do not count', async () => {
  const { accountId } = person(3)
  const limit = (at: number | null) => server.house.write((tx) => tx.db.updateTable('accounts').set({ silenced_at: at }).where('id', '=', accountId).execute())
  await limit(Date.now())
  await clearTrends()
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await limit(null)
  await refresh()
  assert.deepEqual(await tagNames(), ['regatta'])
})

test('what fades is not shown, and does not rise again by what it was', async () => {
  await server.house.write((tx) => tx.db.updateTable('trends').set({ peaked_at: tx.now - DAY_MS }).execute())
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await clearTrends()
  await refresh()
  assert.deepEqual(await tagNames(), ['regatta'])
})

test('staff decide; without them the setting does; and all of it can be off', async () => {
  const { subject_id: id } = await server.house.db.selectFrom('trends').select('subject_id').where('kind', '=', 'tag').executeTakeFirstOrThrow()
  const review = (allowed: boolean) => server.house.write((tx) => reviewTrend(tx, null, { kind: 'tag', key: String(id), allowed }))
  await review(false)
  assert.deepEqual(await tagNames(), [])
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await server.house.write((tx) => changeSettings(tx, { trendableByDefault: false }))
  await review(true)
  await refresh()
  assert.deepEqual(await tagNames(), ['regatta'])
  await server.house.write((tx) => tx.db.deleteFrom('trend_reviews').execute())
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await server.house.write((tx) => changeSettings(tx, { trendableByDefault: true, trends: false }))
  await refresh()
  assert.deepEqual(await tagNames(), [])
  await server.house.write((tx) => changeSettings(tx, { trends: true }))
  await refresh()
  assert.deepEqual(await tagNames(), ['regatta'])
})

const likedBy = (count: number, id: number) => byEach(count, ({ accountId }) => server.house.write((tx) => favourite(tx, accountId, id)))
const shownPosts = async (token?: string) => (await seen<Status>('statuses', token)).map((status) => status.content.replaceAll(/<[^>]+>/g, ''))

test('a post trends once five people favourited or boosted it; who did both counts once', async () => {
  const author = person(6).accountId
  const twice = await posts(server.house, author, 'twice by four')
  await likedBy(4, twice)
  for (const { accountId } of people.slice(0, 4)) await boosts(server.house, accountId, twice)
  const good = await posts(server.house, author, 'good', { language: 'en' })
  await likedBy(6, good)
  await refresh()
  assert.deepEqual(await shownPosts(), ['good'])
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ created_at: tx.now - 2 * DAY_MS }).where('id', '=', good).execute())
  await refresh()
  assert.deepEqual(await shownPosts(), [])
})

test('no replies, nothing sensitive or behind a warning, nobody who does not want to be found', async () => {
  await server.house.write((tx) => tx.db.deleteFrom('trends').where('kind', '=', 'status').execute())
  const author = person(6).accountId
  const first = await posts(server.house, author, 'first', { language: 'en' })
  const other = await posts(server.house, person(5).accountId, 'hidden one', { language: 'en' })
  const never = [await posts(server.house, author, 'reply', { inReplyToId: first }), await posts(server.house, author, 'quiet', { visibility: 'unlisted' }), await posts(server.house, author, 'hot')]
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ sensitive: 1 }).where('id', '=', never[2] ?? 0).execute())
  for (const id of [first, other, ...never]) await likedBy(5, id)
  await refresh()
  assert.deepEqual(new Set(await shownPosts()), new Set(['first', 'hidden one']))
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ discoverable: 0 }).where('id', '=', person(5).accountId).execute())
  assert.deepEqual(await shownPosts(), ['first'])
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ discoverable: 1 }).where('id', '=', person(5).accountId).execute())
})

test('a reader’s languages come first, and nobody they block is there; pages go by offset', async () => {
  const french = await posts(server.house, person(4).accountId, 'français', { language: 'fr' })
  await likedBy(5, french)
  await likedBy(7, (await server.house.db.selectFrom('statuses').select('id').where('content', '=', '<p>first</p>').executeTakeFirstOrThrow()).id)
  await refresh()
  const ann = person(0)
  assert.equal((await shownPosts(ann.token))[0], 'first')
  await server.house.write((tx) => changeUserSettings(tx, ann.userId, { chosen_languages: ['fr'] }))
  assert.equal((await shownPosts(ann.token))[0], 'français')
  await server.house.write((tx) => block(tx, ann.accountId, person(6).accountId))
  assert.deepEqual(await shownPosts(ann.token), ['français', 'hidden one'])
  const { body, headers } = await server.call<Status[]>('GET', '/api/v1/trends/statuses', { query: { limit: 1, offset: 1 } })
  assert.equal(body.length, 1)
  assert.match(headers.get('link') ?? '', /offset=2>; rel="next".*offset=0>; rel="prev"/)
  await server.house.write((tx) => deleteStatus(tx, french))
  assert.ok(!(await shownPosts()).includes('français'))
})

test('an article trends once five people posted or boosted it, and then has a timeline', async () => {
  const url = 'https://paper.example/storm'
  const details = { type: 'link', title: 'Storm', description: 'A storm', authorName: '', authorUrl: '', providerName: 'Paper', providerUrl: '', html: '', width: 0, height: 0, embedUrl: '', imageDescription: '', blurhash: null, publishedAt: null, isArticle: true }
  await server.house.write((tx) => tx.db.insertInto('preview_cards').values({
    id: tx.id(), url, host: 'paper.example', state: 'ready', details: JSON.stringify(details), image_url: 'https://paper.example/a.png', fetched_at: tx.now, created_at: tx.now, language: 'en',
  }).execute())
  const ids: number[] = []
  await byEach(4, async ({ accountId }, index) => {
    ids.push(await posts(server.house, accountId, `<a href="${url}">${index}</a>`))
  })
  await posts(server.house, person(1).accountId, `<a href="${url}">again</a>`)
  await refresh()
  assert.deepEqual(await seen('links'), [])
  const timeline = (token?: string) => server.call<Status[]>('GET', '/api/v1/timelines/link', { query: { url }, token })
  assert.equal((await timeline()).status, 404)
  await boosts(server.house, person(5).accountId, ids[0] ?? 0)
  await refresh()
  const [link] = await seen<TrendsLink>('links')
  assert.deepEqual([link?.url, link?.title, link?.history.length, link?.history[0]?.accounts, link?.history[0]?.uses], [url, 'Storm', 7, '5', '6'])
  const { body } = await timeline()
  assert.equal(body.length, 5)
  assert.ok(body.every((status) => status.card?.url === url))
  assert.equal((await server.call<Status[]>('GET', '/api/v1/timelines/link', { query: { url, limit: 2, min_id: String(ids[0]) } })).body.at(-1)?.id, String(ids[1]))
  assert.equal((await timeline(person(0).token)).body.length, 5)
  await server.house.write((tx) => block(tx, person(0).accountId, person(1).accountId))
  assert.equal((await timeline(person(0).token)).body.length, 3)
  await server.house.write((tx) => reviewTrend(tx, null, { kind: 'provider', key: 'paper.example', allowed: false }))
  await refresh()
  assert.deepEqual([(await seen('links')).length, (await timeline()).status], [0, 404])
})
