// How feeds are filled and emptied when people meet and part, kept while somebody reads them, and made again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { addToList, createList, deleteList, listIdsOf, listIdsWith, removeFromList } from '#domain/lists/lists.ts'
import { block } from '#domain/relationships/block.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { follow } from '#domain/relationships/follow.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { mute } from '#domain/relationships/mute.ts'
import { removeFollower, unfollow } from '#domain/relationships/unfollow.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { feedState, needsVisit, visitFeeds } from './feeds.ts'
import { homeIds, listIds } from './home.ts'
import { timelineJobs } from './timeline-jobs.ts'
import { retireOldFeeds, trimFeeds } from './trim.ts'

let house: TestHouse
let people = 0
let now = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const page = { limit: 1000 }

before(async () => { house = await openTestHouse({ clock: { now: () => now } }) })
after(() => house.remove())

const someone = async (): Promise<number> => (await house.member(`feeder${++people}`)).accountId
const home = (id: number) => homeIds(house.db, id, page, now)
const settle = () => runJobs(house, timelineJobs(house))
const entries = async (feed: number) =>
  [...await house.db.selectFrom('feed_entries').select(['status_id', 'reblog_of_id']).where('feed_id', '=', feed).orderBy('status_id').execute()]

/** Rows of plain posts, as a bulk loader writes them; returns their ids, oldest first. */
async function manyPosts(accountId: number, count: number): Promise<number[]> {
  return house.write(async (tx) => {
    const ids = Array.from({ length: count }, () => tx.id())
    for (let from = 0; from < count; from += 100) {
      await tx.db.insertInto('statuses').values(ids.slice(from, from + 100).map((id) => ({
        id, account_id: accountId, content: 'x', text: 'x', visibility: 'public', local: 1, created_at: tx.now, uri: null, url: null, language: null,
        in_reply_to_id: null, in_reply_to_account_id: null, in_reply_to_uri: null, reblog_of_id: null, thread_id: null, poll_id: null, app_id: null,
        edited_at: null, fetched_replies_at: null,
      }))).execute()
    }
    await tx.db.updateTable('accounts').set({ last_status_at: tx.now }).where('id', '=', accountId).execute()
    return ids
  })
}

test('a new follow brings the newest posts at once and more with a job; a follow that ends takes them along', async () => {
  const [reader, author] = [await someone(), await someone()]
  const written = await manyPosts(author, 250)
  const hidden = await posts(house, author, 'secret', { visibility: 'direct' })
  await follows(house, reader, author)
  assert.deepEqual(await home(reader), written.toReversed().slice(0, 40))
  await settle()
  const merged = await home(reader)
  assert.deepEqual(merged, written.toReversed().slice(0, 200))
  assert.ok(!merged.includes(hidden))
  await house.write((tx) => unfollow(tx, reader, author))
  assert.deepEqual(await entries(reader), [])
  await follows(house, reader, author)
  await house.write((tx) => removeFollower(tx, author, reader))
  assert.deepEqual(await entries(reader), [])
})

test('a feed that is long already takes nothing older than it has', async () => {
  const [reader, first, second] = [await someone(), await someone(), await someone()]
  await manyPosts(second, 50)
  now += 1000
  await manyPosts(first, 220)
  now += 1000
  const newer = await manyPosts(second, 5)
  await follows(house, reader, first)
  await settle()
  await follows(house, reader, second)
  await settle()
  assert.deepEqual((await home(reader)).slice(0, 5), newer.toReversed())
  assert.equal((await entries(reader)).length, 205)
})

test('whoever is blocked or muted disappears: posts, boosts of theirs, posts that name them, in home and lists', async () => {
  for (const verb of [block, mute]) {
    const [reader, friend, unwanted] = [await someone(), await someone(), await someone()]
    await follows(house, reader, friend)
    await follows(house, reader, unwanted)
    const list = await house.write(async (tx) => {
      const id = await createList(tx, reader, { title: 'both' })
      await addToList(tx, reader, id, [friend, unwanted])
      return id
    })
    const theirs = await posts(house, unwanted, 'theirs')
    await house.write((tx) => tx.db.deleteFrom('feed_entries').where('status_id', '=', theirs).where('feed_id', '=', reader).execute())
    await boosts(house, friend, theirs)
    await posts(house, friend, 'hi', { mentions: [unwanted] })
    const fine = await posts(house, friend, 'fine')
    assert.equal((await home(reader)).length, 3)
    await house.write((tx) => verb(tx, reader, unwanted))
    assert.deepEqual([await home(reader), await listIds(house.db, list, reader, page)], [[fine], [fine]])
    assert.equal((await entries(reader)).length, 1, 'the rows are gone, not only hidden')
  }
})

