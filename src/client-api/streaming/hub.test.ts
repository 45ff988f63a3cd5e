// Messages are loaded and written once, however many listen, and leave in the order in which they came.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#domain/context.ts'
import { hiddenAccounts } from '#domain/relationships/hidden.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { posts } from '#test/seeds/village.ts'
import { createHub } from './hub.ts'
import type { Listener } from './listener.ts'
import type { Owners } from './owners.ts'
import { wishOf } from './streams.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.remove())

/** The house's database with its statements counted. */
function counted(): { db: Context['db']; statements(): number } {
  let statements = 0
  const db = new Proxy(house.db, {
    get(target, name) {
      if (name === 'getExecutor' || name === 'selectFrom') statements += 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) as unknown : value
    },
  })
  return { db, statements: () => statements }
}

const nobody: Owners = { hold: () => Promise.reject(new Error('not asked for')), letGo: () => {}, refresh: async () => {} }

interface Ear extends Listener { got: Buffer[] }

async function ear(accountId: number): Promise<Ear> {
  const got: Buffer[] = []
  const session = { tokenId: 1, appId: 1, scopes: ['read'], user: null, lastUsedAt: null }
  return {
    owner: { accountId, hidden: await hiddenAccounts(house.db, accountId), filters: [] }, format: 'frame', session, subscriptions: new Map(), got,
    send: (bytes) => { got.push(bytes) }, end: () => {},
  }
}

const settle = (): Promise<void> => sleep(50)

async function deliver(people: number, statusId: number): Promise<{ statements: number; ears: Ear[] }> {
  const { db, statements } = counted()
  const at = { db, config: house.config, clock: house.clock }
  const hub = createHub({ at, owners: nobody, log: house.log, recheck: async () => {} })
  const ears: Ear[] = []
  for (let i = 0; i < people; i++) {
    const one = await ear(900_000 + i)
    hub.subscribe(one, wishOf('public', {}, one.owner.accountId))
    hub.subscribe(one, wishOf('user', {}, one.owner.accountId))
    ears.push(one)
  }
  const before_ = statements()
  const streams = ['public', ...ears.map((one) => `user:${one.owner.accountId}`)]
  hub.hear({ event: 'update', id: statusId, streams })
  hub.hear({ event: 'delete', id: statusId, streams })
  await settle()
  return { statements: statements() - before_, ears }
}

test('one load and one writing for one listener as for forty, in order', async () => {
  const { accountId } = await house.member('ann')
  const statusId = await posts(house, accountId, 'hello')
  const few = await deliver(1, statusId)
  const many = await deliver(40, statusId)
  assert.ok(few.statements > 0)
  assert.equal(many.statements, few.statements)
  const [first, ...others] = many.ears
  const sent: Buffer[] = first?.got ?? []
  assert.equal(sent.length, 4)
  for (const other of others) for (const [i, bytes] of other.got.entries()) assert.ok(bytes === sent[i], 'the same bytes, not a copy')
  const events = sent.map((bytes) => (JSON.parse(String(bytes)) as { stream: string[]; event: string })).map((told) => `${told.stream[0]} ${told.event}`)
  assert.deepEqual(events, ['public update', 'user update', 'public delete', 'user delete'])
})

test('nothing is loaded that nobody listens to, and nothing reaches who has left', async () => {
  const { accountId } = await house.member('ben')
  const statusId = await posts(house, accountId, 'hello')
  const { db, statements } = counted()
  const hub = createHub({
    at: { db, config: house.config, clock: house.clock }, log: house.log, recheck: async () => {},
    owners: nobody,
  })
  hub.hear({ event: 'update', id: statusId, streams: ['public'] })
  assert.equal(statements(), 0)
  const [stays, leaves]: [Ear, Ear] = [await ear(1), await ear(2)]
  for (const one of [stays, leaves]) hub.subscribe(one, wishOf('public', {}, one.owner.accountId))
  hub.hear({ event: 'update', id: statusId, streams: ['public'] })
  hub.leave(leaves)
  await settle()
  assert.deepEqual([stays.got.length, leaves.got.length], [1, 0])
})

test('a status that is gone is told to nobody, and what comes after is', async () => {
  const hub = createHub({
    at: house, log: house.log, recheck: async () => {}, owners: { ...nobody, refresh: async () => { throw new Error('no database') } },
  })
  const one = await ear(3)
  hub.subscribe(one, wishOf('public', {}, 3))
  hub.hear({ event: 'update', id: 12345, streams: ['public'] })
  hub.hear({ event: 'refresh', id: 3, streams: ['user:3'] })
  hub.hear({ event: 'delete', id: 12345, streams: ['public'] })
  await settle()
  assert.deepEqual(one.got.map((bytes) => (JSON.parse(String(bytes)) as { event: string }).event), ['delete'])
})
