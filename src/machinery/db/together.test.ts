// Commits of the embedded engine are shared: many transactions asked for at once cost one sync, and a failed sync fails all.
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { serially } from './serially.ts'
import { together } from './together.ts'

function open(durable: () => Promise<void>) {
  const database = new DatabaseSync(':memory:')
  database.exec('create table notes (id integer primary key)')
  const begun: number[] = []
  const transact = together({
    database, durable, exclusively: serially(),
    begin: async () => {
      begun.push(begun.length)
      database.exec('begin immediate')
    },
  })
  const add = (id: number) => transact(async () => { database.exec(`insert into notes values (${id})`) })
  const ids = () => database.prepare('select id from notes order by id').all().map((row) => row['id'])
  return { database, transact, add, ids, begun }
}

test('what is asked for at once is one commit; what comes while it is synced is the next', async () => {
  let sync = () => {}
  let syncs = 0
  const { add, ids, begun } = open(() => new Promise((resolve) => {
    syncs += 1
    sync = resolve
  }))
  const ended: number[] = []
  const first = Promise.all([1, 2, 3].map((id) => add(id).then(() => ended.push(id))))
  while (syncs === 0) await new Promise(setImmediate)
  const second = Promise.all([4, 5].map((id) => add(id).then(() => ended.push(id))))
  await new Promise(setImmediate)
  assert.deepEqual([ids(), ended, begun.length], [[1, 2, 3], [], 1], 'none has ended before the sync')
  sync()
  await first
  while (syncs === 1) await new Promise(setImmediate)
  sync()
  await second
  assert.deepEqual([ids(), ended, begun.length, syncs], [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 2, 2])
})

test('a group that takes long lets others have a turn in between, and is still one commit', async (t) => {
  let now = performance.now()
  t.mock.method(performance, 'now', () => now)
  const { transact, begun } = open(async () => {})
  const turns: number[] = []
  let ended = 0
  const busily = () => transact(async () => {
    now += 4.5
    ended += 1
  })
  const both = Promise.all([busily(), busily()])
  while (ended < 2) {
    await new Promise(setImmediate)
    turns.push(ended)
  }
  await both
  assert.ok(turns.includes(1), 'a turn after the first and before the second')
  assert.equal(begun.length, 1)
})

test('what changes nothing is not synced', async () => {
  const { transact } = open(() => assert.fail('nothing to sync'))
  assert.equal(await transact(async () => 7), 7)
})

test('when the disk refuses, everybody in the group hears of it', async () => {
  const { add } = open(() => Promise.reject(new Error('no disk')))
  const ended = await Promise.allSettled([add(1), add(2)])
  assert.deepEqual(ended.map((one) => one.status === 'rejected' && (one.reason as Error).message), ['no disk', 'no disk'])
})

test('when SQLite takes back everything, everybody in the group hears of it, and the next goes on', async () => {
  const { database, transact, add, ids } = open(async () => {})
  const ended = await Promise.allSettled([add(1), transact(async () => {
    database.exec('rollback')
    throw new Error('full')
  }), add(2)])
  assert.deepEqual(ended.map((one) => one.status === 'rejected' && (one.reason as Error).message), ['full', 'full', 'full'])
  await add(3)
  assert.deepEqual(ids(), [3])
})

test('who cannot begin fails alone', async () => {
  const database = new DatabaseSync(':memory:')
  let tries = 0
  const transact = together({
    database, durable: async () => {}, exclusively: serially(),
    begin: async () => {
      if (tries++ === 0) throw new Error('locked')
      database.exec('begin')
    },
  })
  const ended = await Promise.allSettled([transact(async () => 1), transact(async () => 2)])
  assert.deepEqual(ended.map((one) => one.status), ['rejected', 'fulfilled'])
})
