// Ten thousand of everything: lists, texts, keys, pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newKeys } from '#test/peers/simulated-peer.ts'
import { createBudget } from './budget.ts'
import { readCollection } from './collection.ts'
import type { Reach } from './memory.ts'
import { idOf, idsOf, listOf, textOf, type Json } from './plain-json.ts'
import { readActor } from './read-actor.ts'
import { readAudience } from './read-audience.ts'
import { readNote } from './read-note.ts'
import { readTags } from './read-tags.ts'

const ACTOR = 'https://peer.example/users/zoe'
const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 10_000 }, (_, index) => make(index))
const plenty = () => createBudget({ requests: 100, ms: 20_000 })
/** Whoever asks another server for anything here has gone too far. */
const nowhere = {} as Reach

test('a list of ten thousand is read as a thousand', () => {
  assert.equal(listOf(many((index) => index)).length, 1000)
  assert.equal(idsOf(many((index) => `${ACTOR}/${index}`)).length, 1000)
})

test('of each kind of tag the first hundred', () => {
  const of = (make: (index: number) => Json) => readTags({ tag: Array.from({ length: 900 }, (_, index) => make(index)) })
  assert.equal(of((index) => ({ type: 'Mention', href: `${ACTOR}/${index}` })).mentions.length, 100)
  assert.equal(of((index) => ({ type: 'Hashtag', name: `#t${index}` })).hashtags.length, 100)
  assert.equal(of((index) => ({ type: 'Emoji', name: `:e${index}:`, icon: { url: `https://peer.example/${index}.png` } })).emojis.length, 100)
})

test('a profile has fifty fields, a hundred other names, ten keys', () => {
  const { publicPem } = newKeys()
  const read = readActor({
    id: ACTOR, type: 'Person', preferredUsername: 'zoe', inbox: `${ACTOR}/inbox`,
    attachment: many((index) => ({ type: 'PropertyValue', name: `n${index}`, value: 'v' })),
    alsoKnownAs: many((index) => `${ACTOR}/${index}`), attributionDomains: many((index) => `d${index}.example`),
    publicKey: many((index) => ({ id: `${ACTOR}#key-${index}`, owner: ACTOR, publicKeyPem: publicPem })),
  }, 0)
  assert.ok(read.ok)
  const { fields, alsoKnownAs, keys, attributionDomains } = read.value
  assert.deepEqual([fields.length, alsoKnownAs.length, keys.length, attributionDomains?.length], [50, 100, 10, 100])
})

test('two hundred addressees', () => {
  assert.equal(readAudience({ to: many((index) => `${ACTOR}/${index}`), cc: many((index) => `${ACTOR}/c${index}`) }, null).addressees.length, 200)
})

test('texts are cut before anything looks at them', () => {
  assert.equal(textOf('x'.repeat(1_000_000), 10), 'xxxxxxxxxx')
  const read = readNote({ id: `${ACTOR}/1`, type: 'Note', attributedTo: ACTOR, content: 'x'.repeat(500_000), summary: 'y'.repeat(500_000) }, null, 0)
  assert.ok(read.ok)
  assert.ok(read.value.content.length <= 100_000 && read.value.spoilerText.length <= 5000)
})

test('an id has 2,048 characters at most', () => {
  assert.equal(idOf(`${ACTOR}/${'x'.repeat(1000)}`)?.length, ACTOR.length + 1001)
  assert.equal(idOf(`${ACTOR}/${'x'.repeat(3000)}`), null)
})

test('a budget ends by number and by time', () => {
  const few = createBudget({ requests: 2, ms: 60_000 })
  assert.deepEqual([few.spend(), few.spend(), few.spend()], [true, true, false])
  assert.equal(createBudget({ requests: 2, ms: -1 }).spend(), false)
})

test('a page gives no more than was wanted', async () => {
  const page = { type: 'Collection', items: many((index) => `${ACTOR}/${index}`) }
  assert.equal((await readCollection(nowhere, page, ACTOR, { budget: plenty(), items: 30, pages: 3 })).items.length, 30)
})

test('a collection that runs in a circle is read once around', async () => {
  const page: Record<string, unknown> = { id: `${ACTOR}/replies?1`, type: 'CollectionPage', items: ['a'] }
  page['next'] = page
  const { items } = await readCollection(nowhere, { type: 'Collection', first: page }, ACTOR, { budget: plenty(), items: 30, pages: 20 })
  assert.deepEqual(items, ['a'])
})
