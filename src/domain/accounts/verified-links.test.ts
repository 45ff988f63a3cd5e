// Which fields of a profile are links that may be checked: what is shown must be what was checked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linksToCheck } from './verified-links.ts'

const config = { origin: 'https://covey.test' }
const checked = (...values: string[]) => linksToCheck({ fields: JSON.stringify(values.map((value) => ({ name: 'web', value }))) }, config)

test('a field counts as a link only if it is nothing else', () => {
  assert.deepEqual(checked('<a href="https://own.example/" rel="me">own.example</a>', '<p><a href="https://own.example/two">two</a></p>'), ['https://own.example/', 'https://own.example/two'])
  for (const value of [
    '<a href="https://own.example/">bank.example</a> and <a href="https://bank.example/">bank.example</a>', '<a href="https://own.example/">x</a> bank.example',
    'bank.example <a href="https://own.example/">x</a>', '<a href="https://own.example/">x<a href="https://bank.example/">y</a>', 'https://own.example/',
    '<a href="https://user:word@own.example/">x</a>', '<a href="javascript:alert(1)">x</a>', '<a href="https://covey.test/@ada">x</a>', '<a href="https://localhost/">x</a>',
  ]) assert.deepEqual(checked(value), [], value)
})

test('eight links at most', () => {
  assert.equal(checked(...Array.from({ length: 50 }, (_, index) => `<a href="https://own.example/${index}">x</a>`)).length, 8)
})
