// What belongs to others: their collections, boosts, consent and keys, and documents that mean something else to those who
// process JSON-LD.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { findByUri } from '#domain/accounts/queries.ts'
import { pinnedIds } from '#domain/interactions/pins-of.ts'
import { createBudget } from '#federation/resolve/budget.ts'
import { readCollection } from '#federation/resolve/collection.ts'
import { resolveStatus } from '#federation/resolve/resolve-status.ts'
import { newKeys, PUBLIC, startPeer, type Doc, type PeerActor, type SendOptions, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let other: SimulatedPeer
let ada: Member
let zoe: PeerActor
let yan: PeerActor

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  other = await startPeer('127.0.0.3')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  yan = other.actor('yan')
  await sends(peer, zoe, zoe.act('Follow', uriOf(ada)))
  await sends(other, yan, yan.act('Follow', uriOf(ada)))
})
after(async () => {
  await server.remove()
  await peer.close()
  await other.close()
})
beforeEach(() => {
  peer.seen.length = 0
  other.seen.length = 0
})

const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)
const idOfActor = async (actor: PeerActor) => (await findByUri(server.house.db, actor.uri))?.id ?? 0
const toAda = (actor: PeerActor, more: Doc = {}) => actor.note({ tag: [{ type: 'Mention', href: uriOf(ada) }], cc: [uriOf(ada)], ...more })
const plenty = () => createBudget({ requests: 50, ms: 20_000 })

async function sends(from: SimulatedPeer, actor: PeerActor, activity: unknown, options: SendOptions = {}): Promise<number> {
  const { status } = await from.send(actor, activity, `${server.url}/inbox`, options)
  await server.idle()
  return status
}

const statusOf = (uri: unknown) => server.house.db.selectFrom('statuses').selectAll().where('uri', '=', String(uri)).executeTakeFirst()

test('a post is pinned in its author\'s own collection only', async () => {
  const note = toAda(zoe)
  await sends(peer, zoe, zoe.create(note))
  const id = await idOfActor(zoe)
  await sends(peer, zoe, zoe.act('Add', note.id, { target: `${zoe.uri}/drafts` }))
  await sends(other, yan, yan.act('Add', note.id, { target: zoe.document['featured'] }))
  assert.deepEqual(await pinnedIds(server.house.db, id), [])
  assert.deepEqual(await pinnedIds(server.house.db, await idOfActor(yan)), [])
  await sends(peer, zoe, zoe.act('Add', note.id, { target: zoe.document['featured'] }))
  assert.equal((await pinnedIds(server.house.db, id)).length, 1)
})

test('a boost that is not here yet is not buried by another server', async () => {
  const mine = (await server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'boost me' } })).body
  const boost = zoe.act('Announce', mine.uri, { to: [PUBLIC] })
  await sends(other, yan, yan.act('Undo', { type: 'Announce', id: boost['id'], object: mine.uri }))
  await sends(peer, zoe, boost)
  assert.ok(await statusOf(boost['id']))
})

test('a fetched boost is its own server\'s word', async () => {
  const mine = (await server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'boost me, too' } })).body
  const at = peer.serve('/boosts/1', { id: `${peer.origin}/boosts/1`, type: 'Announce', actor: yan.uri, object: mine.uri, to: [PUBLIC] })
  const outcome = await resolveStatus(server.house, at)
  assert.equal(outcome.ok ? 'ok' : outcome.reason, 'author-on-another-origin')
})

test('a collection on another origin is not asked for', async () => {
  const elsewhere = other.serve('/replies', { id: `${other.origin}/replies`, type: 'Collection', items: [`${other.origin}/1`] })
  const { items } = await readCollection(server.house, elsewhere, peer.origin, { budget: plenty(), items: 10, pages: 2 })
  assert.deepEqual([items, other.seen], [[], []])
})

