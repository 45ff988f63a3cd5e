// Activities that another server than the author's passes on with the author's own proof: believed without asking; with a
// proof that does not fit, asked for at their origin as if there were none.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { canonicalJson } from '#federation/proofs/canonical-json.ts'
import { signLinkedData } from '#federation/proofs/linked-data.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { encodeBase58, encodeMultikey } from '#federation/signatures/multikey.ts'
import { newKeys, startPeer, type Doc, type Keys, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let other: SimulatedPeer
let ada: Member
let zoe: PeerActor
let relay: PeerActor
let thread: string

const ed = generateKeyPairSync('ed25519')
const relayKeys = newKeys()

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  other = await startPeer('127.0.0.3')
  ada = await server.member('ada')
  const uri = `${peer.origin}/users/zoe`
  zoe = peer.actor('zoe', { assertionMethod: [{ id: `${uri}#ed25519`, type: 'Multikey', controller: uri, publicKeyMultibase: encodeMultikey(ed.publicKey) }] })
  relay = other.actor('relay', {}, relayKeys)
  for (const [from, actor] of [[peer, zoe], [other, relay]] as const) await from.send(actor, actor.act('Follow', actorUri(server.house.config, ada.accountId)), `${server.url}/inbox`)
  await server.idle()
  thread = (await server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'a thread' } })).body.uri
})
after(async () => {
  await server.remove()
  await peer.close()
  await other.close()
})
beforeEach(() => { peer.seen.length = 0 })

/** Passed on by the other server. */
async function passOn(activity: Doc): Promise<void> {
  assert.equal((await other.send(relay, activity, `${server.url}/inbox`)).status, 202)
  await server.idle()
}

const withSignature = (activity: Doc, { keys = zoe.keys, keyId = zoe.keyId }: { keys?: Keys; keyId?: string } = {}): Promise<Doc> =>
  signLinkedData(activity, { keyId, privateKey: readPrivateKey(keys.privatePem) }, Date.now())

function withProof(activity: Doc, key: KeyObject = ed.privateKey, method = `${zoe.uri}#ed25519`): Doc {
  const sha256 = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest()
  const options = {
    '@context': activity['@context'], type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', verificationMethod: method,
    proofPurpose: 'assertionMethod', created: new Date().toISOString(),
  }
  const proofValue = `z${encodeBase58(sign(null, Buffer.concat([sha256(options), sha256(activity)]), key))}`
  return { ...activity, proof: { ...options, proofValue } }
}

/** An answer in the thread that its own server does not show: only a proof can bring it in. */
function hidden(content: string): Doc & { id: string } {
  const note = zoe.note({ inReplyTo: thread, content })
  peer.serve(note.id, {}, { status: 404 })
  return note
}

const contentOf = async (uri: unknown) => (await server.house.db.selectFrom('statuses').select('content').where('uri', '=', String(uri)).executeTakeFirst())?.content
const askedFor = (uri: unknown) => peer.seen.some((one) => `${peer.origin}${one.url}` === uri)

for (const [way, prove] of [['a Linked Data signature', withSignature], ['a FEP-8b32 proof', async (activity: Doc) => withProof(activity)]] as const) {
  test(`${way} is proof enough, and nobody is asked`, async () => {
    const note = hidden(`<p>by ${way}</p>`)
    await passOn(await prove(zoe.create(note)))
    assert.equal(await contentOf(note.id), `<p>by ${way}</p>`)
    await passOn(await prove(zoe.act('Update', { ...note, content: '<p>edited</p>', updated: new Date(Date.now() + 1000).toISOString() })))
    assert.equal(await contentOf(note.id), '<p>edited</p>')
    await passOn(await prove(zoe.act('Delete', { id: note.id, type: 'Tombstone' })))
    assert.equal(await contentOf(note.id), undefined)
    assert.equal(askedFor(note.id), false)
  })

  test(`${way} on something else proves nothing: its own server is asked`, async () => {
    const note = hidden('<p>genuine</p>')
    const signed = await prove(zoe.create(note))
    await passOn({ ...signed, object: { ...note, content: '<p>forged</p>' } })
    assert.deepEqual([await contentOf(note.id), askedFor(note.id)], [undefined, true])
  })
}

test('a proof by somebody else proves nothing, be it the one who passes it on', async () => {
  const yan = peer.actor('yan', {}, newKeys())
  for (const forge of [
    (activity: Doc) => withSignature(activity, { keys: relayKeys, keyId: relay.keyId }),
    (activity: Doc) => withSignature(activity, { keys: relayKeys }),
    (activity: Doc) => withSignature(activity, { keys: yan.keys, keyId: yan.keyId }),
    async (activity: Doc) => withProof(activity, generateKeyPairSync('ed25519').privateKey),
    async (activity: Doc) => withProof(activity, ed.privateKey, yan.keyId),
    async (activity: Doc) => withProof(activity, ed.privateKey, relay.keyId),
  ]) {
    const note = hidden('<p>in her name</p>')
    await passOn(await forge(zoe.create(note)))
    assert.deepEqual([await contentOf(note.id), askedFor(note.id)], [undefined, true])
  }
})

test('a signed activity that is written so as to mean something else is asked for at its origin', async () => {
  for (const trick of [
    (signed: Doc): Doc => ({ ...signed, '@context': ['https://www.w3.org/ns/activitystreams', { body: 'as:content' }] }),
    (signed: Doc): Doc => ({ ...signed, '@context': ['https://www.w3.org/ns/activitystreams', { was: '@id' }] }),
    (signed: Doc): Doc => ({ ...signed, 'https://peer.example/ns#also': 'x' }),
    (signed: Doc): Doc => ({ ...signed, '@graph': [] }),
    (signed: Doc): Doc => ({ ...signed, cc: ['nowhere'] }),
    (signed: Doc): Doc => ({ ...signed, object: { ...(signed['object'] as Doc), unknown: 'x' } }),
  ]) {
    const note = hidden('<p>a trick</p>')
    await passOn(trick(await withSignature(zoe.create(note))))
    assert.deepEqual([await contentOf(note.id), askedFor(note.id)], [undefined, true])
  }
})

test('what nobody here follows and no thread here knows is not looked into', async () => {
  const note = peer.actor('stranger').note()
  const stranger = peer.actor('stranger')
  await passOn(await withSignature(stranger.create(note), { keys: stranger.keys, keyId: stranger.keyId }))
  assert.deepEqual([await contentOf(note.id), peer.seen], [undefined, []])
})

test('a suspended author\'s words are not taken from anybody', async () => {
  const lee = peer.actor('lee')
  await peer.send(lee, lee.act('Follow', actorUri(server.house.config, ada.accountId)), `${server.url}/inbox`)
  await server.idle()
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('uri', '=', lee.uri).execute())
  const note = lee.note({ inReplyTo: thread })
  await passOn(await withSignature(lee.create(note), { keys: lee.keys, keyId: lee.keyId }))
  assert.equal(await contentOf(note.id), undefined)
})
