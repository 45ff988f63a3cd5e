// What arrives before what it is about: in the end it is as if everything had come in its turn.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { peerByUri } from '#domain/accounts/peers.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { startPeer, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let ada: Member
let zoe: PeerActor

interface Status { id: string; uri: string; content: string; favourites_count: number; edited_at: string | null; in_reply_to_id: string | null; poll: { voters_count: number; expired: boolean } | null }

before(async () => {
  server = await startTestServer()
  peer = await startPeer('127.0.0.2')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  await arrives(zoe, zoe.act('Follow', adaUri()))
  const { house } = server
  const zoeId = (await peerByUri(house.db, zoe.uri))?.id ?? 0
  await house.write(async (tx) => {
    await follow(tx, ada.accountId, zoeId)
    await acceptFollowFrom(tx, zoeId, ada.accountId)
  })
})
after(async () => {
  await server.remove()
  await peer.close()
})

const adaUri = () => actorUri(server.house.config, ada.accountId)

async function arrives(actor: PeerActor, activity: unknown): Promise<void> {
  const answer = await peer.send(actor, activity, `${server.url}/inbox`)
  assert.equal(answer.status, 202, answer.text)
  await server.idle()
}

const post = async (status: string): Promise<Status> => (await server.call<Status>('POST', '/api/v1/statuses', { token: ada.token, form: { status } })).body

async function here(uri: string): Promise<Status> {
  const id = await findStatusByUri(server.house, uri)
  assert.ok(id, `${uri} is not here`)
  return (await server.call<Status>('GET', `/api/v1/statuses/${id}`, { token: ada.token })).body
}

const home = async (): Promise<string[]> => (await server.call<Status[]>('GET', '/api/v1/timelines/home', { token: ada.token })).body.map((one) => one.uri)

const followers = async (actor: PeerActor): Promise<number> => (await server.house.db.selectFrom('follows').innerJoin('accounts', 'accounts.id', 'follows.account_id')
  .select('follows.id').where('accounts.uri', '=', actor.uri).execute()).length

test('a favourite that was taken back before it came does not count, nor when it comes again', async () => {
  const mine = await post('liked')
  const like = zoe.act('Like', mine.uri)
  await arrives(zoe, zoe.act('Undo', like))
  await arrives(zoe, like)
  assert.equal((await here(mine.uri)).favourites_count, 0)
  await arrives(zoe, zoe.act('Like', mine.uri))
  assert.equal((await here(mine.uri)).favourites_count, 1, 'another one counts')
})

test('so with a follow and a block, and where only the id is named', async () => {
  const ida = peer.actor('ida')
  const following = ida.act('Follow', adaUri())
  await arrives(ida, ida.act('Undo', following))
  await arrives(ida, following)
  assert.equal(await followers(ida), 0)
  const again = ida.act('Follow', adaUri())
  await arrives(ida, ida.act('Undo', again.id))
  await arrives(ida, again)
  assert.equal(await followers(ida), 0)
  const blocking = ida.act('Block', adaUri())
  await arrives(ida, ida.act('Undo', blocking))
  await arrives(ida, blocking)
  await arrives(ida, ida.act('Follow', adaUri()))
  assert.equal(await followers(ida), 1)
})

test('an edit that overtakes its post brings it, and neither the post nor an older edit undoes it', async () => {
  const note = zoe.note({ published: '2026-01-01T00:00:00Z' })
  await arrives(zoe, zoe.act('Update', { ...note, content: '<p>Third thoughts</p>', updated: '2026-01-03T00:00:00Z' }))
  await arrives(zoe, zoe.act('Update', { ...note, content: '<p>Second thoughts</p>', updated: '2026-01-02T00:00:00Z' }))
  await arrives(zoe, zoe.create(note))
  const { content, edited_at } = await here(note.id)
  assert.match(content, /Third thoughts/)
  assert.equal(edited_at, '2026-01-03T00:00:00.000Z')
})

test('an edit of what nobody here cares about brings nothing', async () => {
  const stranger = peer.actor('stranger')
  const note = stranger.note()
  await arrives(stranger, stranger.act('Update', { ...note, updated: new Date().toISOString() }))
  assert.equal(await findStatusByUri(server.house, note.id), null)
})

test('an older profile changes nothing', async () => {
  const max = peer.actor('max')
  await arrives(max, max.act('Follow', adaUri()))
  await arrives(max, max.act('Update', { ...max.document, name: 'Newer', updated: '2026-01-02T00:00:00Z' }))
  await arrives(max, max.act('Update', { ...max.document, name: 'Older', updated: '2026-01-01T00:00:00Z' }))
  assert.equal((await server.house.db.selectFrom('accounts').select('display_name').where('uri', '=', max.uri).executeTakeFirstOrThrow()).display_name, 'Newer')
})

test('a poll never loses votes to older numbers, but ends when they say so', async () => {
  const option = (name: string, totalItems: number) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems } })
  const question = zoe.note({ type: 'Question', oneOf: [option('yes', 0), option('no', 0)], votersCount: 0, endTime: new Date(Date.now() + 3_600_000).toISOString() })
  await arrives(zoe, zoe.create(question))
  await arrives(zoe, zoe.act('Update', { ...question, oneOf: [option('yes', 3), option('no', 2)], votersCount: 5 }))
  await arrives(zoe, zoe.act('Update', { ...question, oneOf: [option('yes', 1), option('no', 0)], votersCount: 1, closed: new Date().toISOString() }))
  assert.equal((await here(question.id)).poll?.voters_count, 5)
  assert.equal((await here(question.id)).poll?.expired, true)
})

test('an answer that comes before what it answers is put into homes once it has its place', async () => {
  const above = zoe.note()
  peer.serve(above.id, null, { status: 503, body: '' })
  const answer = zoe.note({ inReplyTo: above.id })
  await arrives(zoe, zoe.create(answer))
  assert.ok(!(await home()).includes(answer.id), 'whom it answers is not known')
  await arrives(zoe, zoe.create(above))
  assert.equal((await here(answer.id)).in_reply_to_id, (await here(above.id)).id)
  assert.ok((await home()).includes(answer.id))
})

test('what was deleted before it came is not asked for when somebody boosts it', async () => {
  const note = zoe.note()
  await arrives(zoe, zoe.act('Delete', { id: note.id, type: 'Tombstone' }))
  const asked = peer.seen.length
  await arrives(zoe, zoe.act('Announce', note.id, { to: ['https://www.w3.org/ns/activitystreams#Public'] }))
  assert.equal(peer.seen.slice(asked).filter(({ url }) => note.id.endsWith(url)).length, 0)
  assert.equal(await findStatusByUri(server.house, note.id), null)
})
