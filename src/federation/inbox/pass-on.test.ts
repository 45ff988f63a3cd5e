// Inbox forwarding: answers to our threads reach our followers elsewhere as their author signed them; and what we write
// ourselves is signed so that others may pass it on.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { signLinkedData, verifyLinkedData } from '#federation/proofs/linked-data.ts'
import { readPrivateKey, readPublicKey } from '#federation/signatures/keys.ts'
import { startPeer, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let other: SimulatedPeer
let ada: Member
let zoe: PeerActor
let fan: PeerActor

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  other = await startPeer('127.0.0.3')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  fan = other.actor('fan')
  for (const [from, actor] of [[peer, zoe], [other, fan]] as const) await from.send(actor, actor.act('Follow', uriOf(ada)), `${server.url}/inbox`)
  await server.idle()
})
after(async () => {
  await server.remove()
  await peer.close()
  await other.close()
})
beforeEach(() => {
  peer.received.length = 0
  other.received.length = 0
})

const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)

async function post(form: Record<string, string>): Promise<{ id: string; uri: string }> {
  const { body } = await server.call<{ id: string; uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form })
  await server.idle()
  other.received.length = 0
  return body
}

async function signed(activity: Doc): Promise<Doc> {
  return signLinkedData(activity, { keyId: zoe.keyId, privateKey: readPrivateKey(zoe.keys.privatePem) }, Date.now())
}

async function sends(activity: Doc): Promise<void> {
  assert.equal((await peer.send(zoe, activity, `${server.url}/inbox`)).status, 202)
  await server.idle()
}

test('an answer, its edit and its deletion reach the followers of who is answered, to the letter, and not its own server', async () => {
  const thread = await post({ status: 'a thread' })
  const note = zoe.note({ inReplyTo: thread.uri })
  const create = await signed(zoe.create(note))
  const update = await signed(zoe.act('Update', { ...note, content: '<p>edited</p>', updated: new Date(Date.now() + 1000).toISOString() }))
  const deletion = await signed(zoe.act('Delete', { id: note.id, type: 'Tombstone' }))
  for (const activity of [create, update, deletion]) {
    await sends(activity)
    assert.deepEqual(other.received.splice(0), [activity])
  }
  assert.deepEqual(peer.received.filter((one) => one['actor'] === zoe.uri), [])
})

test('what a member boosted is kept up to date for those who saw the boost', async () => {
  const note = zoe.note({ tag: [{ type: 'Mention', href: uriOf(ada) }] })
  await sends(zoe.create(note))
  const row = await server.house.db.selectFrom('statuses').select('id').where('uri', '=', note.id).executeTakeFirstOrThrow()
  await server.call('POST', `/api/v1/statuses/${row.id}/reblog`, { token: ada.token })
  await server.idle()
  other.received.length = 0
  const deletion = await signed(zoe.act('Delete', { id: note.id, type: 'Tombstone' }))
  await sends(deletion)
  assert.deepEqual(other.received.filter((one) => one['actor'] === zoe.uri), [deletion])
})

test('nothing is passed on that proves nothing, is not for everybody, answers what is not, or answers nobody here', async () => {
  const thread = await post({ status: 'a thread' })
  const closed = await post({ status: 'for followers', visibility: 'private' })
  const followers = `${zoe.uri}/followers`
  await sends(zoe.create(zoe.note({ inReplyTo: thread.uri })))
  await sends(await signed(zoe.create(zoe.note({ inReplyTo: thread.uri, to: [followers], cc: [uriOf(ada)] }))))
  await sends(await signed(zoe.create(zoe.note({ inReplyTo: thread.uri, to: [uriOf(ada)], cc: [] }))))
  await sends(await signed(zoe.create(zoe.note({ inReplyTo: closed.uri }))))
  await sends(await signed(zoe.create(zoe.note({ tag: [{ type: 'Mention', href: uriOf(ada) }] }))))
  assert.deepEqual(other.received, [])
})

test('what is repeated is passed on once', async () => {
  const thread = await post({ status: 'a thread' })
  const create = await signed(zoe.create(zoe.note({ inReplyTo: thread.uri })))
  await sends(create)
  await sends({ ...create, id: `${String(create['id'])}-again` })
  assert.equal(other.received.length, 1)
})

test('our own public posts, edits, boosts and deletions carry a signature that proves them; private ones do not', async () => {
  const poll = { status: 'a #signed poll for @ada', language: 'en', 'poll[options][0]': 'yes', 'poll[options][1]': 'no', 'poll[expires_in]': '3600' }
  assert.equal((await server.call('POST', '/api/v1/statuses', { token: ada.token, form: poll })).status, 200)
  const plain = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'plain', spoiler_text: 'careful' } })
  await server.call('PUT', `/api/v1/statuses/${plain.body.id}`, { token: ada.token, form: { status: 'edited' } })
  await server.call('POST', `/api/v1/statuses/${plain.body.id}/reblog`, { token: ada.token })
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, form: { display_name: 'Ada' } })
  await server.idle()
  await server.call('DELETE', `/api/v1/statuses/${plain.body.id}`, { token: ada.token })
  await server.call('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'for followers', visibility: 'private' } })
  await server.idle()
  const { public_key: pem } = await server.house.db.selectFrom('account_keys').select('public_key').where('account_id', '=', ada.accountId).executeTakeFirstOrThrow()
  const read = readPublicKey(pem)
  assert.ok(read.ok)
  const kinds = new Set<string>()
  for (const activity of other.received) {
    const open = JSON.stringify([activity['to'], activity['cc']]).includes('#Public')
    assert.equal(activity['signature'] !== undefined, open, JSON.stringify(activity))
    if (!open) continue
    kinds.add(String(activity['type']))
    assert.ok(await verifyLinkedData(activity, read.key), JSON.stringify(activity))
    assert.equal(await verifyLinkedData({ ...activity, actor: zoe.uri }, read.key), null)
  }
  for (const kind of ['Create', 'Update', 'Announce', 'Delete']) assert.ok(kinds.has(kind), kind)
})
