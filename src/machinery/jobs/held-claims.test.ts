// What is held for long is renewed until it is let go; what is done soon costs nothing; a failed renewal is only a line.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '#machinery/log/log.ts'
import { holdClaims } from './held-claims.ts'

const log = createLog('silent')

async function until(check: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !check(); await sleep(5)) assert.ok(Date.now() < end, 'it did not happen')
}

test('what is held over two looks is renewed together, again and again, until it is let go', async () => {
  const renewed: string[] = []
  const claims = holdClaims(async (ids) => { renewed.push(ids.join(' ')) }, log, 20)
  claims.hold([1, 2])
  claims.hold([3])
  await until(() => renewed.length >= 2)
  assert.deepEqual(new Set(renewed), new Set(['1 2 3']))
  claims.letGo([1, 3])
  const sofar = renewed.length
  await until(() => renewed.length > sofar)
  assert.equal(renewed.at(-1), '2')
  claims.letGo([2])
  const all = renewed.length
  await sleep(80)
  assert.equal(renewed.length, all)
  claims.stop()
})

test('nothing is renewed that is let go at once, and nothing after a stop', async () => {
  const renewed: number[] = []
  const claims = holdClaims(async (ids) => { renewed.push(...ids) }, log, 200)
  claims.hold([1])
  claims.letGo([1])
  await sleep(450)
  assert.deepEqual(renewed, [])
  claims.hold([2])
  claims.stop()
  await sleep(450)
  assert.deepEqual(renewed, [])
})

test('a database that is away is tried again', async () => {
  let tries = 0
  const claims = holdClaims(async () => {
    tries += 1
    throw new Error('away')
  }, log, 20)
  claims.hold([1])
  await until(() => tries >= 2)
  claims.stop()
})
