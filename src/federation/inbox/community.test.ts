// Communities that pass on what others did in them: what follows from it, and what they cannot make anybody believe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { startPeer, PUBLIC, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let far: SimulatedPeer
let ada: Member
let knots: PeerActor
let lem: PeerActor

before(async () => {
  server = await startTestServer()
  ;[peer, far] = await Promise.all([startPeer('127.0.0.2'), startPeer('127.0.0.3')])
  ada = await server.member('ada')
  knots = peer.actor('knots', { type: 'Group' })
  lem = far.actor('lem')
  const found = await server.call<{ accounts: { id: string }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: `@knots@${peer.host}`, resolve: true } })
  await server.call('POST', `/api/v1/accounts/${found.body.accounts[0]?.id ?? ''}/follow`, { token: ada.token })
  await arrives(knots, knots.act('Accept', { type: 'Follow', actor: actorUri(server.house.config, ada.accountId), object: knots.uri }))
})
after(async () => {
  await server.remove()
  await Promise.all([peer.close(), far.close()])
})

async function arrives(from: PeerActor, activity: Doc): Promise<void> {
  assert.equal((await peer.send(from, activity, `${server.url}/inbox`)).status, 202)
  await server.idle()
}
const passOn = (inner: Doc, by = knots) => arrives(by, by.act('Announce', inner, { to: [PUBLIC], cc: [`${by.uri}/followers`] }))
const here = (uri: string) => server.house.db.selectFrom('statuses').select(['content', 'reblogs_count']).where('uri', '=', uri).executeTakeFirst()
const homeOf = async (member: Member) => (await server.call<{ reblog: { uri: string } | null }[]>('GET', '/api/v1/timelines/home', { token: member.token })).body.map((one) => one.reblog?.uri)

test('a new post in a followed community is a boost by it, once, whether told in a Create or by itself', async () => {
  const page = lem.note({ type: 'Page', name: 'A knot', audience: knots.uri })
  await passOn(lem.create(page))
  await arrives(knots, knots.act('Announce', page.id, { to: [PUBLIC] }))
  assert.deepEqual((await homeOf(ada)).filter((uri) => uri === page.id), [page.id])
  assert.equal((await here(page.id))?.reblogs_count, 1)
})

test('an answer in a thread that is known is kept, and no news', async () => {
  const page = lem.note({ type: 'Page', name: 'Asked' })
  await passOn(lem.create(page))
  const answer = lem.note({ inReplyTo: page.id })
  await passOn(lem.create(answer))
  assert.equal((await here(answer.id))?.reblogs_count, 0)
  const elsewhere = lem.note({ inReplyTo: `${far.origin}/unknown` })
  await passOn(lem.create(elsewhere))
  assert.equal(await here(elsewhere.id), undefined)
})

test('an edit and a deletion that it passes on are asked about at their origin', async () => {
  const note = lem.note({ content: '<p>First</p>' })
  await passOn(lem.create(note))
  const edited = { ...note, content: '<p>Second</p>', updated: new Date(Date.now() + 1000).toISOString() }
  await passOn(lem.act('Update', { ...edited, content: '<p>Forged</p>' }))
  assert.match((await here(note.id))?.content ?? '', /First/)
  const other = lem.note({ content: '<p>First</p>' })
  await passOn(lem.create(other))
  far.serve(other.id, { ...other, content: '<p>Second</p>', updated: edited.updated })
  await passOn(lem.act('Update', { ...other, content: '<p>Forged</p>', updated: edited.updated }))
  assert.match((await here(other.id))?.content ?? '', /Second/)
  await passOn(lem.act('Delete', note.id))
  assert.notEqual(await here(note.id), undefined, 'its own server still has it')
  far.serve(other.id, null, { status: 410 })
  await passOn(lem.act('Delete', other.id))
  assert.equal(await here(other.id), undefined)
})

test('what a community says of a post counts only as the post’s own server shows it', async () => {
  const note = lem.note({ content: '<p>Mine</p>' })
  await passOn(lem.create({ ...note, content: '<p>Forged</p>' }))
  assert.match((await here(note.id))?.content ?? '', /Mine/)
  const mute = knots.note({ attributedTo: lem.uri })
  await passOn(lem.create(mute))
  assert.equal(await here(mute.id), undefined, 'and never for an author of another server')
})

test('a community that nobody here follows is not listened to, and votes mean nothing', async () => {
  const strangers = peer.actor('strangers', { type: 'Group' })
  const note = lem.note()
  far.seen.length = 0
  await passOn(lem.create(note), strangers)
  await passOn(lem.act('Update', note), strangers)
  assert.equal(await here(note.id), undefined)
  assert.equal(far.seen.length, 0)
  await passOn(lem.create(note))
  await passOn(lem.act('Like', note.id))
  await passOn(lem.act('Dislike', note.id))
  assert.equal((await server.house.db.selectFrom('favourites').select('id').execute()).length, 0)
})
