// Nobody waits for anybody else: not for hosts that hang, not for slow ones, not for somebody's thousands of followers;
// and what has failed is found again.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createOutbound, type Outbound } from '#machinery/http/outbound.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { startReceiver, type Receiver } from '#test/support/receiver.ts'
import { queueOutgoing } from '#domain/peers/outgoing.ts'
import { peerStates, retryHost } from '#domain/peers/peer-states.ts'
import { noteHostFailed, noteHostReached } from '#domain/peers/settle-delivery.ts'
import { startDelivery, type Delivery, type DeliveryLimits } from './engine.ts'

const HOUR = 3_600_000
let house: TestHouse
let outbound: Outbound
let delivery: Delivery | null
let receivers: Receiver[]
let late: number
let alice: number
let bob: number

beforeEach(async () => {
  late = 0
  delivery = null
  receivers = []
  house = await openTestHouse({ clock: { now: () => Date.now() + late }, reactions: new Proxy({}, { get: () => [] }) as never })
  ;[alice, bob] = [(await house.member('alice')).accountId, (await house.member('bob')).accountId]
  outbound = createOutbound({ allowedPrivateCidrs: ['127.0.0.0/8'], allowHttp: true, userAgent: 'Covey-test/1.0' })
})

afterEach(async () => {
  // Closing breaks off what hangs.
  for (const one of receivers) await one.close()
  await delivery?.stop()
  await outbound.close()
  await house.remove()
})

const start = (limits: Partial<DeliveryLimits> = {}): Delivery => delivery = startDelivery({ ...house, outbound }, { tickMs: 50, ...limits })

async function several(count: number, answer: Receiver['answer'] = () => 202): Promise<Receiver[]> {
  const fresh = await Promise.all(Array.from({ length: count }, (_, at) => startReceiver(`127.0.${receivers.length + 1}.${at + 1}`)))
  for (const one of fresh) one.answer = answer
  receivers.push(...fresh)
  return fresh
}

let counter = 0
const send = (accountId: number, inboxes: string[], body: object = {}) => house.write((tx) =>
  queueOutgoing(tx, { accountId, objectKey: `thing-${++counter}`, body: JSON.stringify(body), inboxes, followersOf: [], everybody: false }))
const inbox = (to: Receiver): string => `${to.origin}/inbox`
const reached = (...hosts: Receiver[]) => house.write(async (tx) => {
  for (const { host } of hosts) await noteHostReached(tx.db, host, { now: tx.now, scheme: null })
})
const sum = (hosts: readonly Receiver[]): number => hosts.reduce((all, one) => all + one.received.length, 0)

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !await done(); waited += 10) {
    if (waited > 8000) assert.fail(`never: ${what}`)
    await new Promise((resolve) => { setTimeout(resolve, 10) })
  }
}

test('however many hosts that fail hang, the others are served', async () => {
  const hanging = await several(12, () => 'hang')
  const [live] = await several(1)
  assert.ok(live)
  await house.write(async (tx) => {
    for (const { host } of hanging) await noteHostFailed(tx.db, host, { now: tx.now - HOUR, nextAttemptAt: tx.now - 1, error: 'timeout', counts: true })
  })
  for (let n = 0; n < 5; n++) await send(alice, hanging.map(inbox))
  start({ atOnce: 8, claimed: 16 })
  await until(() => hanging.some((one) => one.received.length > 0), 'those that fail are asked')
  for (let n = 0; n < 20; n++) await send(bob, [inbox(live)])
  await until(() => live.received.length === 20, 'everything reaches the live host')
  assert.equal(sum(hanging), 2, 'a quarter of the places is theirs')
})

test('however many hosts that nobody has reached yet hang, those that were reached before are served, after a start too', async () => {
  const hanging = await several(12, () => 'hang')
  const [live] = await several(1)
  assert.ok(live)
  await reached(live)
  await send(alice, hanging.map(inbox))
  start({ atOnce: 8, claimed: 16 })
  await until(() => sum(hanging) > 0, 'those that hang are asked')
  for (let n = 0; n < 20; n++) await send(bob, [inbox(live)])
  await until(() => live.received.length === 20, 'everything reaches the live host')
  assert.equal(sum(hanging), 7, 'all but an eighth of the places is theirs')
})

