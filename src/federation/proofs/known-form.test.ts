// Documents that would mean one thing to the signature and another to a reader: their signature does not count, however right.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newKeys } from '#test/peers/simulated-peer.ts'
import { readPrivateKey, readPublicKey } from '#federation/signatures/keys.ts'
import type { Json } from '#federation/resolve/plain-json.ts'
import { loadContext } from './contexts.ts'
import { isKnownForm } from './known-form.ts'
import { keyOfSignature, signLinkedData, verifyLinkedData } from './linked-data.ts'

const AS = 'https://www.w3.org/ns/activitystreams'
const keys = newKeys()
const signing = { keyId: 'https://peer.example/users/zoe#main-key', privateKey: readPrivateKey(keys.privatePem) }
const activity = (more: Json = {}): Json => ({
  '@context': AS, id: 'https://peer.example/1/activity', type: 'Create', actor: 'https://peer.example/users/zoe', to: [`${AS}#Public`],
  object: { id: 'https://peer.example/1', type: 'Note', content: '<p>Hello</p>', attributedTo: 'https://peer.example/users/zoe' }, ...more,
})
const inlined = (terms: unknown): Json => activity({ '@context': [AS, terms] })

function publicKey() {
  const read = readPublicKey(keys.publicPem)
  assert.ok(read.ok)
  return read.key
}

test('the plain form, with terms of one\'s own, counts', () => {
  for (const one of [
    activity(), inlined({ toot: 'http://joinmastodon.org/ns#', Emoji: 'toot:Emoji', sensitive: 'as:sensitive' }), inlined({ vcard: 'http://www.w3.org/2006/vcard/ns#' }),
    inlined({ custom: { '@id': 'https://peer.example/ns#custom', '@type': '@id', '@container': '@list' } }),
    activity({ '@context': [AS, 'https://w3id.org/security/v1'] }),
  ]) assert.equal(isKnownForm(one), true, JSON.stringify(one['@context']))
})

test('second names, redefinitions, keywords and contexts that are not known do not count', () => {
  for (const terms of [
    { body: 'as:content' }, { body: `${AS}#content` }, { p: `${AS}#`, body: 'p:content' }, { content: 'https://peer.example/ns#other' },
    { actor: { '@id': 'https://peer.example/ns#other' } }, { was: '@id' }, { kind: '@type' }, { all: '@graph' }, { also: '@included' }, { of: { '@reverse': 'as:object' } },
    { id: 'https://peer.example/ns#id' }, { type: 'https://peer.example/ns#type' }, { nest: '@nest' }, { x: { '@id': 'https://peer.example/ns#x', '@container': '@graph' } },
    { x: { '@id': 'https://peer.example/ns#x', '@context': AS } }, { x: { '@id': 'https://peer.example/ns#x', '@type': '@json' } }, { '@vocab': `${AS}#` },
    { '@base': 'https://other.example/' }, { '@import': AS }, { '@language': 'en' }, { 'as:x': 'https://peer.example/ns#x' }, { as: 'https://peer.example/ns#' },
    { sensitive: 'https://peer.example/ns#other' }, { toot: 'https://peer.example/ns#', votersCount: 'toot:votersCount' }, { x: null }, 'https://peer.example/context', null, 7,
  ]) assert.equal(isKnownForm(inlined(terms)), false, JSON.stringify(terms))
  for (const context of [undefined, [], 'https://peer.example/context', [{ content: 'as:content' }], Array.from({ length: 9 }, () => AS), [AS, { x: 'as:x' }, { x: 'as:content' }], [AS, 'https://w3id.org/identity/v1'], [{ x: 'as:x' }, AS]]) {
    assert.equal(isKnownForm(activity({ '@context': context })), false, JSON.stringify(context))
  }
})

test('graphs, inclusions, reversals and names that are addresses do not count', () => {
  for (const more of [
    { '@graph': [] }, { '@included': [] }, { '@reverse': {} }, { '@id': 'https://peer.example/2' }, { 'as:content': 'x' }, { [`${AS}#content`]: 'x' },
    { object: { '@context': AS, id: 'https://peer.example/1', type: 'Note' } }, { object: { '@id': 'https://peer.example/1' } }, { tag: [{ tag: [{ '@graph': [] }] }] },
    { object: { '@value': 'x' } }, { object: { '@set': [] } },
  ]) assert.equal(isKnownForm(activity(more)), false, JSON.stringify(more))
})

test('nothing of endless size is looked into', async () => {
  assert.equal(isKnownForm(activity({ tag: Array.from({ length: 250 }, () => ({ type: 'Mention' })) })), false)
  assert.equal(isKnownForm(activity({ to: Array.from({ length: 4000 }, (_, n) => `https://peer.example/${n}`) })), false)
  assert.equal(isKnownForm(inlined(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`x${n}`, `https://peer.example/ns#${n}`])))), false)
  const long = await signLinkedData(activity({ summary: 'x'.repeat(300_000) }), signing, Date.now())
  assert.equal(keyOfSignature(long), null)
})

test('a graph that costs too much to put in order is given up', async () => {
  // Blank nodes that all know each other look alike from everywhere: telling them apart takes every order of them.
  const nodes = Array.from({ length: 10 }, (_, n) => ({ id: `_:n${n}`, type: 'Note', tag: Array.from({ length: 10 }, (__, other) => `_:n${other}`) }))
  const poison = { ...activity({ tag: nodes }), signature: { type: 'RsaSignature2017', creator: signing.keyId, created: '2026-01-01T00:00:00Z', signatureValue: 'AAAA' } }
  await assert.rejects(signLinkedData(activity({ tag: nodes }), signing, Date.now()))
  assert.equal(await verifyLinkedData(poison, publicKey()), null)
})

test('what a signature would leave out is not signed: names without a meaning, addresses without a beginning', async () => {
  const signed = await signLinkedData(activity(), signing, Date.now())
  assert.ok(await verifyLinkedData(signed, publicKey()))
  assert.equal(await verifyLinkedData({ ...signed, unknown: 'x' }, publicKey()), null)
  assert.equal(await verifyLinkedData({ ...signed, cc: ['nowhere'] }, publicKey()), null)
})

test('what is read is what was signed, not how it was written', async () => {
  const signed = await signLinkedData(inlined({ mine: 'https://peer.example/ns#mine' }), signing, Date.now())
  const read = await verifyLinkedData({ ...signed, to: `${AS}#Public` }, publicKey())
  assert.ok(read)
  assert.deepEqual([read['to'], read['type'], (read['object'] as Json)['content']], ['as:Public', 'Create', '<p>Hello</p>'])
})

test('no context is fetched', async () => {
  await assert.rejects(loadContext('https://peer.example/context'))
  await assert.rejects(signLinkedData(activity({ '@context': 'https://peer.example/context' }), signing, Date.now()))
})
