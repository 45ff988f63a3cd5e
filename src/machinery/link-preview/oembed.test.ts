// oEmbed answers as other sites send them, and as nobody should.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOEmbed } from './oembed.ts'

const read = (more: object) => readOEmbed(JSON.stringify({ type: 'video', version: '1.0', ...more }))

test('sizes are numbers, as numbers or as text; versions are 1', () => {
  assert.deepEqual([read({ width: 640, height: '360' })?.width, read({ width: 640, height: '360' })?.height], [640, 360])
  assert.deepEqual([read({ width: -5, height: 1e9 })?.width, read({ width: -5, height: 1e9 })?.height], [0, 10_000])
  for (const version of [1, '1', 1.0, '1.0']) assert.ok(read({ version }), String(version))
  assert.equal(read({ version: '2.0' }), null)
})

test('things in the place of texts and numbers are nothing, whatever methods they bring', () => {
  const thing = { toString: 1, valueOf: null }
  assert.deepEqual([read({ width: thing, title: thing })?.width, read({ width: thing, title: thing })?.title], [0, ''])
  assert.equal(read({ version: thing }), null)
  for (const json of ['', '[]', 'null', '7', '{"type":{}}']) assert.equal(readOEmbed(json), null, json)
})