test('a hidden host disappears with what others boosted from it', async () => {
  const [reader, friend] = [await someone(), await someone()]
  const far = await remotePerson(house, 'far', 'noise.example')
  await follows(house, reader, friend)
  await boosts(house, friend, await posts(house, far, 'x', { uri: 'https://noise.example/1', createdAt: now }))
  const fine = await posts(house, friend, 'fine')
  await house.write((tx) => blockHost(tx, reader, 'noise.example'))
  assert.deepEqual((await entries(reader)).map((row) => row.status_id), [fine])
})

test('what is hidden is left out when reading, even before it is gone', async () => {
  const [reader, author, booster] = [await someone(), await someone(), await someone()]
  await follows(house, reader, author)
  await follows(house, reader, booster)
  const id = await posts(house, author, 'x')
  await house.write((tx) => tx.db.deleteFrom('feed_entries').where('feed_id', '=', reader).execute())
  const boost = await boosts(house, booster, id)
  const rows = await entries(reader)
  assert.deepEqual(rows.map((row) => [row.status_id, row.reblog_of_id]), [[boost, id]])
  await house.write((tx) => tx.db.insertInto('blocks').values({ id: tx.id(), account_id: author, target_account_id: reader, uri: null, created_at: 1 }).execute())
  assert.deepEqual(await home(reader), [])
  assert.deepEqual(await home(booster), [boost])
})

test('list members come with their posts and go with them; a list that goes takes its feed', async () => {
  const [owner, member] = [await someone(), await someone()]
  await follows(house, owner, member)
  const id = await posts(house, member, 'listed')
  const list = await house.write((tx) => createList(tx, owner, { title: 'friends' }))
  await house.write((tx) => addToList(tx, owner, list, [member]))
  await settle()
  assert.deepEqual(await listIds(house.db, list, owner, page), [id])
  await house.write((tx) => removeFromList(tx, owner, list, [member]))
  assert.deepEqual(await entries(list), [])
  await house.write((tx) => addToList(tx, owner, list, [member]))
  await settle()
  await house.write((tx) => unfollow(tx, owner, member))
  assert.deepEqual([(await entries(list)).length, await listIdsWith(house.db, owner, member)], [0, []])
  await house.write((tx) => deleteList(tx, owner, list))
  assert.equal(await feedState(house.db, list), null)
})

test('a list that waited for an answer is filled once there is one', async () => {
  const [owner, member] = [await someone(), await someone()]
  const id = await posts(house, member, 'before')
  await house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', member).execute())
  await house.write((tx) => follow(tx, owner, member))
  const list = await house.write(async (tx) => {
    const made = await createList(tx, owner, { title: 'waiting' })
    await addToList(tx, owner, made, [member])
    return made
  })
  await settle()
  assert.deepEqual(await listIds(house.db, list, owner, page), [])
  await house.write((tx) => acceptFollowFrom(tx, member, owner))
  await settle()
  assert.deepEqual([await listIds(house.db, list, owner, page), await home(owner)], [[id], [id]])
})

