// The window over a long list: never too much, always what is seen, in small steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeIn, stepTo, sumOf } from './window.ts'

const heights = Array.from({ length: 5000 }, () => 100)
const view = { height: 900, around: 1600, most: 70 }

test('what is seen and a little around it is drawn, never more than the most', () => {
  assert.deepEqual(rangeIn(heights, { ...view, top: 0 }), { from: 0, to: 25 })
  assert.deepEqual(rangeIn(heights, { ...view, top: 100_000 }), { from: 983, to: 1025 })
  assert.equal(rangeIn(heights.map(() => 10), { ...view, top: 20_000 }).to - rangeIn(heights.map(() => 10), { ...view, top: 20_000 }).from, 70)
  assert.deepEqual(rangeIn([], { ...view, top: 0 }), { from: 0, to: 0 })
  assert.deepEqual(rangeIn([100], { ...view, top: 99_999 }), { from: 0, to: 1 })
})

test('from one place to the next in steps of a few, the seen ones at once', () => {
  const wanted = { from: 10, to: 60 }
  assert.deepEqual(stepTo({ from: 0, to: 30 }, wanted, { from: 20, to: 29 }, 4), { from: 10, to: 34 })
  assert.deepEqual(stepTo({ from: 900, to: 950 }, wanted, { from: 25, to: 34 }, 4), { from: 21, to: 38 })
  let drawn = { from: 900, to: 950 }
  for (let i = 0; i < 10; i++) drawn = stepTo(drawn, wanted, { from: 25, to: 34 }, 4)
  assert.deepEqual(drawn, wanted)
})

test('heights of what is left out', () => {
  assert.equal(sumOf([1, 2, 3], 0, 2), 3)
  assert.equal(sumOf([1, 2, 3], 2, 3), 3)
})
