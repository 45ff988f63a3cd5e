// Old posts that go by themselves: which of them, how many at a time, what is told, and what a change of mind does.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { bookmark, unbookmark } from '#domain/interactions/bookmark.ts'
import { favourite, unfavourite } from '#domain/interactions/favourite.ts'
import { pin, unpin } from '#domain/interactions/pin.ts'
import { sweepAccount } from '#domain/departure/sweep-account.ts'
import { defaultOldPosts, oldPostsPolicy, setOldPostsPolicy, type OldPostsPolicy } from './policy.ts'
import { removeOldPosts } from './remove-old-posts.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'

const DAY = 24 * 3_600_000
const START = Date.UTC(2026, 0, 1)

let now = START
let house: TestHouse
let ada: number
let ben: number
beforeEach(async () => {
  await house?.remove()
  now = START
  house = await openTestHouse({ clock: { now: () => now } })
  ada = (await house.member('ada')).accountId
  ben = (await house.member('ben')).accountId
})
after(() => house.remove())

const decide = (accountId: number, patch: Partial<OldPostsPolicy> = {}) =>
  house.write((tx) => setOldPostsPolicy(tx, accountId, { ...defaultOldPosts, enabled: true, ...patch }))
const keepNothing = { pinned: false, direct: false, favourited: false, bookmarked: false, polls: false, media: false }
const left = async (accountId = ada) =>
  (await house.db.selectFrom('statuses').select('id').where('account_id', '=', accountId).orderBy('id').execute()).map((row) => row.id)
async function runs(times: number): Promise<number> {
  let removed = 0
  for (let run = 0; run < times; run += 1) {
    now += 60_000
    removed += await removeOldPosts(house)
  }
  return removed
}

test('nothing goes until it is wished, and nothing young does', async () => {
  const old = await posts(house, ada, 'Old')
  now += 15 * DAY
  const young = await posts(house, ada, 'Young')
  assert.deepEqual(await oldPostsPolicy(house.db, ada), defaultOldPosts)
  assert.equal(await runs(2), 0)
  await decide(ada, { enabled: false })
  assert.equal(await runs(2), 0)
  await decide(ada)
  assert.equal(await runs(2), 1)
  assert.deepEqual(await left(), [young])
  assert.ok(!(await left()).includes(old))
  now += 15 * DAY
  assert.equal(await runs(1), 1, 'the young one has become old')
})

/** One post of each kind that may be kept. */
async function oneOfEach() {
  const kinds = {
    plain: await posts(house, ada, 'Plain'), pinned: await posts(house, ada, 'Pinned'), direct: await posts(house, ada, 'Direct', { visibility: 'direct' }),
    favourited: await posts(house, ada, 'I like it'), bookmarked: await posts(house, ada, 'I keep it'),
    polls: await posts(house, ada, 'A poll'), media: await posts(house, ada, 'A picture'), liked: await posts(house, ada, 'Others like it'),
  }
  await house.write(async (tx) => {
    await pin(tx, ada, kinds.pinned)
    await favourite(tx, ada, kinds.favourited)
    await bookmark(tx, ada, kinds.bookmarked)
    // Somebody else's marks keep nothing.
    await favourite(tx, ben, kinds.plain)
    await bookmark(tx, ben, kinds.plain)
    await favourite(tx, ben, kinds.liked)
    await tx.db.updateTable('statuses').set({ poll_id: 1 }).where('id', '=', kinds.polls).execute()
    await tx.db.updateTable('statuses').set({ media_ids: '[1]' }).where('id', '=', kinds.media).execute()
  })
  return kinds
}

test('each exception keeps its kind, and only that', async () => {
  const kinds = await oneOfEach()
  now += 20 * DAY
  await decide(ada)
  await runs(4)
  const { pinned, direct, favourited, bookmarked } = kinds
  assert.deepEqual(await left(), [pinned, direct, favourited, bookmarked], 'what is kept by default')
  for (const kind of ['pinned', 'direct', 'favourited', 'bookmarked'] as const) {
    const before = await left()
    await decide(ada, { keep: { ...defaultOldPosts.keep, ...Object.fromEntries(['pinned', 'direct', 'favourited', 'bookmarked'].map((one) => [one, before.includes(kinds[one as 'pinned']) && one !== kind])) } })
    await runs(3)
    assert.deepEqual(await left(), before.filter((id) => id !== kinds[kind]), kind)
  }
})

test('polls, media and what others like stay if wished', async () => {
  const { polls, media, liked, plain } = await oneOfEach()
  now += 20 * DAY
  await house.write((tx) => unfavourite(tx, ben, plain))
  await decide(ada, { keep: { ...keepNothing, polls: true, media: true }, minFavourites: 1 })
  await runs(4)
  assert.deepEqual(await left(), [await favouritedBySelf(), polls, media, liked].sort((a, b) => a - b))
  await decide(ada, { keep: keepNothing, minFavourites: 2 })
  await runs(4)
  assert.deepEqual(await left(), [])
})

