// Favourites, boosts, bookmarks, pins and muted threads: once, counted, told once, and only where one may.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { block } from '#domain/relationships/block.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { follows, posts, remotePerson } from '#test/seeds/village.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { bookmark, unbookmark } from './bookmark.ts'
import { favourite, unfavourite } from './favourite.ts'
import { mutersOf, muteThread, unmuteThread } from './mute-thread.ts'
import { boosters, bookmarksOf, favouriters, favouritesOf } from './pages.ts'
import { pin, unpin } from './pin.ts'
import { reblog, unreblog } from './reblog.ts'

let house: TestHouse
let told: Told
const people: Record<string, number> = {}
const who = (name: string) => people[name] ?? 0
const row = async (id: number) => {
  const found = await statusRow(house.db, id)
  assert.ok(found)
  return found
}
const refuses = (promise: Promise<unknown>, code: string) => assert.rejects(promise, (error: { code?: string }) => error.code === code)
const counted = async (id: number) => (await house.db.selectFrom('accounts').select('statuses_count').where('id', '=', id).executeTakeFirstOrThrow()).statuses_count

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions })
  for (const name of ['author', 'follower', 'stranger', 'blocked']) people[name] = (await house.member(name)).accountId
  people['remote'] = await remotePerson(house, 'remote')
  await follows(house, who('follower'), who('author'))
  await follows(house, who('remote'), who('author'))
  await house.write((tx) => block(tx, who('author'), who('blocked')))
})
after(() => house.remove())
beforeEach(() => { told.length = 0 })

describe('favourites', () => {
  const like = (name: string, id: number) => house.write((tx) => favourite(tx, who(name), id))
  const unlike = (name: string, id: number) => house.write((tx) => unfavourite(tx, who(name), id))

  test('count once, are told once, and go back to nothing', async () => {
    const id = await posts(house, who('author'), 'Hi')
    told.length = 0
    const changes = await Promise.all([like('stranger', id), like('stranger', id)])
    assert.deepEqual(changes.map((one) => one.changed).sort(), [false, true])
    await like('remote', id)
    assert.equal((await row(id)).favourites_count, 2)
    assert.deepEqual(told.map(([name]) => name), ['status.favourited', 'status.favourited'])
    const back = await Promise.all([unlike('stranger', id), unlike('stranger', id)])
    assert.deepEqual(back.map((one) => one.changed).sort(), [false, true])
    assert.equal((await row(id)).favourites_count, 1)
    assert.equal(told.filter(([name]) => name === 'status.unfavourited').length, 1)
    assert.equal((await unlike('author', id)).changed, false)
  })

  test('are about what a boost boosts', async () => {
    const id = await posts(house, who('author'), 'Hi')
    const boost = await house.write((tx) => reblog(tx, who('follower'), id))
    assert.equal((await like('stranger', boost)).statusId, id)
    assert.equal((await row(id)).favourites_count, 1)
    assert.equal((await unlike('stranger', boost)).changed, true)
  })

  test('need to see the post, and no quarrel', async () => {
    const secret = await posts(house, who('author'), 'Hi', { visibility: 'private' })
    await like('follower', secret)
    await like('remote', secret)
    await refuses(like('stranger', secret), 'record.missing')
    await refuses(like('blocked', await posts(house, who('author'), 'Hi')), 'record.missing')
    await refuses(like('author', await posts(house, who('blocked'), 'Hi')), 'action.forbidden')
    await refuses(like('author', 12), 'record.missing')
  })

  test('can be taken back from what one no longer sees', async () => {
    const id = await posts(house, who('author'), 'Hi')
    await like('stranger', id)
    await house.write((tx) => tx.db.updateTable('statuses').set({ visibility: 'direct' }).where('id', '=', id).execute())
    assert.equal((await unlike('stranger', id)).changed, true)
  })
})

