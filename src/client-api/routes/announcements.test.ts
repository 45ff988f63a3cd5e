// Announcements: published, scheduled, over, removed; read and answered by members; heard by open streams.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { announce, removeAnnouncement } from '#domain/announcements/announce.ts'
import type { Announcement } from '#entities/announcement.ts'
import { showAnnouncements } from '#entities/announcement.ts'
import { checkEntities, checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { appOn } from '#test/support/app.ts'
import { countingReader } from '#test/support/count-statements.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openSocket } from '#test/support/streams.ts'

const contract = loadContract()
let server: TestServer
let alice: Member
let bob: Member
const { as, post } = appOn(() => server)
const tell = (told: Parameters<typeof announce>[1]) => server.house.write((tx) => announce(tx, told))
const list = async (who: Member) => (await as<Announcement[]>(who, 'GET', '/announcements')).body
const one = async (who: Member, id: number) => (await list(who)).find((each) => each.id === String(id))

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
  await server.house.write((tx) => tx.db.insertInto('custom_emojis').values([
    { id: 4, shortcode: 'wave', emoji_key: 'wave', file_key: 'emojis/wave.png', updated_at: 0 },
    { id: 5, shortcode: 'far', host: 'peer.example', emoji_key: 'far@peer.example', remote_url: 'https://peer.example/far.png', updated_at: 0 },
  ]).execute())
})
after(() => server.remove())

test('an announcement says whom and what it names, and whether one has read it', async () => {
  const linked = await post(alice, 'the plan')
  const secret = await post(alice, 'secret', { visibility: 'private' })
  const { origin } = server.house.config
  const id = await tell({ text: `Meet @alice :wave: #Party <b> ${origin}/@alice/${linked.id} ${origin}/@alice/${secret.id}` })
  const told = await one(bob, id)
  assert.deepEqual(checkEntities(contract, 'Announcement', await list(bob), 'Announcement').violations, [])
  assert.match(told?.content ?? '', /class="u-url mention">@<span>alice<\/span>/)
  assert.match(told?.content ?? '', /&lt;b&gt;/)
  assert.deepEqual(told?.mentions.map((each) => each.acct), ['alice'])
  assert.deepEqual(told?.statuses, [{ id: linked.id, url: `${origin}/@alice/${linked.id}` }])
  assert.deepEqual(told?.tags, [{ name: 'party', url: `${origin}/tags/party` }])
  assert.deepEqual(told?.emojis.map((each) => each.shortcode), ['wave'])
  assert.equal(told?.read, false)
  assert.equal((await as(bob, 'POST', `/announcements/${id}/dismiss`)).status, 200)
  assert.equal((await as(bob, 'POST', `/announcements/${id}/dismiss`)).status, 200)
  assert.deepEqual([(await one(bob, id))?.read, (await one(alice, id))?.read], [true, false])
  assert.equal((await as(bob, 'POST', '/announcements/123/dismiss')).status, 404)
})

test('eight different emojis answer an announcement, characters and the community\'s own', async () => {
  const id = await tell({ text: 'Cake!' })
  const react = (who: Member, name: string, method = 'PUT') => as<{ error: string }>(who, method, `/announcements/${id}/reactions/${encodeURIComponent(name)}`)
  for (const name of ['🎂', 'wave', '❤']) assert.equal((await react(alice, name)).status, 200, name)
  assert.equal((await react(bob, '🎂')).status, 200)
  assert.equal((await react(bob, '🎂')).status, 200)
  for (const wrong of ['cake', 'far@peer.example', '🎂🎂', 'nowave']) assert.equal((await react(bob, wrong)).status, 422, wrong)
  const [cake, wave] = (await one(bob, id))?.reactions ?? []
  assert.deepEqual(cake, { name: '🎂', count: 2, me: true })
  assert.deepEqual([wave?.name, wave?.count, wave?.me, wave?.url], ['wave', 1, false, `${server.house.config.origin}/files/emojis/wave.png`])
  for (const name of ['😀', '😁', '😂', '🤣', '😃']) assert.equal((await react(bob, name)).status, 200)
  assert.equal((await react(bob, '😄')).status, 422)
  assert.equal((await react(alice, '😀')).status, 200, 'a kind that is there already')
  assert.equal((await react(bob, 'wave', 'DELETE')).status, 404, 'another\'s')
  assert.equal((await react(bob, '🎂', 'DELETE')).status, 200)
  assert.deepEqual((await one(bob, id))?.reactions[0], { name: '🎂', count: 1, me: false })
})