/** Ada's own favourite counts as one, too. */
const favouritedBySelf = async (): Promise<number> =>
  (await house.db.selectFrom('favourites').select('status_id').where('account_id', '=', ada).executeTakeFirstOrThrow()).status_id

test('boosts that many have boosted stay; one’s own boosts of others go', async () => {
  const known = await posts(house, ada, 'Known')
  await boosts(house, ben, known)
  const hers = await posts(house, ben, 'Of Ben')
  const boost = await boosts(house, ada, hers)
  now += 20 * DAY
  await decide(ada, { minReblogs: 1 })
  await runs(3)
  assert.deepEqual(await left(), [known])
  assert.ok((await left(ben)).includes(hers), 'what was boosted stays')
  const counted = await house.db.selectFrom('statuses').select('reblogs_count').where('id', '=', hers).executeTakeFirstOrThrow()
  assert.equal(counted.reblogs_count, 0)
  assert.ok(boost)
})

test('five of one person a minute, everybody in turn, oldest first, and other servers are told', async () => {
  const far = await remotePerson(house, 'far')
  await follows(house, far, ada)
  for (const author of [ada, ben]) for (let i = 0; i < 7; i += 1) await posts(house, author, `Number ${i}`)
  await house.write((tx) => tx.db.deleteFrom('deliveries').execute())
  const [first] = await left()
  now += 20 * DAY
  await decide(ada)
  await decide(ben)
  assert.equal(await runs(1), 10)
  assert.deepEqual([(await left()).length, (await left(ben)).length], [2, 2])
  assert.ok(!(await left()).includes(first ?? 0))
  const sent = await house.db.selectFrom('outgoing').innerJoin('deliveries', 'deliveries.outgoing_id', 'outgoing.id').select('body').where('outgoing.account_id', '=', ada).execute()
  assert.equal(sent.filter(({ body }) => (JSON.parse(body) as { type: string }).type === 'Delete').length, 5)
  assert.equal(await runs(1), 4)
  assert.equal((await house.db.selectFrom('accounts').select('statuses_count').where('id', '=', ada).executeTakeFirstOrThrow()).statuses_count, 0)
})

test('what is let go of goes, although it was passed by', async () => {
  const kinds = await oneOfEach()
  now += 20 * DAY
  await decide(ada)
  await runs(4)
  await house.write((tx) => unbookmark(tx, ada, kinds.bookmarked))
  await runs(2)
  assert.ok(!(await left()).includes(kinds.bookmarked))
  await house.write((tx) => unfavourite(tx, ada, kinds.favourited))
  await runs(2)
  assert.ok(!(await left()).includes(kinds.favourited))
  await house.write((tx) => unpin(tx, ada, kinds.pinned))
  await runs(2)
  assert.deepEqual(await left(), [kinds.direct])
})

test('what fewer like than before is looked at again after a week', async () => {
  const post = await posts(house, ada, 'Liked')
  await house.write((tx) => favourite(tx, ben, post))
  now += 20 * DAY
  await decide(ada, { minFavourites: 1 })
  await runs(2)
  await house.write((tx) => unfavourite(tx, ben, post))
  assert.equal(await runs(2), 0)
  now += 7 * DAY
  assert.equal(await runs(2), 1)
})

test('a stricter decision takes effect at once; ages that are not offered are refused', async () => {
  for (let i = 0; i < 6; i += 1) await posts(house, ada, `Number ${i}`)
  now += 20 * DAY
  await decide(ada)
  await runs(1)
  await decide(ada, { minAgeDays: 30 })
  assert.equal(await runs(2), 0)
  assert.equal((await left()).length, 1)
  await assert.rejects(decide(ada, { minAgeDays: 1 }))
  await assert.rejects(decide(ada, { minFavourites: 0 }))
})

test('who is suspended keeps everything until it is undone; while many deliveries wait nothing goes; who leaves takes the decision along', async () => {
  await posts(house, ada, 'Old')
  now += 20 * DAY
  await decide(ada)
  const suspend = (at: number | null) => house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: at }).where('id', '=', ada).execute())
  await suspend(now)
  assert.equal(await runs(2), 0)
  await suspend(null)
  await house.write(async (tx) => {
    for (let i = 0; i < 501; i += 1) {
      await tx.db.insertInto('deliveries').values({ id: 1000 + i, outgoing_id: 1, account_id: ada, host: 'h.example', inbox_url: `https://h.example/${i}`, object_key: 'x', next_at: now, created_at: now }).execute()
    }
  })
  assert.equal(await runs(2), 0)
  await house.write((tx) => tx.db.deleteFrom('deliveries').execute())
  assert.equal(await runs(1), 1)
  await house.write((tx) => deleteAccount(tx, ada))
  while (!await house.write((tx) => sweepAccount(tx, ada)));
  assert.equal((await house.db.selectFrom('old_posts_policies').selectAll().execute()).length, 0)
})