describe('boosts', () => {
  const boost = (name: string, id: number, options = {}) => house.write((tx) => reblog(tx, who(name), id, options))
  const unboost = (name: string, id: number) => house.write((tx) => unreblog(tx, who(name), id))

  test('are statuses that point at the original, once each', async () => {
    const id = await posts(house, who('author'), 'Hi')
    told.length = 0
    const before_ = await counted(who('stranger'))
    const [one, two] = await Promise.all([boost('stranger', id, { visibility: 'unlisted' }), boost('stranger', id)])
    assert.equal(one, two)
    const [original, made] = [await row(id), await row(one)]
    assert.deepEqual([original.reblogs_count, made.reblog_of_id, made.local], [1, id, 1])
    assert.equal(await counted(who('stranger')), before_ + 1)
    assert.deepEqual(told, [['status.reblogged', { statusId: one, originalId: id, accountId: who('stranger') }]])
    const again = await boost('follower', one)
    assert.equal((await row(again)).reblog_of_id, id, 'a boost of a boost is one of the original')
    told.length = 0
    assert.deepEqual(await unboost('stranger', id), { statusId: id, changed: true })
    assert.deepEqual(await unboost('stranger', id), { statusId: id, changed: false })
    assert.deepEqual(told, [['status.unreblogged', { statusId: one, originalId: id, accountId: who('stranger') }]])
    assert.equal((await row(id)).reblogs_count, 1)
    assert.equal(await counted(who('stranger')), before_)
    assert.deepEqual(await unboost('follower', again), { statusId: id, changed: true }, 'by the boost\'s own id, too')
  })

  test('of private posts are the author\'s own business; direct ones are nobody\'s', async () => {
    const secret = await posts(house, who('author'), 'Hi', { visibility: 'private' })
    await refuses(boost('follower', secret), 'action.forbidden')
    await refuses(boost('stranger', secret), 'record.missing')
    assert.equal((await row(await boost('author', secret, { visibility: 'public' }))).visibility, 'private')
    const direct = await posts(house, who('author'), 'Hi', { visibility: 'direct', mentions: [who('follower')] })
    await refuses(boost('author', direct), 'action.forbidden')
    await refuses(boost('follower', direct), 'action.forbidden')
    await refuses(boost('stranger', direct), 'record.missing')
    await refuses(boost('author', await posts(house, who('blocked'), 'Hi')), 'action.forbidden')
  })

  test('from elsewhere come once, and do not come back', async () => {
    const id = await posts(house, who('author'), 'Hi')
    const uri = 'https://peer.example/boosts/1'
    const made = await boost('remote', id, { uri, createdAt: Date.now() - 5000 })
    assert.equal(await boost('remote', id, { uri }), made)
    assert.deepEqual([(await row(made)).local, (await row(made)).uri], [0, uri])
    await unboost('remote', id)
    await refuses(boost('remote', id, { uri }), 'record.gone')
    assert.equal((await row(id)).reblogs_count, 0)
  })
})

describe('bookmarks', () => {
  test('are kept once and listed latest first; only that one is taken back is told, for old posts', async () => {
    const [a, b] = [await posts(house, who('author'), 'a'), await posts(house, who('author'), 'b')]
    told.length = 0
    for (const id of [b, a, b]) await house.write((tx) => bookmark(tx, who('follower'), id))
    assert.deepEqual((await bookmarksOf(house.db, who('follower'), { limit: 20 })).ids, [a, b])
    assert.deepEqual(await house.write((tx) => unbookmark(tx, who('follower'), a)), { statusId: a, changed: true })
    assert.deepEqual(await house.write((tx) => unbookmark(tx, who('follower'), a)), { statusId: a, changed: false })
    assert.deepEqual((await bookmarksOf(house.db, who('follower'), { limit: 20 })).ids, [b])
    assert.deepEqual(told, [['status.unbookmarked', { statusId: a, accountId: who('follower') }]])
    await refuses(house.write((tx) => bookmark(tx, who('stranger'), 12)), 'record.missing')
  })
})

