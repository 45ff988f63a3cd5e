// Followers synchronisation (FEP-8fcf), both ways.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { follow } from '#domain/relationships/follow.ts'
import { findByUri } from '#domain/accounts/queries.ts'
import { memberFollowers } from '#domain/peers/follower-sync.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { startPeer, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let other: SimulatedPeer
let ada: Member
let bea: Member

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  other = await startPeer('127.0.0.3')
  ada = await server.member('ada')
  bea = await server.member('bea')
})
after(async () => {
  await server.remove()
  await peer.close()
  await other.close()
})
beforeEach(() => { for (const one of [peer, other]) one.seen.length = one.received.length = 0 })

const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)

/** The digest as the proposal defines it: hashes laid over each other bit by bit. */
const digestOf = (uris: readonly string[]) => uris.map((uri) => BigInt(`0x${createHash('sha256').update(uri).digest('hex')}`))
  .reduce((sum, one) => sum ^ one, 0n).toString(16).padStart(64, '0')

/** Somebody on the peer whom both members follow, and their id here. */
async function followed(name: string): Promise<{ actor: PeerActor; id: number }> {
  const actor = peer.actor(name)
  await peer.send(actor, actor.act('Follow', uriOf(ada)), `${server.url}/inbox`)
  await server.idle()
  const id = (await findByUri(server.house.db, actor.uri))?.id ?? 0
  for (const member of [ada, bea]) {
    await server.house.write(async (tx) => {
      await follow(tx, member.accountId, id)
      await acceptFollowFrom(tx, id, member.accountId)
    })
  }
  await server.idle()
  peer.seen.length = peer.received.length = 0
  assert.equal((await memberFollowers(server.house.db, id)).length, 2)
  return { actor, id }
}

/** Sends anything with the header; `changes` replace its parts. */
async function tells(actor: PeerActor, known: readonly string[], changes: Record<string, string> = {}): Promise<void> {
  const parts = { collectionId: `${actor.uri}/followers`, url: `${actor.uri}/sync`, digest: digestOf(known), ...changes }
  const header = Object.entries(parts).map(([name, value]) => `${name}="${value}"`).join(', ')
  const { status } = await peer.send(actor, actor.create(actor.note()), `${server.url}/inbox`, { headers: { 'collection-synchronization': header } })
  assert.equal(status, 202)
  await server.idle()
}

const list = (actor: PeerActor, items: readonly string[], more: Doc = {}) =>
  peer.serve(`${actor.uri}/sync`, { id: `${actor.uri}/sync`, type: 'OrderedCollection', orderedItems: items, ...more })
const isAsked = (actor: PeerActor) => peer.seen.some((one) => `${peer.origin}${one.url}` === `${actor.uri}/sync`)

test('a follow that its server does not know is ended, and no other', async () => {
  const { actor, id } = await followed('zoe')
  const yan = await followed('yan')
  list(actor, [uriOf(bea), 'https://elsewhere.example/users/somebody'])
  await tells(actor, [uriOf(bea)])
  assert.deepEqual(await memberFollowers(server.house.db, id), [bea.accountId])
  assert.equal((await memberFollowers(server.house.db, yan.id)).length, 2)
})

test('nobody is asked while both sides agree', async () => {
  const { actor, id } = await followed('una')
  list(actor, [])
  await tells(actor, [uriOf(bea), uriOf(ada)])
  assert.deepEqual([isAsked(actor), (await memberFollowers(server.house.db, id)).length], [false, 2])
})