test('consent counts only from the author, for this very quote, from the author\'s server', async () => {
  const quoted = yan.note()
  /** The state of a quote of yan's post, whose proof is what `proof` makes of the right one. */
  async function stateWith(path: string, proof: (right: Doc) => Doc, from = other): Promise<string | undefined> {
    const at = `${from.origin}${path}`
    const note = toAda(zoe, { quote: quoted.id, quoteAuthorization: at })
    from.serve(at, proof({ id: at, type: 'QuoteAuthorization', attributedTo: yan.uri, interactingObject: note.id, interactionTarget: quoted.id }))
    await sends(peer, zoe, zoe.create(note))
    const status = await statusOf(note.id)
    return (await server.house.db.selectFrom('quotes').select('state').where('status_id', '=', status?.id ?? 0).executeTakeFirst())?.state
  }
  assert.equal(await stateWith('/proof/right', (right) => right), 'accepted')
  assert.equal(await stateWith('/proof/by-another', (right) => ({ ...right, attributedTo: `${other.origin}/users/somebody` })), 'pending')
  assert.equal(await stateWith('/proof/for-another', (right) => ({ ...right, interactingObject: `${peer.origin}/notes/else` })), 'pending')
  assert.equal(await stateWith('/proof/of-another', (right) => ({ ...right, interactionTarget: `${other.origin}/notes/else` })), 'pending')
  assert.equal(await stateWith('/proof/elsewhere', (right) => right, peer), 'pending')
  assert.ok(!peer.seen.some((one) => one.url === '/proof/elsewhere'), 'nobody but the author\'s server is asked')
})

test('a key that changed is fetched once, and not again for every wrong signature', async () => {
  const before = newKeys()
  const after = newKeys()
  const wrong = newKeys()
  const kim = peer.actor('kim', {}, before)
  assert.equal(await sends(peer, kim, kim.act('Follow', uriOf(ada))), 202)
  peer.serve(kim.uri, { ...kim.document, publicKey: { id: kim.keyId, owner: kim.uri, publicKeyPem: after.publicPem } })
  assert.equal(await sends(peer, kim, kim.create(toAda(kim)), { keys: after }), 202)
  peer.seen.length = 0
  for (let time = 0; time < 5; time++) assert.equal(await sends(peer, kim, kim.create(toAda(kim)), { keys: wrong }), 401)
  assert.deepEqual(peer.seen.filter((one) => one.url === '/users/kim'), [])
  assert.equal(await sends(peer, kim, kim.create(toAda(kim)), { keys: before }), 401)
})

test('a suspended account reads nothing by signing', async () => {
  const { body } = await server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'for followers', visibility: 'private' } })
  const lee = peer.actor('lee')
  await sends(peer, lee, lee.act('Follow', uriOf(ada)))
  assert.equal((await peer.get(lee, body.uri)).status, 200)
  const id = await idOfActor(lee)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', id).execute())
  assert.equal((await peer.get(lee, body.uri)).status, 404)
})

test('types, actors and objects under other names are nobody\'s', async () => {
  const note = toAda(zoe)
  const { type, actor, object, ...rest } = zoe.create(note)
  for (const renamed of [
    { ...rest, '@type': type, actor, object }, { ...rest, 'as:type': type, actor, object }, { ...rest, type, 'as:actor': actor, object },
    { ...rest, type, 'https://www.w3.org/ns/activitystreams#actor': [{ '@id': actor }], object },
  ]) assert.equal(await sends(peer, zoe, renamed), 400, JSON.stringify(Object.keys(renamed)))
  assert.equal(await sends(peer, zoe, { ...rest, '@context': { o: 'as:object' }, type, actor, o: object }), 202)
  assert.equal(await statusOf(note.id), undefined)
})

test('a graph is not opened', async () => {
  const create = zoe.create(toAda(zoe))
  assert.equal(await sends(peer, zoe, { '@context': 'https://www.w3.org/ns/activitystreams', '@graph': [create] }), 400)
  assert.equal(await sends(peer, zoe, [create]), 400)
  assert.equal(await statusOf((create['object'] as Doc)['id']), undefined)
})

test('the older words for a quote name it, and ask nobody for consent', async () => {
  const quoted = yan.note()
  for (const word of ['quoteUrl', 'quoteUri', '_misskey_quote']) {
    const note = toAda(zoe, { [word]: quoted.id })
    await sends(peer, zoe, zoe.create(note))
    const row = await server.house.db.selectFrom('quotes').selectAll().where('status_id', '=', (await statusOf(note.id))?.id ?? 0).executeTakeFirst()
    assert.deepEqual([row?.state, row?.legacy], ['pending', 1], word)
  }
})

test('a policy that nobody knows breaks nothing', async () => {
  for (const interactionPolicy of ['x', [], 7, { canQuote: 'x' }, { canQuote: { automaticApproval: [{ id: 5 }, null, 'https://x.example/circle'] }, canDance: { always: [PUBLIC] } }, { canReply: {} }]) {
    const note = toAda(zoe, { interactionPolicy })
    assert.equal(await sends(peer, zoe, zoe.create(note)), 202)
    assert.ok(await statusOf(note.id), JSON.stringify(interactionPolicy))
  }
})
