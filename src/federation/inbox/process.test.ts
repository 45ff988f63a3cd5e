// The job behind the door: what is tried again, what is dropped, and in which order things about one object happen.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { peerByUri } from '#domain/accounts/peers.ts'
import { actorUri, statusUri } from '#domain/addresses.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { forgetSeen, markSeen } from '#domain/peers/seen.ts'
import { newKeys, PUBLIC, startPeer, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import { freePort } from '#test/support/free-port.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { Unreachable } from './arrival.ts'
import { inTurn } from './in-turn.ts'
import { processDelivered } from './process.ts'

let server: TestServer
let peer: SimulatedPeer
let ada: Member
let zoe: PeerActor
let zoeId: number

before(async () => {
  server = await startTestServer()
  peer = await startPeer('127.0.0.2')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  await peer.send(zoe, zoe.act('Follow', actorUri(server.house.config, ada.accountId)), `${server.url}/inbox`)
  await server.idle()
  zoeId = (await peerByUri(server.house.db, zoe.uri))?.id ?? 0
  await server.house.write(async (tx) => {
    await follow(tx, ada.accountId, zoeId)
    await acceptFollowFrom(tx, zoeId, ada.accountId)
  })
})
after(async () => {
  await server.remove()
  await peer.close()
})

const process = (activity: Record<string, unknown>, attempts = 1) =>
  processDelivered(server.house, { signer: zoeId, deliveredTo: null, activity }, attempts)

test('what cannot be reached is tried again, and given up in the end', async () => {
  const nowhere = `http://127.0.0.4:${await freePort('127.0.0.4')}/note`
  const boost = zoe.act('Announce', nowhere, { to: [PUBLIC] })
  await assert.rejects(process(boost), Unreachable)
  await process(boost, 7)
})

test('what is refused is dropped at once, also when it comes as a job', async () => {
  await process(zoe.act('Follow', `${server.house.config.origin}/ap/users/999999`))
  await process(zoe.act('Like', `${peer.origin}/nothing`))
  await process({ type: 'Create' })
  await processDelivered(server.house, { signer: 424242, deliveredTo: null, activity: zoe.act('Like', 'x') }, 1)
  const jobs = await server.house.db.selectFrom('jobs').select('id').where('kind', '=', 'inbox.process').execute()
  assert.deepEqual(jobs, [])
})

test('an edit waits for the post that is still looking up whom it mentions', async () => {
  const slow = peer.actor('slow')
  peer.serve(slow.uri, slow.document, { delayMs: 300 })
  const note = zoe.note({ published: '2026-01-01T00:00:00Z', tag: [{ type: 'Mention', href: slow.uri }] })
  const create = process(zoe.create(note))
  const update = process(zoe.act('Update', { ...note, content: '<p>edited</p>', updated: '2026-01-02T00:00:00Z' }))
  await Promise.all([create, update])
  const row = await server.house.db.selectFrom('statuses').select('content').where('uri', '=', note.id).executeTakeFirst()
  assert.equal(row?.content, '<p>edited</p>')
})

test('two posts of one author keep their order, though the first still looks up whom it mentions; others are not held up', async () => {
  const slow = peer.actor('slower')
  peer.serve(slow.uri, slow.document, { delayMs: 300 })
  const ended: string[] = []
  const yann = peer.actor('yann')
  await peer.send(yann, yann.act('Follow', actorUri(server.house.config, ada.accountId)), `${server.url}/inbox`)
  const yannId = (await peerByUri(server.house.db, yann.uri))?.id ?? 0
  const [first, second] = [zoe.note({ tag: [{ type: 'Mention', href: slow.uri }] }), zoe.note()]
  const send = (name: string, work: Promise<void>) => work.then(() => { ended.push(name) })
  await Promise.all([
    send('first', process(zoe.create(first))), send('second', process(zoe.create(second))),
    send('other', processDelivered(server.house, { signer: yannId, deliveredTo: null, activity: yann.create(yann.note()) }, 1)),
  ])
  const rows = await server.house.db.selectFrom('statuses').select('uri').where('uri', 'in', [first.id, second.id]).orderBy('id').execute()
  assert.deepEqual(rows.map((row) => row.uri), [first.id, second.id])
  assert.equal(ended[0], 'other')
})

test('a deletion that overtakes its post in the queue wins', async () => {
  const note = zoe.note()
  await Promise.all([process(zoe.act('Delete', note.id)), process(zoe.create(note))])
  assert.equal(await server.house.db.selectFrom('statuses').select('id').where('uri', '=', note.id).executeTakeFirst(), undefined)
})

test('one after the other about one thing, side by side about others, and a failure holds nobody up', async () => {
  const said: string[] = []
  const say = (word: string, ms: number) => async () => {
    await sleep(ms)
    said.push(word)
  }
  const failing = inTurn(server.house, 'a', async () => { await sleep(20); throw new Error('no') })
  await Promise.all([assert.rejects(failing), inTurn(server.house, 'a', say('a2', 1)), inTurn(server.house, 'b', say('b', 5)), inTurn(server.house, null, say('free', 1))])
  assert.deepEqual(said, ['free', 'b', 'a2'])
})

test('a followers-only post is shown to a signed request of a follower, and to nobody else', async () => {
  const posted = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'for followers', visibility: 'private' } })
  const url = statusUri(server.house.config, ada.accountId, Number(posted.body.id))
  const stranger = peer.actor('stranger')
  assert.equal((await peer.get(zoe, url)).status, 200)
  assert.equal((await peer.get(stranger, url)).status, 404)
  assert.equal((await peer.get({ ...stranger, keyId: zoe.keyId, keys: newKeys() }, url)).status, 404)
})

test('what was seen is forgotten after three days', async () => {
  await server.house.write((tx) => markSeen(tx, ['old']))
  await server.house.write((tx) => tx.db.updateTable('seen_activities').set({ at: tx.now - 4 * 86_400_000 }).where('uri', '=', 'old').execute())
  await server.house.write((tx) => markSeen(tx, ['new']))
  await forgetSeen(server.house)
  const left = (await server.house.db.selectFrom('seen_activities').select('uri').execute()).map((row) => row.uri)
  assert.ok(left.includes('new') && !left.includes('old'))
})
