// Parameters as real apps send them: every field they know, many of them null or empty.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { choice, flag, id, instant, limit, list, text, whole } from './types.ts'

const absent = [undefined, null]

test('what is null counts as not sent', () => {
  for (const value of absent) {
    for (const type of [choice(['a', 'b']), flag(), id(), instant(), list(z.string()), text(), whole()]) assert.equal(type.parse(value), undefined)
  }
  for (const type of [choice(['a', 'b']), flag(), id(), instant(), whole()]) assert.equal(type.parse(''), undefined)
})

test('a choice takes its words and nothing else', () => {
  assert.equal(choice(['a', 'b']).parse('b'), 'b')
  for (const value of ['c', 1, ['a'], {}]) assert.equal(choice(['a', 'b']).safeParse(value).success, false)
})

test('flags, numbers and limits as text', () => {
  for (const value of ['1', 'true', 'on', 't', 'yes', 'no', 'q', 1, 2, true]) assert.equal(flag().parse(value), true, String(value))
  for (const value of ['0', 'False', 'Off', 'f', 'F', 'false', 'FALSE', 'off', 'OFF', 0, false]) assert.equal(flag().parse(value), false, String(value))
  assert.equal(whole().parse('42'), 42)
  assert.equal(id().parse('3476525931634688'), 3476525931634688)
  assert.equal(id().parse('abc'), -1)
  assert.deepEqual(['5', '500', '-1', 'x', undefined].map((value) => limit(20, 40).parse(value)), [5, 40, 1, 20, 20])
})

test('a single item, an indexed object and a list are lists', () => {
  assert.deepEqual(['a', ['a'], { 0: 'a' }].map((value) => list(z.string()).parse(value)), [['a'], ['a'], ['a']])
})
