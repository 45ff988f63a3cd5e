// Fedify as the other server: what it signs we verify, and the other way round.
import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { generateCryptoKeyPair, signJsonLd, signObject, verifySignature } from '@fedify/fedify/sig'
import { Create, CryptographicKey, Note, PUBLIC_COLLECTION } from '@fedify/fedify/vocab'
import { readPrivateKey, readPublicKey, type PublicKey } from '#federation/signatures/keys.ts'
import { isObject, type Json } from '#federation/resolve/plain-json.ts'
import { loadContext } from './contexts.ts'
import { keyOfProof, verifyProof } from './integrity-proof.ts'
import { keyOfSignature, signLinkedData, verifyLinkedData } from './linked-data.ts'

const ACTOR = new URL('https://peer.example/users/zoe')
const KEY_ID = new URL('https://peer.example/users/zoe#main-key')
const rsa = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5')
const ed = await generateCryptoKeyPair('Ed25519')

async function publicKeyOf(pair: webcrypto.CryptoKeyPair): Promise<PublicKey> {
  const read = readPublicKey(`-----BEGIN PUBLIC KEY-----\n${Buffer.from(await webcrypto.subtle.exportKey('spki', pair.publicKey)).toString('base64')}\n-----END PUBLIC KEY-----\n`)
  assert.ok(read.ok)
  return read.key
}

const theirs = await publicKeyOf(rsa)
const ours = readPrivateKey(`-----BEGIN PRIVATE KEY-----\n${Buffer.from(await webcrypto.subtle.exportKey('pkcs8', rsa.privateKey)).toString('base64')}\n-----END PRIVATE KEY-----\n`)

const create = () => new Create({
  id: new URL('https://peer.example/notes/1/activity'), actor: ACTOR, to: PUBLIC_COLLECTION,
  object: new Note({ id: new URL('https://peer.example/notes/1'), attribution: ACTOR, content: '<p>Hello</p>', to: PUBLIC_COLLECTION }),
})
const contextLoader = loadContext

/** An activity as Mastodon writes it. */
const mastodons = (): Json => ({
  '@context': ['https://www.w3.org/ns/activitystreams', {
    ostatus: 'http://ostatus.org#', atomUri: 'ostatus:atomUri', inReplyToAtomUri: 'ostatus:inReplyToAtomUri', conversation: 'ostatus:conversation',
    sensitive: 'as:sensitive', toot: 'http://joinmastodon.org/ns#', votersCount: 'toot:votersCount', Hashtag: 'as:Hashtag', Emoji: 'toot:Emoji',
    focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' }, blurhash: 'toot:blurhash',
  }],
  id: 'https://peer.example/notes/1/activity', type: 'Create', actor: ACTOR.href, published: '2026-03-01T12:00:00Z',
  to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [`${ACTOR.href}/followers`],
  object: {
    id: 'https://peer.example/notes/1', type: 'Note', summary: null, inReplyTo: null, published: '2026-03-01T12:00:00Z', url: 'https://peer.example/@zoe/1',
    attributedTo: ACTOR.href, to: ['https://www.w3.org/ns/activitystreams#Public'], cc: [`${ACTOR.href}/followers`], sensitive: false,
    atomUri: 'https://peer.example/notes/1', inReplyToAtomUri: null, conversation: 'tag:peer.example,2026:1', content: '<p>Hello</p>', contentMap: { en: '<p>Hello</p>' },
    attachment: [{ type: 'Document', mediaType: 'image/png', url: 'https://peer.example/1.png', name: null, focalPoint: [0.5, -1], blurhash: 'UBL' }],
    tag: [{ type: 'Hashtag', href: 'https://peer.example/tags/cats', name: '#cats' }],
    replies: { id: 'https://peer.example/notes/1/replies', type: 'Collection', first: { type: 'CollectionPage', next: 'https://peer.example/notes/1/replies?page=1', partOf: 'https://peer.example/notes/1/replies', items: [] } },
  },
})

test('Linked Data signatures: what Fedify signs, we verify', async () => {
  for (const document of [mastodons(), await create().toJsonLd({ format: 'compact', contextLoader }) as Json]) {
    const signed = await signJsonLd(document, rsa.privateKey, KEY_ID, { contextLoader }) as Json
    assert.equal(keyOfSignature(signed), KEY_ID.href)
    const read = await verifyLinkedData(signed, theirs)
    assert.ok(read && isObject(read['object']))
    assert.deepEqual([read['type'], read['actor'], read['object']['content'], read['to']], ['Create', ACTOR.href, '<p>Hello</p>', 'as:Public'])
    assert.equal(await verifyLinkedData({ ...signed, object: { ...document['object'] as Json, content: '<p>Bye</p>' } }, theirs), null)
    assert.equal(await verifyLinkedData(signed, await publicKeyOf(await generateCryptoKeyPair('RSASSA-PKCS1-v1_5'))), null)
  }
})

test('Linked Data signatures: what we sign, Fedify verifies', async () => {
  const key = new CryptographicKey({ id: KEY_ID, owner: ACTOR, publicKey: rsa.publicKey })
  const keyCache = { get: async () => key, set: async () => undefined }
  const signed = await signLinkedData(mastodons(), { keyId: KEY_ID.href, privateKey: ours }, Date.now())
  assert.equal((await verifySignature(signed, { keyCache, contextLoader }))?.id?.href, KEY_ID.href)
  assert.equal(await verifySignature({ ...signed, actor: 'https://peer.example/users/yan' }, { keyCache, contextLoader }), null)
})

test('proofs of FEP-8b32: what Fedify signs, we verify', async () => {
  const made = await signObject(create(), ed.privateKey, new URL(`${ACTOR.href}#ed25519`), { contextLoader })
  // Fedify signs and sends everybody's address in full, but writes it short.
  const signed = JSON.parse(JSON.stringify(await made.toJsonLd({ format: 'compact', contextLoader })).replaceAll('"as:Public"', '"https://www.w3.org/ns/activitystreams#Public"')) as Json
  const now = Date.now()
  assert.equal(keyOfProof(signed, now), `${ACTOR.href}#ed25519`)
  const key = await publicKeyOf(ed)
  assert.equal(verifyProof(signed, key, now), true)
  const proof = signed['proof'] as Json
  for (const changed of [
    { ...signed, actor: 'https://peer.example/users/yan' }, { ...signed, extra: 1 }, { ...signed, proof: { ...proof, created: '2020-01-01T00:00:00Z' } },
    { ...signed, proof: { ...proof, proofPurpose: 'authentication' } }, { ...signed, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } }, { ...signed, proof: [proof, proof] },
    { ...signed, proof: { ...proof, '@context': 'https://www.w3.org/ns/activitystreams' } },
    { ...signed, proof: { ...proof, expires: '2020-01-01T00:00:00Z' } },
  ]) assert.equal(verifyProof(changed, key, now), false)
  assert.equal(verifyProof(signed, await publicKeyOf(await generateCryptoKeyPair('Ed25519')), now), false)
})