test('a list that is not whole, not there, or somewhere else ends nothing', async () => {
  for (const [name, serve] of [
    ['tom', (actor: PeerActor) => peer.serve(`${actor.uri}/sync`, {}, { status: 404 })],
    ['tim', (actor: PeerActor) => peer.serve(`${actor.uri}/sync`, { id: `${actor.uri}/sync`, type: 'OrderedCollection', totalItems: 1 })],
    ['tam', (actor: PeerActor) => list(actor, [], { next: `${actor.uri}/sync-2` })],
    ['tum', (actor: PeerActor) => list(actor, [], { next: `${actor.uri}/sync` })],
    ['tem', (actor: PeerActor) => list(actor, [], { first: `${other.origin}/list` })],
    ['tym', (actor: PeerActor) => peer.serve(`${actor.uri}/sync`, { id: `${actor.uri}/sync`, type: 'Note', items: [] })],
    ['tjm', (actor: PeerActor) => list(actor, [7 as unknown as string])],
  ] as const) {
    const { actor, id } = await followed(name)
    serve(actor)
    await tells(actor, [])
    assert.deepEqual([isAsked(actor), (await memberFollowers(server.house.db, id)).length], [true, 2], name)
  }
})

test('a header about somebody else\'s followers, another server, or nothing is passed over', async () => {
  const victim = await followed('vic')
  const { actor, id } = await followed('ulf')
  list(actor, [])
  list(victim.actor, [])
  const elsewhere = other.serve('/sync', { id: `${other.origin}/sync`, type: 'OrderedCollection', orderedItems: [] })
  const wrong: Record<string, string>[] = [
    { collectionId: `${victim.actor.uri}/followers`, url: `${victim.actor.uri}/sync` }, { url: elsewhere }, { digest: 'x' }, { digest: '' }, { url: 'file:///etc/passwd' },
    { collectionId: '', digest: `${digestOf([])}", digest="${digestOf([])}` },
  ]
  for (const changes of wrong) await tells(actor, [], changes)
  assert.deepEqual([isAsked(actor), isAsked(victim.actor), other.seen.length], [false, false, 0])
  assert.equal((await memberFollowers(server.house.db, id)).length, 2)
  assert.equal((await memberFollowers(server.house.db, victim.id)).length, 2)
})

test('nobody makes us compare all the time', async () => {
  const { actor } = await followed('eve')
  list(actor, [uriOf(ada), uriOf(bea)])
  for (let time = 0; time < 3; time++) await tells(actor, [])
  assert.equal(peer.seen.filter((one) => `${peer.origin}${one.url}` === `${actor.uri}/sync`).length, 1)
})

test('ours: a post for followers tells who they are there, in the signature; a public one does not', async () => {
  const near = await server.member('ivy')
  const fans = [peer.actor('fan1'), peer.actor('fan2')]
  const far = other.actor('far')
  for (const fan of fans) await peer.send(fan, fan.act('Follow', uriOf(near)), `${server.url}/inbox`)
  await other.send(far, far.act('Follow', uriOf(near)), `${server.url}/inbox`)
  await server.idle()
  peer.seen.length = 0
  await server.call('POST', '/api/v1/statuses', { token: near.token, form: { status: 'for all' } })
  await server.idle()
  assert.deepEqual(peer.seen.map((one) => one.headers['collection-synchronization']), [undefined])
  await server.call('POST', '/api/v1/statuses', { token: near.token, form: { status: 'for followers', visibility: 'private' } })
  await server.idle()
  const { headers } = peer.seen.at(-1) ?? assert.fail()
  const url = `${uriOf(near)}/followers_synchronization`
  const digest = digestOf(fans.map((fan) => fan.uri))
  assert.equal(headers['collection-synchronization'], `collectionId="${uriOf(near)}/followers", url="${url}", digest="${digest}"`)
  assert.match(String(headers['signature']), /headers="[^"]*\bcollection-synchronization\b/)
  const [fan] = fans
  assert.ok(fan)
  const { status, text } = await peer.get(fan, url)
  assert.equal(status, 200)
  const { orderedItems } = JSON.parse(text) as { orderedItems: string[] }
  assert.equal(digestOf(orderedItems), digest)
  assert.deepEqual(orderedItems.toSorted(), fans.map((one) => one.uri))
  assert.equal((await fetch(url)).status, 401)
})