test('what is scheduled waits, what is over goes, and its dates must make sense', async () => {
  const now = Date.now()
  const waiting = await tell({ text: 'later', publishAt: now + 3_600_000 })
  assert.equal(await one(alice, waiting), undefined)
  assert.equal((await as(alice, 'PUT', `/announcements/${waiting}/reactions/${encodeURIComponent('🎂')}`)).status, 404)
  const soon = await tell({ text: 'soon', publishAt: now + 300 })
  const short = await tell({ text: 'short', startsAt: now - 1000, endsAt: now + 400 })
  const wholeDay = await tell({ text: 'today', startsAt: now - 1000, endsAt: now, allDay: true })
  assert.ok(await one(alice, short))
  await new Promise((resolve) => { setTimeout(resolve, 600) })
  for (let tries = 0; tries < 60 && !(await one(alice, soon)); tries++) await new Promise((resolve) => { setTimeout(resolve, 100) })
  await server.idle()
  assert.ok(await one(alice, soon))
  for (let tries = 0; tries < 60 && await one(alice, short); tries++) await new Promise((resolve) => { setTimeout(resolve, 100) })
  assert.equal(await one(alice, short), undefined)
  assert.equal((await one(alice, wholeDay))?.all_day, true)
  for (const wrong of [{ text: ' ' }, { text: 'x', endsAt: 1 }, { text: 'x', startsAt: 1 }, { text: 'x', startsAt: 2, endsAt: 1 }]) await assert.rejects(tell(wrong), /Validation failed/)
})

test('open streams hear of it, of reactions and of its end', async () => {
  const socket = await openSocket(server.url, { access_token: bob.token, stream: 'user' })
  const publicOnly = await openSocket(server.url, { access_token: bob.token, stream: 'public' })
  const id = await tell({ text: 'Hear, hear' })
  const heard = await socket.until((message) => message.event === 'announcement')
  const payload = JSON.parse(heard.payload) as Announcement
  assert.deepEqual(checkEntity(contract, 'Announcement', payload, 'Announcement').violations, [])
  assert.deepEqual([heard.stream, payload.id, 'read' in payload], [['user'], String(id), false])
  await as(alice, 'PUT', `/announcements/${id}/reactions/wave`)
  const reaction = JSON.parse((await socket.until((message) => message.event === 'announcement.reaction')).payload) as Record<string, unknown>
  assert.deepEqual([reaction['name'], reaction['count'], reaction['announcement_id']], ['wave', 1, String(id)])
  await as(alice, 'DELETE', `/announcements/${id}/reactions/wave`)
  await socket.until((message) => message.event === 'announcement.reaction' && (JSON.parse(message.payload) as { count: number }).count === 0)
  await server.house.write((tx) => removeAnnouncement(tx, id))
  assert.equal((await socket.until((message) => message.event === 'announcement.delete')).payload, String(id))
  assert.deepEqual(publicOnly.heard, [])
  assert.equal(await one(bob, id), undefined)
  socket.close()
  publicOnly.close()
})

test('as many statements for one as for many', async () => {
  const ids: number[] = []
  for (let n = 0; n < 20; n++) ids.push(await tell({ text: `Number ${n} @alice :wave:` }))
  for (const id of ids) await as(alice, 'PUT', `/announcements/${id}/reactions/wave`)
  const statements = async (some: number[]) => {
    const { db, count } = countingReader(server.house)
    assert.equal((await showAnnouncements({ db, config: server.house.config }, alice.accountId, some)).length, some.length)
    return count()
  }
  assert.equal(await statements(ids), await statements(ids.slice(0, 1)))
})
