// Keys: each means one thing, `g` waits for its second, and keys of the browser stay the browser's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '../words/en/app.ts'
import { keyReader, keyTable, type Press } from './key-table.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

test('no key means two things, and each has words', () => {
  const all = keyTable.flatMap((line) => line.keys)
  assert.equal(new Set(all).size, all.length)
  for (const { name } of keyTable) assert.ok(app.keys.names[name], name)
  assert.equal(Object.keys(app.keys.names).length, keyTable.length)
})

test('single keys, g and its second, Alt by the place of the key', () => {
  const read = keyReader()
  assert.equal(read(press('j'), 0), 'next')
  assert.equal(read(press('?', { shiftKey: true }), 0), 'help')
  assert.equal(read(press('g'), 100), null)
  assert.equal(read(press('n'), 200), 'alerts')
  assert.equal(read(press('n'), 300), 'write')
  assert.equal(read(press('ñ', { altKey: true, code: 'KeyN' }), 400), 'newDraft')
})

test('a g that was left alone means nothing any more', () => {
  const read = keyReader()
  read(press('g'), 0)
  assert.equal(read(press('h'), 5000), 'hideMedia')
  read(press('g'), 6000)
  assert.equal(read(press('y'), 6100), null)
  assert.equal(read(press('j'), 6200), 'next')
})

test('with Ctrl or the command key nothing is ours but sending', () => {
  const read = keyReader()
  assert.equal(read(press('f', { ctrlKey: true }), 0), null)
  assert.equal(read(press('r', { metaKey: true }), 0), null)
  assert.equal(read(press('Enter', { ctrlKey: true }), 0), 'send')
})
