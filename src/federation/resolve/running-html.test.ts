// Everything in a document that ends up as HTML is cleaned as it is read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from './plain-json.ts'
import { readActor } from './read-actor.ts'
import { readNote } from './read-note.ts'

const ACTOR = 'https://peer.example/users/zoe'
const BAD = '<p onclick="alert(1)">x<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">y</a></p>'
const RUNS = /<script|<img|onclick|onerror|javascript:/i

const noteOf = (more: Json) => {
  const read = readNote({ id: `${ACTOR}/1`, type: 'Note', attributedTo: ACTOR, ...more }, null, 0)
  assert.ok(read.ok)
  return read.value
}

test('whatever holds HTML is cleaned before it is kept', () => {
  const note = noteOf({ content: BAD, summary: BAD })
  assert.match(note.content, /^<p>x/)
  for (const text of [note.content, note.spoilerText]) assert.doesNotMatch(text, RUNS)
  for (const more of [{ contentMap: { en: BAD } }, { type: 'Article', name: BAD, summary: BAD }, { type: 'Article', nameMap: { en: BAD }, summaryMap: { en: BAD } }]) {
    assert.doesNotMatch(noteOf(more).content, RUNS, JSON.stringify(more))
  }
  const poll = noteOf({ type: 'Question', oneOf: [{ name: BAD }, { name: 'y' }] }).poll
  assert.doesNotMatch(poll?.options.join(' ') ?? '', RUNS)
  const read = readActor({
    id: ACTOR, type: 'Person', preferredUsername: 'zoe', inbox: `${ACTOR}/inbox`, summary: BAD, attachment: [{ type: 'PropertyValue', name: 'web', value: BAD }],
  }, 0)
  assert.ok(read.ok)
  assert.match(read.value.note, /^<p>x/)
  assert.doesNotMatch(read.value.note, RUNS)
  assert.doesNotMatch(read.value.fields[0]?.value ?? 'nothing', RUNS)
  assert.equal(read.value.fields.length, 1)
})

test('addresses that run are no addresses', () => {
  const url = 'javascript:alert(1)'
  assert.equal(noteOf({ url }).url, null)
  assert.deepEqual(noteOf({ attachment: [{ type: 'Image', mediaType: 'image/png', url }], tag: [{ type: 'Emoji', name: ':x:', icon: { url } }, { type: 'Mention', href: url }] }).media, [])
  const read = readActor({ id: ACTOR, type: 'Person', preferredUsername: 'zoe', inbox: `${ACTOR}/inbox`, url, icon: { type: 'Image', url }, image: url }, 0)
  assert.ok(read.ok)
  assert.deepEqual([read.value.url, read.value.avatarUrl, read.value.headerUrl], [null, null, null])
})
