// The tour leaves nothing out: every page and every screen has an example, and every stop has its pictures.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { forgotten, lines, unseen } from './support-tour.ts'

test('every page and screen with parameters has an example, and every example a page', () => {
  assert.ok(lines().size > 40, `only ${lines().size} lines`)
  assert.deepEqual(unseen(), [], 'add them to test/browser/support-examples.ts')
  assert.deepEqual(forgotten(), [])
})

test('docs/screens.md shows every page and screen (npm run screens)', () => {
  const index = readFileSync('docs/screens.md', 'utf8')
  assert.deepEqual([...lines().keys()].filter((line) => !index.includes(`\`${line}\``)), [])
})

test('every picture of docs/screens.md is there', () => {
  const pictures = [...readFileSync('docs/screens.md', 'utf8').matchAll(/\]\((screens\/[^)]+)\)/g)].map((match) => match[1] ?? '')
  assert.ok(pictures.length > 100, `only ${pictures.length} pictures`)
  assert.deepEqual(pictures.filter((one) => !existsSync(`docs/${one}`)), [])
})
