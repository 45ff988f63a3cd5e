import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { createOutbound, type Outbound } from '#machinery/http/outbound.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { addRemoteAccount } from '#test/support/network.ts'
import { startReceiver, type Receiver } from '#test/support/receiver.ts'
import { lockedDomain } from '#domain/instance/domain-lock.ts'
import { queueOutgoing } from '#domain/peers/outgoing.ts'
import { inboxesOf } from '#domain/peers/recipients.ts'
import { hearFromHost, peerStates, retryHost, dropHost } from '#domain/peers/peer-states.ts'
import { readPublicKey } from '../signatures/keys.ts'
import { readSignature } from '../signatures/verify.ts'
import { startDelivery, type Delivery } from './engine.ts'

const HOUR = 3_600_000
let house: TestHouse
let outbound: Outbound
let delivery: Delivery | null
let receivers: Receiver[]
let late: number
let sender: number

const clock = { now: () => Date.now() + late }

beforeEach(async () => {
  late = 0
  delivery = null
  receivers = []
  house = await openTestHouse({ clock, reactions: new Proxy({}, { get: () => [] }) as never })
  sender = (await house.member('alice')).accountId
  outbound = createOutbound({ allowedPrivateCidrs: ['127.0.0.0/8'], allowHttp: true, userAgent: 'Covey-test/1.0' })
})

afterEach(async () => {
  await delivery?.stop()
  for (const one of receivers) await one.close()
  await outbound.close()
  await house.remove()
})

async function receiver(last: number, options?: { delayMs?: number }): Promise<Receiver> {
  const fresh = await startReceiver(`127.0.0.${last}`, options)
  receivers.push(fresh)
  return fresh
}

const start = (limits = {}): Delivery => delivery = startDelivery({ ...house, outbound }, { tickMs: 50, ...limits })

let counter = 0
/** Queues one activity about `about` to these inboxes. */
const send = (inboxes: string[], about = `thing-${++counter}`, body: object = { id: `https://covey.test/${++counter}`, about }) =>
  house.write((tx) => queueOutgoing(tx, { accountId: sender, objectKey: about, body: JSON.stringify(body), inboxes, followersOf: [], everybody: false }))

const rows = () => house.db.selectFrom('deliveries').selectAll().orderBy('id').execute()
const inbox = (to: Receiver): string => `${to.origin}/inbox`
const bodies = (of: Receiver) => of.received.map((one) => one.body['n'])

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !await done(); waited += 10) {
    if (waited > 5000) assert.fail(`never: ${what}`)
    await new Promise((resolve) => { setTimeout(resolve, 10) })
  }
}

describe('a delivery', () => {
  test('arrives signed by its author, once per inbox, and leaves no rows', async () => {
    const [b, c] = [await receiver(2), await receiver(3)]
    await send([inbox(b), inbox(c), `${c.origin}/users/x/inbox`])
    await start().idle()
    assert.deepEqual([b.received.length, c.received.length], [1, 2])
    const [first] = b.received
    assert.ok(first)
    assert.equal(first.headers['content-type'], 'application/activity+json')
    assert.equal(first.headers['user-agent'], 'Covey-test/1.0')
    const reading = readSignature({ method: 'POST', path: first.path, headers: first.headers, body: first.raw }, { ownOrigins: [b.origin] })
    assert.ok(reading.ok, JSON.stringify(reading))
    assert.equal(reading.keyId, `https://covey.test/ap/users/${sender}#main-key`)
    const key = await house.db.selectFrom('account_keys').select('public_key').where('account_id', '=', sender).executeTakeFirstOrThrow()
    const read = readPublicKey(key.public_key)
    assert.ok(read.ok && reading.check(read.key))
    assert.deepEqual(await rows(), [])
    assert.deepEqual(await house.db.selectFrom('outgoing').selectAll().execute(), [])
  })

  test('locks the domain before anybody hears of it', async () => {
    const b = await receiver(2)
    let known: unknown = null
    b.answer = () => 202
    assert.equal(await lockedDomain(house.db), null)
    await start().idle()
    assert.equal(await lockedDomain(house.db), null, 'nothing to say, nothing locked')
    await send([inbox(b)])
    await delivery?.idle()
    known = await lockedDomain(house.db)
    assert.deepEqual(known, { domain: 'covey.test', origin: 'https://covey.test' })
  })

  test('goes out with the other signature when the first is not accepted, and the host is remembered', async () => {
    const b = await receiver(2)
    b.answer = ({ headers }) => headers['signature-input'] ? 202 : 401
    await send([inbox(b)])
    await start().idle()
    assert.deepEqual(b.received.map((one) => 'signature-input' in one.headers), [false, true])
    const host = await house.db.selectFrom('hosts').selectAll().executeTakeFirstOrThrow()
    assert.equal(host.signature_scheme, 'rfc9421')
    await send([inbox(b)])
    await delivery?.idle()
    assert.deepEqual(b.received.map((one) => 'signature-input' in one.headers), [false, true, true])
  })
})

