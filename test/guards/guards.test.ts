// What `npm run test:guards` takes out is still there: each guard's source stands in its file once, and its test exists.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parts } from '#test/proof/proof-page.ts'
import { guards } from './all-guards.ts'
import { lostGuards } from './guards-page.ts'

test('every guard stands where the table says, once, would be replaced by something else, and its test exists', () => {
  assert.deepEqual(lostGuards(), [])
})

test('every guard has a name of its own and a line, and every line a guard', () => {
  assert.equal(new Set(guards.map((guard) => guard.id)).size, guards.length)
  assert.deepEqual(parts.B.filter((line) => !guards.some((guard) => guard.line === line.id)).map((line) => line.id), [])
  assert.deepEqual(guards.filter((guard) => !parts.B.some((line) => line.id === guard.line)).map((guard) => guard.id), [])
})