test('hosts that answer slowly are told one thing at a time, and leave most places to others', async () => {
  const sluggish = await several(6)
  const [live] = await several(1)
  assert.ok(live)
  await reached(live, ...sluggish)
  // One answer that takes long makes it known; from then on they do not answer at all.
  for (const one of sluggish) one.answer = () => one.received.length === 0 ? 202 : 'hang'
  await send(alice, sluggish.map(inbox))
  start({ atOnce: 8, claimed: 64, slowMs: -1 })
  await delivery?.idle()
  assert.equal(sum(sluggish), 6)
  for (let n = 0; n < 10; n++) await send(alice, sluggish.map(inbox))
  delivery?.wake()
  await until(() => sum(sluggish) === 8, 'two of them are asked')
  await send(bob, [inbox(live)])
  delivery?.wake()
  await until(() => live.received.length === 1, 'the live host is reached')
  assert.equal(sum(sluggish), 8, 'a quarter of the places is theirs, one each')
})

test('somebody\'s surge does not make what somebody else says to other hosts wait for its end', async () => {
  const crowd = await several(10)
  const [other] = await several(1)
  assert.ok(other)
  for (let n = 0; n < 40; n++) await send(alice, crowd.map(inbox))
  await send(bob, [inbox(other)])
  let before = -1
  other.answer = () => {
    before = sum(crowd)
    return 202
  }
  await start({ atOnce: 4, claimed: 24, prefetch: 4, perHost: 2 }).idle()
  assert.equal(sum(crowd), 400)
  assert.ok(before >= 0 && before < 200, `after ${before} of 400`)
})

test('a host that fails is probed by one delivery, and once that arrives the rest follows', async () => {
  const [back] = await several(1)
  assert.ok(back)
  await back.down()
  for (let n = 0; n < 30; n++) await send(alice, [inbox(back)], { n })
  await start().idle()
  assert.ok((await peerStates(house.db, { host: back.host }))[0]?.failingSince)
  await back.up()
  // While it is probed it is asked by nobody else.
  back.answer = () => {
    assert.ok(back.received.length > 0 || back.busy().most === 1)
    return 202
  }
  late += 3 * HOUR
  await delivery?.idle()
  assert.deepEqual(back.received.map((one) => one.body['n']), Array.from({ length: 30 }, (_, n) => n))
  assert.deepEqual(await peerStates(house.db, { host: back.host }), [])
})

test('an operator who knows that a host is back need not wait for the probe', async () => {
  const [back] = await several(1)
  assert.ok(back)
  await back.down()
  await send(alice, [inbox(back)])
  await start().idle()
  await house.write((tx) => noteHostFailed(tx.db, back.host, { now: tx.now, nextAttemptAt: tx.now + 24 * HOUR, error: 'down', counts: true }))
  await back.up()
  await delivery?.idle()
  assert.equal(back.received.length, 0)
  await retryHost(house, back.host)
  await delivery?.idle()
  assert.equal(back.received.length, 1)
})

test('after a restart the rows that wait are sent, and who failed before is still left alone', async () => {
  const [live, down] = await several(2)
  assert.ok(live && down)
  await down.down()
  await send(alice, [inbox(live), inbox(down)])
  await start().idle()
  await delivery?.stop()
  const [before] = await peerStates(house.db, { host: down.host })
  assert.equal(before?.waiting, 1)
  await house.write((tx) => noteHostFailed(tx.db, down.host, { now: tx.now, nextAttemptAt: tx.now + HOUR, error: 'down', counts: true }))
  for (let n = 0; n < 5; n++) await send(alice, [inbox(live), inbox(down)])
  await down.up()
  await start().idle()
  assert.deepEqual([live.received.length, down.received.length], [6, 0])
  late += 2 * HOUR
  await delivery?.idle()
  assert.equal(down.received.length, 6)
})
