// Every way in which pages of a list can meet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appendOlder, clip, type Entry, fillGap, itemsOf, prependNewest, removeItem, unknownOnTop } from './merge.ts'

const shape = (entries: readonly Entry[]): string => entries.map((entry) => entry.kind === 'gap' ? `(${entry.newer}…${entry.older})` : entry.id).join(' ')

test('older posts go to the end, none twice', () => {
  assert.equal(shape(appendOlder(itemsOf(['9', '8']), ['8', '7', '6'])), '9 8 7 6')
})

test('a newest page that reaches what is there joins without a gap', () => {
  assert.equal(shape(prependNewest(itemsOf(['5', '4']), ['7', '6', '5'], true)), '7 6 5 4')
  assert.equal(shape(prependNewest(itemsOf(['5', '4']), ['7', '6'], false)), '7 6 5 4')
  assert.equal(shape(prependNewest([], ['7', '6'], true)), '7 6')
  assert.equal(shape(prependNewest(itemsOf(['5']), ['5'], true)), '5')
})

test('a full newest page that does not reach it leaves a gap between them', () => {
  assert.equal(shape(prependNewest(itemsOf(['5', '4']), ['9', '8'], true)), '9 8 (8…5) 5 4')
})

test('a gap is filled from its newer end until the pages meet', () => {
  const holed = prependNewest(itemsOf(['2', '1']), ['9', '8'], true)
  const gap = holed.find((entry) => entry.kind === 'gap')!
  const smaller = fillGap(holed, gap.id, ['7', '6'], true)
  assert.equal(shape(smaller), '9 8 7 6 (6…2) 2 1')
  const rest = smaller.find((entry) => entry.kind === 'gap')!
  assert.equal(shape(fillGap(smaller, rest.id, ['5', '4', '3'], false)), '9 8 7 6 5 4 3 2 1')
  assert.equal(shape(fillGap(smaller, rest.id, ['5', '2'], true)), '9 8 7 6 5 2 1')
  assert.equal(shape(fillGap(smaller, rest.id, [], false)), '9 8 7 6 2 1')
  assert.equal(shape(fillGap(smaller, 'gap-of-nobody', ['5'], false)), shape(smaller))
})

test('a deleted post leaves no hole, and a gap beside it ends at its neighbour', () => {
  assert.equal(shape(removeItem(itemsOf(['3', '2', '1']), '2')), '3 1')
  const holed = prependNewest(itemsOf(['2', '1']), ['9', '8'], true)
  assert.equal(shape(removeItem(holed, '8')), '9 (9…2) 2 1')
  assert.equal(shape(removeItem(holed, '2')), '9 8 (8…1) 1')
})

test('what is kept lies around the place of the reader', () => {
  const many = itemsOf(Array.from({ length: 100 }, (_, i) => String(100 - i)))
  assert.equal(clip(many, '50', 20).length, 20)
  assert.ok(clip(many, '50', 20).some((entry) => entry.id === '50'))
  assert.equal(clip(many, null, 20)[0]?.id, '100')
  assert.equal(clip(many, '1', 20).at(-1)?.id, '1')
  assert.equal(clip(many, '50', 200).length, 100)
})

test('what has come since stands above all that was known', () => {
  assert.deepEqual(unknownOnTop(itemsOf(['5', '4', '3', '2']), new Set(['3', '2'])), ['5', '4'])
  assert.deepEqual(unknownOnTop(itemsOf(['2', '1']), new Set()), ['2', '1'], 'the list was empty')
  assert.deepEqual(unknownOnTop(itemsOf(['3', '9']), new Set(['3'])), [], 'what stands below is no news')
  assert.deepEqual(unknownOnTop(prependNewest(itemsOf(['2']), ['9', '8'], true), new Set(['2'])), ['9', '8'])
})
