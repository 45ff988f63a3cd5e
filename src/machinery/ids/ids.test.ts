// Ids sort by time, never repeat, spill into the next millisecond, and keep to their process's lane.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIds, firstIdAt } from './ids.ts'

const NOW = Date.UTC(2026, 10, 23)

test('ids rise, never repeat and stay whole numbers even when the clock stands still', () => {
  const ids = createIds({ now: () => NOW })
  const made = Array.from({ length: 10_000 }, () => ids.next())
  assert.equal(new Set(made).size, made.length)
  assert.deepEqual(made, made.toSorted((a, b) => a - b))
  assert.ok(made.every(Number.isSafeInteger))
  assert.ok((made[0] ?? 0) >= firstIdAt(NOW))
})

test('a clock set back does not bring ids back', () => {
  let now = NOW
  const ids = createIds({ now: () => now })
  const before = ids.next()
  now -= 60_000
  assert.ok(ids.next() > before)
})

test('an id for a date of its own sorts at that date, and never in the future', () => {
  const ids = createIds({ now: () => NOW })
  const old = NOW - 86_400_000
  const id = ids.at(old)
  assert.ok(id >= firstIdAt(old) && id < firstIdAt(old + 1))
  assert.ok(ids.at(NOW + 86_400_000) < firstIdAt(NOW + 1000))
  assert.ok(ids.at(-1e15) >= 0)
})

test('two lanes never give the same id', () => {
  const [one, two] = [0, 1].map((lane) => createIds({ now: () => NOW }, { lane, lanes: 64 }))
  const made = [one, two].flatMap((ids) => Array.from({ length: 3000 }, (_, index) => index % 2 ? ids?.next() : ids?.at(NOW - 5000 - index)))
  assert.equal(new Set(made).size, made.length)
})