describe('order', () => {
  test('activities about one thing arrive in order although the first is declined for a while', async () => {
    const b = await receiver(2)
    let declining = true
    b.answer = (one) => declining && one.body['n'] === 1 ? 500 : 202
    for (const n of [1, 2, 3]) await send([inbox(b)], 'post', { n })
    await send([inbox(b)], 'other', { n: 'other' })
    await start().idle()
    assert.deepEqual(bodies(b).sort(), [1, 'other'], 'nothing about the post overtook its first activity; the rest went on')
    declining = false
    late += 2 * 60_000
    await delivery?.idle()
    assert.deepEqual(bodies(b).filter((n) => n !== 'other'), [1, 1, 2, 3])
  })

  test('many activities about one thing are never under way side by side', async () => {
    const b = await receiver(2, { delayMs: 2 })
    for (let n = 0; n < 20; n++) await send([inbox(b)], 'post', { n })
    await start().idle()
    assert.deepEqual(bodies(b), Array.from({ length: 20 }, (_, n) => n))
    assert.equal(b.busy().most, 1)
  })

  test('one given up holds nothing up', async () => {
    const b = await receiver(2)
    b.answer = (one) => one.body['n'] === 1 ? 400 : 202
    for (const n of [1, 2]) await send([inbox(b)], 'post', { n })
    await start().idle()
    assert.deepEqual(bodies(b), [1, 2])
    assert.deepEqual(await rows(), [])
  })
})

