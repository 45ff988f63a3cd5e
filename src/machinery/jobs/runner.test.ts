// The runner: nothing twice, nothing lost, those that end together removed together, and a database that refuses for a while.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '#machinery/log/log.ts'
import type { Job } from './queue.ts'
import { startJobRunner, type JobHandler } from './runner.ts'

/** A queue in memory that counts what it is asked. */
function openQueue(count: number) {
  const waiting: Job[] = Array.from({ length: count }, (_, id) => ({ id, kind: 'work', payload: id, attempts: 1 }))
  const claimed = new Set<number>()
  const failed: number[] = []
  const asked: { done: number; limit: number }[] = []
  let refusals = 0
  return {
    waiting, claimed, failed, asked,
    refuse: (times: number) => { refusals = times },
    store: {
      async next(done: readonly number[], limit: number) {
        if (refusals > 0) {
          refusals -= 1
          throw new Error('the disk is full')
        }
        asked.push({ done: done.length, limit })
        for (const id of done) assert.ok(claimed.delete(id), 'removed once')
        const jobs = waiting.splice(0, limit)
        for (const job of jobs) claimed.add(job.id)
        return jobs
      },
      renew: async () => {},
      fail: async (job: Job) => {
        claimed.delete(job.id)
        failed.push(job.id)
      },
    },
  }
}

function run(queue: ReturnType<typeof openQueue>, work: JobHandler, tickMs = 10_000) {
  return startJobRunner({ store: queue.store, handlers: { work }, log: createLog('silent'), isFinal: () => false, concurrency: 8, tickMs })
}

test('runs everything once, never more than allowed side by side, and is idle when all is removed', async () => {
  const queue = openQueue(50)
  const ran: number[] = []
  let [now, most] = [0, 0]
  const runner = run(queue, async (payload: number) => {
    most = Math.max(most, now += 1)
    await new Promise((resolve) => { setTimeout(resolve, payload % 3) })
    now -= 1
    ran.push(payload)
  })
  await runner.idle()
  assert.deepEqual(ran.toSorted((a, b) => a - b), Array.from({ length: 50 }, (_, id) => id))
  assert.equal(most, 8)
  assert.equal(queue.claimed.size, 0)
  await runner.stop()
})

test('what ends together is removed and replaced in one transaction', async () => {
  const queue = openQueue(32)
  const runner = run(queue, async () => {})
  await runner.idle()
  assert.deepEqual(queue.asked.slice(0, 5), [{ done: 0, limit: 8 }, ...Array.from({ length: 4 }, () => ({ done: 8, limit: 8 }))])
  await runner.stop()
})

test('a failed job is put back and the others go on', async () => {
  const queue = openQueue(10)
  const runner = run(queue, async (payload: number) => { if (payload % 2 === 0) throw new Error('no') })
  await runner.idle()
  assert.deepEqual(queue.failed.toSorted((a, b) => a - b), [0, 2, 4, 6, 8])
  assert.equal(queue.claimed.size, 0)
  await runner.stop()
})

test('when the database refuses, what is done is remembered and removed later', async () => {
  const queue = openQueue(3)
  const runner = run(queue, async () => { queue.refuse(2) }, 10)
  await runner.idle()
  assert.equal(queue.claimed.size, 0)
  await runner.stop()
})

test('stopping lets what runs end, and takes nothing new', async () => {
  const queue = openQueue(20)
  let ended = 0
  const runner = run(queue, async () => {
    await new Promise((resolve) => { setTimeout(resolve, 30) })
    ended += 1
  })
  while (queue.claimed.size === 0) await new Promise(setImmediate)
  await runner.stop()
  assert.deepEqual([ended, queue.waiting.length, queue.claimed.size], [8, 12, 0])
})