test('feeds of members who are away are dropped, and made again when they return', async () => {
  const [reader, author, quiet] = [await someone(), await someone(), await someone()]
  await follows(house, reader, author)
  await follows(house, reader, quiet)
  const list = await house.write(async (tx) => {
    const id = await createList(tx, reader, { title: 'l' })
    await addToList(tx, reader, id, [author])
    return id
  })
  const old = await posts(house, quiet, 'old')
  await settle()
  now += 13 * DAY
  await retireOldFeeds(house)
  assert.ok(await feedState(house.db, reader))
  now += 2 * DAY
  await retireOldFeeds(house)
  assert.deepEqual([await feedState(house.db, reader), await feedState(house.db, list), (await entries(reader)).length], [null, null, 0])
  const missed = await manyPosts(author, 120)
  const mine = await posts(house, reader, 'back again', { visibility: 'direct' })
  assert.deepEqual(await home(reader), [])
  assert.equal(needsVisit(await feedState(house.db, reader), now), true)
  const state = await house.write((tx) => visitFeeds(tx, reader))
  assert.equal(state.regenerating, true)
  assert.equal((await house.write((tx) => visitFeeds(tx, reader))).regenerating, true, 'still being made')
  await settle()
  assert.deepEqual(await feedState(house.db, reader), { regenerating: false, activeAt: now })
  assert.deepEqual(await home(reader), [mine, ...missed.toReversed(), old])
  assert.deepEqual(await listIds(house.db, list, reader, page), missed.toReversed())
  assert.equal(needsVisit(await feedState(house.db, reader), now + 3_600_000), false)
})

test('a feed made again is long enough and no longer asks authors who posted before it begins', async () => {
  const reader = await someone()
  const early = await someone()
  const oldest = await manyPosts(early, 3)
  now += 5 * DAY
  const authors = [await someone(), await someone(), await someone(), await someone(), await someone()]
  for (const author of authors) await manyPosts(author, 100)
  for (const author of [early, ...authors]) await follows(house, reader, author)
  await house.write(async (tx) => {
    await tx.db.deleteFrom('feeds').where('id', '=', reader).execute()
    await tx.db.deleteFrom('feed_entries').where('feed_id', '=', reader).execute()
    await tx.db.deleteFrom('jobs').execute()
  })
  await house.write((tx) => visitFeeds(tx, reader))
  await settle()
  const made = await home(reader)
  assert.ok(made.length >= 400 && made.length <= 500, String(made.length))
  assert.ok(!made.includes(oldest[0] ?? 0))
})

test('feeds are cut to eight hundred entries', async () => {
  const [reader, author] = [await someone(), await someone()]
  const written = await manyPosts(author, 830)
  await house.write((tx) => tx.db.insertInto('feed_entries').values(written.slice(0, 400).map((id) => ({ feed_id: reader, status_id: id, account_id: author, reblog_of_id: null }))).execute())
  await house.write((tx) => tx.db.insertInto('feed_entries').values(written.slice(400).map((id) => ({ feed_id: reader, status_id: id, account_id: author, reblog_of_id: null }))).execute())
  await trimFeeds(house)
  assert.deepEqual((await entries(reader)).map((row) => row.status_id), written.slice(30))
})

test('pages go by the key in both directions; what was deleted leaves no gap', async () => {
  const reader = await someone()
  const ids: number[] = []
  for (let n = 0; n < 7; n++) ids.unshift(await posts(house, reader, `post ${n}`))
  const at = (p: { maxId?: number; sinceId?: number; minId?: number }) => homeIds(house.db, reader, { limit: 2, ...p }, now)
  const nth = (n: number) => ids[n] ?? 0
  assert.deepEqual(await at({}), ids.slice(0, 2))
  assert.deepEqual(await at({ maxId: nth(1) }), ids.slice(2, 4))
  assert.deepEqual(await at({ minId: nth(4) }), ids.slice(2, 4))
  assert.deepEqual(await at({ sinceId: nth(4) }), ids.slice(0, 2))
  await house.write((tx) => tx.db.deleteFrom('statuses').where('id', '=', nth(2)).execute())
  assert.deepEqual(await at({ maxId: nth(1) }), ids.slice(3, 5))
})

test('a deleted account keeps no feeds, lists or markers', async () => {
  const reader = await someone()
  const list = await house.write((tx) => createList(tx, reader, { title: 'mine' }))
  await posts(house, reader, 'x')
  await house.write((tx) => deleteAccount(tx, reader))
  await retireOldFeeds(house)
  assert.deepEqual([await listIdsOf(house.db, reader), await feedState(house.db, reader), await feedState(house.db, list)], [[], null, null])
})
