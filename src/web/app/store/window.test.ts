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

test('from one place to the next in steps of a few, the seen ones first', () => {
  const wanted = { from: 10, to: 60 }
  assert.deepEqual(stepTo({ from: 0, to: 30 }, wanted, { from: 20, to: 29 }, 4), { from: 10, to: 34 })
  assert.deepEqual(stepTo({ from: 15, to: 30 }, wanted, { from: 20, to: 35 }, 4), { from: 15, to: 32 }, 'below first')
  assert.deepEqual(stepTo({ from: 30, to: 60 }, wanted, { from: 25, to: 34 }, 4), { from: 28, to: 60 })
  assert.deepEqual(stepTo({ from: 900, to: 950 }, wanted, { from: 25, to: 34 }, 4), { from: 25, to: 27 })
  assert.deepEqual(stepTo({ from: 0, to: 14 }, wanted, { from: 25, to: 34 }, 4), { from: 25, to: 27 }, 'what is far from what is seen is not filled up to it')
  let drawn = { from: 900, to: 950 }
  const most = []
  for (let i = 0; i < 20; i++) {
    const next = stepTo(drawn, wanted, { from: 25, to: 34 }, 1)
    if (i > 0) most.push(drawn.from - next.from + next.to - drawn.to)
    drawn = next
  }
  assert.ok(Math.max(...most) <= 2, `${most}`)
  for (let i = 0; i < 40; i++) drawn = stepTo(drawn, wanted, { from: 25, to: 34 }, 1)
  assert.deepEqual(drawn, wanted)
})

test('heights of what is left out', () => {
  assert.equal(sumOf([1, 2, 3], 0, 2), 3)
  assert.equal(sumOf([1, 2, 3], 2, 3), 3)
})
