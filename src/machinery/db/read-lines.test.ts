// Which connection a read takes: the same for what is asked together, one with nothing to do for what comes meanwhile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type postgres from 'postgres'
import { openReadLines } from './read-lines.ts'

const turn = () => new Promise((resolve) => { setImmediate(resolve) })

function threeLines() {
  let opened = 0
  const ended: number[] = []
  const lines = openReadLines(() => {
    const number = opened++
    return { number, end: async () => { ended.push(number) } } as unknown as postgres.Sql
  }, 3)
  const take = () => {
    const { sql, done } = lines.take()
    return { number: (sql as unknown as { number: number }).number, done }
  }
  return { take, ended, close: lines.close }
}

test('what is asked in one breath shares a connection; what is asked while it works takes another', async () => {
  const { take, ended, close } = threeLines()
  const [first, second] = [take(), take()]
  assert.deepEqual([first.number, second.number], [0, 0])
  await turn()
  const third = take()
  assert.equal(third.number, 1)
  await turn()
  first.done()
  second.done()
  assert.equal(take().number, 0)
  await turn()
  assert.equal(take().number, 2)
  await close()
  assert.deepEqual(ended.toSorted(), [0, 1, 2])
})

test('whoever asks when all work waits behind the fewest', async () => {
  const { take } = threeLines()
  for (const many of [3, 2, 2]) {
    for (let n = 0; n < many; n++) take()
    await turn()
  }
  const next = take()
  assert.equal(next.number, 1)
})
