// Move as another server sends it: believed only from the old account, and only where the new one names it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findByUri } from '#domain/accounts/queries.ts'
import { actorUri } from '#domain/addresses.ts'
import { startPeer, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let ada: Member
let count = 0

before(async () => {
  server = await startTestServer()
  peer = await startPeer('127.0.0.2')
  ada = await server.member('ada')
})
after(async () => {
  await server.remove()
  await peer.close()
})

async function arrives(actor: PeerActor, activity: unknown): Promise<void> {
  const answer = await peer.send(actor, activity, `${server.url}/inbox`)
  assert.equal(answer.status, 202, answer.text)
  await server.idle()
}

/** Somebody whom Ada follows, and another account that names them, or not. */
async function pair({ names = true } = {}): Promise<{ old: PeerActor; next: PeerActor; id: string }> {
  const name = `p${++count}`
  const old = peer.actor(name)
  const next = peer.actor(`${name}new`, names ? { alsoKnownAs: [old.uri] } : {})
  const found = await server.call<{ accounts: { id: string }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: `@${name}@${peer.host}`, resolve: true, type: 'accounts' } })
  const id = found.body.accounts[0]?.id
  assert.ok(id, found.text)
  await server.call('POST', `/api/v1/accounts/${id}/follow`, { token: ada.token })
  await arrives(old, old.act('Accept', { type: 'Follow', actor: actorUri(server.house.config, ada.accountId), object: old.uri }))
  return { old, next, id }
}

const follows = () => peer.received.filter((one) => one['type'] === 'Follow').map((one) => one['object'])
const movedTo = async (id: string) =>
  (await server.call<{ moved?: { acct: string } | null }>('GET', `/api/v1/accounts/${id}`, { token: ada.token })).body.moved?.acct ?? null
const marks = async (id: string | number) =>
  (await server.call<{ following: boolean; requested: boolean }[]>('GET', '/api/v1/accounts/relationships', { token: ada.token, query: { id: [String(id)] } })).body[0]

test('Move: followers ask the new account, and let go of the old one once it agrees', async () => {
  const { old, next, id } = await pair()
  await arrives(old, old.act('Move', old.uri, { target: next.uri }))
  assert.equal(await movedTo(id), `${next.name}@${peer.host}`)
  assert.ok(follows().includes(next.uri))
  const there = (await findByUri(server.house.db, next.uri))?.id ?? 0
  assert.deepEqual([(await marks(id))?.following, (await marks(there))?.requested], [true, true])
  await arrives(next, next.act('Accept', { type: 'Follow', actor: actorUri(server.house.config, ada.accountId), object: next.uri }))
  assert.deepEqual([(await marks(id))?.following, (await marks(there))?.following], [false, true])
  assert.ok(peer.received.some((one) => one['type'] === 'Undo' && (one['object'] as { object?: unknown }).object === old.uri))
})

test('Move: an account that does not name the old one takes nobody', async () => {
  const { old, next, id } = await pair({ names: false })
  await arrives(old, old.act('Move', old.uri, { target: next.uri }))
  assert.deepEqual([await movedTo(id), (await marks(id))?.following, follows().includes(next.uri)], [null, true, false])
})

test('Move: what the new account said earlier does not count, it is asked again', async () => {
  const { old, next, id } = await pair()
  await server.call('GET', '/api/v2/search', { token: ada.token, query: { q: `@${next.name}@${peer.host}`, resolve: true, type: 'accounts' } })
  peer.actor(next.name)
  await arrives(old, old.act('Move', old.uri, { target: next.uri }))
  assert.deepEqual([await movedTo(id), follows().includes(next.uri)], [null, false])
})

test('Move: nobody is moved by somebody else', async () => {
  const { old, next, id } = await pair()
  await arrives(next, next.act('Move', old.uri, { target: next.uri }))
  const eve = peer.actor('eve')
  await arrives(eve, eve.act('Move', old.uri, { target: next.uri }))
  const forged = await peer.send(eve, old.act('Move', old.uri, { target: next.uri }), `${server.url}/inbox`)
  await server.idle()
  assert.ok(forged.status === 401 || forged.status === 202)
  assert.deepEqual([await movedTo(id), follows().includes(next.uri)], [null, false])
})

test('Move: told twice, members ask once', async () => {
  const { old, next } = await pair()
  for (let time = 0; time < 2; time++) await arrives(old, old.act('Move', old.uri, { target: next.uri }))
  assert.equal(follows().filter((uri) => uri === next.uri).length, 1)
})

test('movedTo in a profile: shown where the other account names this one, though nobody here knew it; and taken back', async () => {
  const { old, next, id } = await pair()
  await arrives(old, old.act('Update', { ...old.document, movedTo: next.uri }))
  assert.equal(await movedTo(id), `${next.name}@${peer.host}`)
  assert.equal((await marks(id))?.following, true, 'a redirect moves nobody')
  await arrives(old, old.act('Update', old.document))
  assert.equal(await movedTo(id), null)
  const { old: liar, next: other, id: liarId } = await pair({ names: false })
  await arrives(liar, liar.act('Update', { ...liar.document, movedTo: other.uri }))
  assert.equal(await movedTo(liarId), null)
  const to = actorUri(server.house.config, ada.accountId)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ also_known_as: JSON.stringify([old.uri]) }).where('id', '=', ada.accountId).execute())
  await arrives(old, old.act('Update', { ...old.document, movedTo: to }))
  assert.equal(await movedTo(id), 'ada')
})

test('two accounts that say they moved to each other are read all the same', async () => {
  const [one, other] = [`${peer.origin}/users/yin`, `${peer.origin}/users/yang`]
  peer.actor('yin', { movedTo: other, alsoKnownAs: [other] })
  peer.actor('yang', { movedTo: one, alsoKnownAs: [one] })
  const found = await server.call<{ accounts: { moved?: { acct: string } }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: `@yin@${peer.host}`, resolve: true, type: 'accounts' } })
  assert.equal(found.body.accounts[0]?.moved?.acct, `yang@${peer.host}`)
})
