// Housekeeping of the queue: what was tried for too long is given up, what was given up long ago goes, the rest stays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { addDeliveries } from './deliveries.ts'
import { DEAD_KEPT_MS, GONE_KEPT_MS, PATIENCE_MS } from './patience.ts'
import { closeInbox, noteHostFailed, noteHostReached, postponeDelivery, tidyQueue } from './settle-delivery.ts'

const HOUR = 3_600_000
let house: TestHouse
let accountId: number
let now = Date.UTC(2026, 5, 1)
before(async () => {
  house = await openTestHouse({ clock: { now: () => now } })
  accountId = (await house.member('ada')).accountId
})
after(() => house.remove())

/** An activity on its way to one inbox of each host; the ids of its deliveries. */
const send = (...hosts: string[]) => house.write(async (tx) => {
  const id = tx.id()
  await tx.db.insertInto('outgoing').values({ id, account_id: accountId, object_key: `key:${id}`, body: '{}', spread: null, created_at: tx.now }).execute()
  await addDeliveries(tx, { id, accountId, objectKey: `key:${id}` }, hosts.map((host) => `https://${host}/inbox`))
  return id
})
const waiting = async () => (await house.db.selectFrom('deliveries').select(['host', 'dead_at']).orderBy('id').execute()).map((row) => [row.host, row.dead_at !== null])
const fails = (host: string) => house.write((tx) => noteHostFailed(tx.db, host, { now: tx.now, nextAttemptAt: tx.now + HOUR, error: 'refused', counts: true }))

test('a host that fails for eight days is told nothing old any more; one that answered in between, or fails since yesterday, is', async () => {
  await send('dead.example', 'back.example', 'new.example')
  await fails('dead.example')
  await fails('back.example')
  now += PATIENCE_MS - HOUR
  await fails('new.example')
  await house.write((tx) => noteHostReached(tx.db, 'back.example', { now: tx.now, scheme: null }))
  await tidyQueue(house)
  assert.deepEqual(await waiting(), [['dead.example', false], ['back.example', false], ['new.example', false]])
  now += 2 * HOUR
  const fresh = await send('dead.example')
  await tidyQueue(house)
  assert.deepEqual(await waiting(), [['dead.example', true], ['back.example', false], ['new.example', false], ['dead.example', false]])
  await house.write((tx) => tx.db.deleteFrom('deliveries').where('outgoing_id', '=', fresh).execute())
})

test('what was given up is kept for an admin to see, then it goes, with the activity nobody waits for', async () => {
  const id = await send('lost.example')
  const { id: delivery } = await house.db.selectFrom('deliveries').select('id').where('outgoing_id', '=', id).executeTakeFirstOrThrow()
  await house.write((tx) => postponeDelivery(tx.db, { id: delivery, nextAt: null, error: 'given up' }, tx.now))
  await house.write((tx) => closeInbox(tx.db, { host: 'gone.example', url: 'https://gone.example/inbox' }, tx.now))
  const there = async () => [
    (await house.db.selectFrom('deliveries').select('id').where('id', '=', delivery).execute()).length,
    (await house.db.selectFrom('outgoing').select('id').where('id', '=', id).execute()).length,
    (await house.db.selectFrom('inboxes_gone').select('at').execute()).length,
  ]
  now += DEAD_KEPT_MS - HOUR
  await tidyQueue(house)
  assert.deepEqual(await there(), [1, 1, 1])
  now += 2 * HOUR
  await tidyQueue(house)
  assert.deepEqual(await there(), [0, 0, 1])
  now += GONE_KEPT_MS - DEAD_KEPT_MS
  await tidyQueue(house)
  assert.deepEqual(await there(), [0, 0, 0])
})

test('more than one step takes it all', async () => {
  await house.write((tx) => tx.db.deleteFrom('deliveries').execute())
  await send(...Array.from({ length: 1100 }, (_, index) => `h${index}.example`))
  await house.write((tx) => tx.db.updateTable('deliveries').set({ dead_at: tx.now }).execute())
  now += DEAD_KEPT_MS + HOUR
  await tidyQueue(house)
  assert.deepEqual(await waiting(), [])
})
