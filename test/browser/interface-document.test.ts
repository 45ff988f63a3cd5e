// docs/interface.md says which test tries what: each of them is there, under its name.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'

test('every test that docs/interface.md names exists, and every line of the checklist has one', () => {
  const page = readFileSync('docs/interface.md', 'utf8')
  const files = new Map(globSync('{src/web,test/browser}/*.test.ts').map((file) => [basename(file), readFileSync(file, 'utf8')]))
  const named = [...page.matchAll(/`([\w-]+\.test\.ts)`(?: "([^"]+)")?/g)].map(([, file = '', words = '']) => ({ file, words }))
  assert.ok(named.length >= 20, `only ${named.length} tests are named`)
  assert.deepEqual(named.filter(({ file, words }) => !files.get(file)?.includes(words)), [])
  const lines = [...page.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]))
  assert.deepEqual(lines, Array.from({ length: 14 }, (_, i) => i + 1))
})