describe('hosts', () => {
  test('a host that is down or hangs does not delay another', async () => {
    const [dead, hanging, live] = [await receiver(2), await receiver(3), await receiver(4)]
    await dead.down()
    hanging.answer = () => 'hang'
    for (let n = 0; n < 50; n++) await send([inbox(dead), inbox(hanging), inbox(live)], `t${n}`, { n })
    const started = performance.now()
    start()
    await until(() => live.received.length === 50, 'everything reaches the live host')
    assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`)
    assert.equal(hanging.received.length, 1, 'one asks whether it answers at all')
    const state = (await peerStates(house.db)).find((one) => one.host === dead.host)
    assert.equal(state?.waiting, 50)
    assert.ok(state?.failingSince)
  })

  test('hosts with endless queues do not keep others from being found', async () => {
    const slow = await Promise.all([2, 3, 4].map((last) => receiver(last, { delayMs: 40 })))
    for (let n = 0; n < 40; n++) await send(slow.map(inbox), `slow${n}`)
    start({ claimed: 12, prefetch: 4, atOnce: 6, perHost: 2 })
    await until(() => slow.every((one) => one.received.length > 2), 'the slow ones are busy')
    const other = await receiver(5)
    await send([inbox(other)])
    await until(() => other.received.length === 1, 'the other one is reached')
    assert.ok(slow.some((one) => one.received.length < 40))
  })

  test('never hears more than so many at once', async () => {
    const b = await receiver(2, { delayMs: 5 })
    for (let n = 0; n < 40; n++) await send([inbox(b)])
    await start({ perHost: 3 }).idle()
    assert.equal(b.received.length, 40)
    assert.ok(b.busy().most <= 3, String(b.busy().most))
  })

  test('after an outage everything arrives, in order, one asking first', async () => {
    const b = await receiver(2)
    await b.down()
    for (let n = 0; n < 30; n++) await send([inbox(b)], n % 3 === 0 ? 'post' : `t${n}`, { n })
    await start().idle()
    assert.equal((await rows()).length, 30)
    const attempts = (await rows()).reduce((sum, row) => sum + row.attempts, 0)
    assert.ok(attempts <= 4, `${attempts} attempts at a host that is down`)
    for (let hours = 0; hours < 24; hours++) {
      late += HOUR
      await delivery?.idle()
    }
    const later = (await rows()).reduce((sum, row) => sum + row.attempts, 0)
    assert.ok(later > attempts && later <= 40, `${later} attempts in a day`)
    await b.up()
    late += 3 * HOUR
    await delivery?.idle()
    assert.equal(b.received.length, 30)
    const posts = bodies(b).filter((n) => Number(n) % 3 === 0)
    assert.deepEqual(posts, [...posts].sort((x, y) => Number(x) - Number(y)))
    const host = await house.db.selectFrom('hosts').selectAll().where('host', '=', b.host).executeTakeFirstOrThrow()
    assert.deepEqual([host.failing_since, host.failures, host.next_attempt_at], [null, 0, null])
  })

  test('one that asks for time gets it', async () => {
    const b = await receiver(2)
    b.answer = () => ({ status: 429, headers: { 'retry-after': '600' } })
    for (let n = 0; n < 10; n++) await send([inbox(b)])
    await start().idle()
    const asked = b.received.length
    assert.ok(asked <= 4)
    late += 9 * 60_000
    await delivery?.idle()
    assert.equal(b.received.length, asked)
    b.answer = () => 202
    late += 2 * 60_000
    await delivery?.idle()
    assert.equal(b.received.length, asked + 10)
  })

  test('one that fails at everything is left alone, one that fails at one thing is not', async () => {
    const b = await receiver(2)
    b.answer = () => 500
    for (let n = 0; n < 60; n++) await send([inbox(b)])
    await start().idle()
    assert.ok(b.received.length < 20, `${b.received.length} requests`)
  })

  test('an inbox that is gone is believed', async () => {
    const b = await receiver(2)
    const id = await house.write((tx) => addRemoteAccount(tx, 'bob', { origin: b.origin }))
    b.answer = () => 410
    for (let n = 0; n < 10; n++) await send([inbox(b)])
    await start().idle()
    assert.deepEqual(await rows(), [])
    assert.ok(b.received.length <= 5, `${b.received.length} requests`)
    assert.deepEqual(await inboxesOf(house.db, [id], clock.now()), [])
  })
})

describe('patience', () => {
  test('after eight days a delivery is given up, and an admin can have it tried again', async () => {
    const b = await receiver(2)
    await b.down()
    await send([inbox(b)])
    await start().idle()
    late += 9 * 24 * HOUR
    await delivery?.idle()
    const [row] = await rows()
    assert.ok(row?.dead_at)
    const [state] = await peerStates(house.db)
    assert.deepEqual([state?.waiting, state?.dead], [0, 1])
    await b.up()
    await retryHost(house, b.host)
    await delivery?.idle()
    assert.equal(b.received.length, 1)
  })

  test('a host that was given up is told things again once it speaks', async () => {
    const b = await receiver(2)
    const id = await house.write((tx) => addRemoteAccount(tx, 'bob', { origin: b.origin }))
    await b.down()
    await send([inbox(b)])
    await start().idle()
    late += 9 * 24 * HOUR
    assert.deepEqual(await inboxesOf(house.db, [id], clock.now()), [], 'nothing new for who has been silent for so long')
    await delivery?.idle()
    await b.up()
    await hearFromHost(house, b.host)
    assert.deepEqual(await inboxesOf(house.db, [id], clock.now()), [inbox(b)])
    await send([inbox(b)])
    await delivery?.idle()
    assert.equal(b.received.length, 1)
  })

  test('what waits for a host can be dropped', async () => {
    const b = await receiver(2)
    await send([inbox(b)])
    assert.equal((await dropHost(house, b.host))?.waiting, 1)
    await start().idle()
    assert.equal(b.received.length, 0)
    assert.deepEqual(await house.db.selectFrom('outgoing').selectAll().execute(), [])
  })
})

describe('a crash', () => {
  test('what was claimed and not settled is sent again', async () => {
    const b = await receiver(2)
    await send([inbox(b)])
    await house.write((tx) => tx.db.updateTable('deliveries').set({ claimed_until: clock.now() + HOUR }).execute())
    start()
    if (house.engine.alone) await delivery?.idle()
    else {
      await delivery?.idle()
      late += 2 * HOUR
      await delivery?.idle()
    }
    assert.equal(b.received.length, 1)
  })

  test('a stop gives back what was not sent', async () => {
    const b = await receiver(2, { delayMs: 30 })
    for (let n = 0; n < 40; n++) await send([inbox(b)])
    start()
    await until(() => b.received.length > 0, 'the first arrives')
    await delivery?.stop()
    const left = await rows()
    assert.ok(left.length > 0 && left.length < 40)
    assert.equal(left.length + b.received.length, 40)
    assert.ok(left.every((row) => row.claimed_until === null && row.attempts === 0))
  })
})

describe('keys', () => {
  test('an account whose key is of another kind still signs', async () => {
    const b = await receiver(2)
    const { privateKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
    await house.write((tx) => tx.db.updateTable('account_keys').set({ private_key: privateKey }).where('account_id', '=', sender).execute())
    await send([inbox(b)])
    await start().idle()
    assert.match(String(b.received[0]?.headers['signature']), /hs2019/)
  })
})
