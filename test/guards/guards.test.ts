// What `npm run test:guards` takes out is still there: each guard's source stands in its file once, and its test exists.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isThere, parts } from '#test/proof/proof-page.ts'
import { guards } from './all-guards.ts'

test('every guard stands where the table says, once, and would be replaced by something else', () => {
  const lost = guards.filter(({ file, find, replace }) => find === replace || readFileSync(file, 'utf8').split(find).length !== 2)
  assert.deepEqual(lost.map(({ id, file }) => `${id}: ${file}`), [])
})

test('every guard has a name of its own, a line, and a test that exists', () => {
  assert.equal(new Set(guards.map((guard) => guard.id)).size, guards.length)
  assert.deepEqual(guards.filter((guard) => !isThere(guard.test)).map(({ id, test: name }) => `${id}: ${name}`), [])
  assert.deepEqual(parts.B.filter((line) => !guards.some((guard) => guard.line === line.id)).map((line) => line.id), [])
  assert.deepEqual(guards.filter((guard) => !parts.B.some((line) => line.id === guard.line)).map((guard) => guard.id), [])
})
