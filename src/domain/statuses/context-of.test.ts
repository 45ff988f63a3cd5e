// A thread from its root to its leaves, as different people see it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { block } from '#domain/relationships/block.ts'
import { mute } from '#domain/relationships/mute.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { follows, posts } from '#test/seeds/village.ts'
import { listening } from '#test/support/told-events.ts'
import { ancestorsOf, descendantsOf } from './context-of.ts'

let house: TestHouse
const people: Record<string, number> = {}
const who = (name: string) => people[name] ?? 0
const reply = (name: string, inReplyToId: number, words = {}) => posts(house, who(name), 'reply', { inReplyToId, ...words })

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions })
  for (const name of ['alice', 'bob', 'carol', 'dave', 'quiet']) people[name] = (await house.member(name)).accountId
  await house.write((tx) => tx.db.updateTable('accounts').set({ silenced_at: tx.now }).where('id', '=', who('quiet')).execute())
})
after(() => house.remove())

test('ancestors are the chain above, oldest first; descendants each branch in turn, self-replies before others', async () => {
  const root = await posts(house, who('alice'), 'root')
  const b = await reply('bob', root)
  const c = await reply('carol', b)
  const d = await reply('dave', root)
  const own = await reply('alice', root)
  const ownMore = await reply('alice', own)
  const last = await reply('bob', b)
  assert.deepEqual(await ancestorsOf(house.db, null, c), [root, b])
  assert.deepEqual(await ancestorsOf(house.db, null, root), [])
  // Bob's second answer still answers alice, so it is no self-reply.
  assert.deepEqual(await descendantsOf(house.db, null, root), [own, ownMore, b, c, last, d])
  assert.deepEqual(await descendantsOf(house.db, null, b), [c, last])
})

test('private branches, blocked, muted and silenced people are left out', async () => {
  const root = await posts(house, who('alice'), 'root')
  const secret = await reply('bob', root, { visibility: 'private' })
  const b = await reply('bob', root)
  const c = await reply('carol', b)
  const quiet = await reply('quiet', root)
  assert.deepEqual(await descendantsOf(house.db, null, root), [b, c])
  assert.deepEqual(await descendantsOf(house.db, who('dave'), root), [b, c])
  assert.deepEqual(await descendantsOf(house.db, who('bob'), root), [secret, b, c])
  await follows(house, who('dave'), who('quiet'))
  assert.deepEqual(await descendantsOf(house.db, who('dave'), root), [b, c, quiet])
  await house.write((tx) => block(tx, who('dave'), who('bob')))
  await house.write((tx) => mute(tx, who('dave'), who('carol'), { notifications: true, durationMs: 0 }))
  assert.deepEqual(await descendantsOf(house.db, who('dave'), root), [quiet])
  assert.deepEqual(await ancestorsOf(house.db, who('dave'), c), [root])
})

test('the public gets 40 above and 60 below, members the whole', async () => {
  const chain = [await posts(house, who('alice'), 'root')]
  for (let depth = 0; depth < 45; depth++) chain.push(await reply('alice', chain.at(-1) ?? 0))
  const leaf = chain.at(-1) ?? 0
  assert.deepEqual(await ancestorsOf(house.db, null, leaf), chain.slice(-41, -1))
  assert.deepEqual(await ancestorsOf(house.db, who('carol'), leaf), chain.slice(0, -1))
  assert.equal((await descendantsOf(house.db, null, chain[0] ?? 0)).length, 20)
  assert.equal((await descendantsOf(house.db, who('carol'), chain[0] ?? 0)).length, 45)
  const wide = await posts(house, who('alice'), 'wide')
  for (let count = 0; count < 65; count++) await reply('bob', wide)
  assert.equal((await descendantsOf(house.db, null, wide)).length, 60)
})