describe('pins', () => {
  const put = (name: string, id: number) => house.write((tx) => pin(tx, who(name), id))
  const words = (promise: Promise<unknown>, message: string) => assert.rejects(promise, { message: `Validation failed: ${message}` })

  test('are five own posts, told once each', async () => {
    const ids: number[] = []
    for (let count = 0; count < 6; count++) ids.push(await posts(house, who('author'), 'Pin'))
    told.length = 0
    for (const id of ids.slice(0, 5)) await put('author', id)
    await put('author', ids[0] ?? 0)
    assert.equal(told.length, 5)
    await words(put('author', ids[5] ?? 0), 'You have already pinned the maximum number of posts')
    await house.write((tx) => unpin(tx, who('author'), ids[0] ?? 0))
    await house.write((tx) => unpin(tx, who('author'), ids[0] ?? 0))
    assert.equal(told.filter(([name]) => name === 'status.unpinned').length, 1)
    await put('author', ids[5] ?? 0)
  })

  test('are not other people\'s, not boosts, not direct', async () => {
    const id = await posts(house, who('author'), 'x')
    await words(put('stranger', id), 'Someone else\'s post cannot be pinned')
    await words(put('stranger', await house.write((tx) => reblog(tx, who('stranger'), id))), 'A boost cannot be pinned')
    await words(put('stranger', await posts(house, who('stranger'), 'x', { visibility: 'direct' })), 'Posts that are only visible to mentioned users cannot be pinned')
    await refuses(put('stranger', 12), 'record.missing')
  })

  test('of remote accounts are as many as their server says', async () => {
    for (let count = 0; count < 7; count++) await put('remote', await posts(house, who('remote'), 'x', { uri: `https://peer.example/pins/${count}` }))
    const pins = await house.db.selectFrom('pins').select('id').where('account_id', '=', who('remote')).execute()
    assert.equal(pins.length, 7)
  })
})

test('a muted thread is muted for all its posts', async () => {
  const root = await posts(house, who('author'), 'Root')
  const reply = await posts(house, who('stranger'), 'Reply', { inReplyToId: root })
  for (let twice = 0; twice < 2; twice++) await house.write((tx) => muteThread(tx, who('author'), reply))
  assert.deepEqual(await mutersOf(house.db, root, [who('author'), who('stranger')]), new Set([who('author')]))
  await house.write((tx) => unmuteThread(tx, who('author'), root))
  assert.deepEqual(await mutersOf(house.db, root, [who('author')]), new Set())
  const secret = await posts(house, who('author'), 'x', { visibility: 'direct' })
  await refuses(house.write((tx) => muteThread(tx, who('stranger'), secret)), 'record.missing')
})

test('who liked and boosted is paged by the act, without the suspended and those one does not want to see', async () => {
  const id = await posts(house, who('author'), 'Hi')
  for (const name of ['stranger', 'follower', 'remote']) {
    await house.write((tx) => favourite(tx, who(name), id))
    await house.write((tx) => reblog(tx, who(name), id, { visibility: name === 'follower' ? 'private' : 'public' }))
  }
  assert.deepEqual((await favouriters(house.db, null, id, { limit: 40 })).ids, [who('remote'), who('follower'), who('stranger')])
  assert.deepEqual((await boosters(house.db, null, id, { limit: 40 })).ids, [who('remote'), who('stranger')])
  const first = await favouriters(house.db, null, id, { limit: 2 })
  const second = await favouriters(house.db, null, id, { limit: 2, maxId: first.keys.at(-1) })
  assert.deepEqual(second.ids, [who('stranger')])
  assert.deepEqual((await favouriters(house.db, null, id, { limit: 1, minId: second.keys[0] })).ids, [who('follower')])
  await house.write((tx) => block(tx, who('stranger'), who('remote')))
  assert.deepEqual((await favouriters(house.db, who('stranger'), id, { limit: 40 })).ids, [who('follower'), who('stranger')])
  assert.deepEqual((await favouritesOf(house.db, who('stranger'), { limit: 1 })).ids, [id])
})
