// Which notifications belong together, how pages of groups run, and what is unread.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { favourite } from '#domain/interactions/favourite.ts'
import { countingReader } from '#test/support/count-statements.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { follows, posts } from '#test/seeds/village.ts'
import { dismissGroup, groupAccounts, groupByKey, groupsPage, unreadGroups } from './groups.ts'
import { clear, newestNotification, notificationIds, unreadCount } from './queries.ts'

const HOUR = 3_600_000
let now = Date.UTC(2026, 4, 1, 12)
let house: TestHouse
let people = 0

before(async () => { house = await openTestHouse({ clock: { now: () => now } }) })
after(() => house.remove())

const someone = async (): Promise<number> => (await house.member(`soul${++people}`)).accountId
const likes = (id: number, status: number) => house.write((tx) => favourite(tx, id, status))
const page = { limit: 40 }
const short = async (id: number, wanted: Parameters<typeof groupsPage>[2] = {}, at: Parameters<typeof groupsPage>[3] = page) =>
  (await groupsPage(house.db, id, wanted, at)).groups.map((group) => `${group.type} ${group.notificationsCount}`)

/** An author with two liked posts, a mention between, and likes by `n` people for each. */
async function liked(n: number) {
  const ann = await someone()
  const [one, two] = [await posts(house, ann, 'one'), await posts(house, ann, 'two')]
  const fans: number[] = []
  for (let i = 0; i < n; i++) fans.push(await someone())
  for (const fan of fans) await likes(fan, one)
  await posts(house, fans[0] ?? 0, 'good', { mentions: [ann] })
  for (const fan of fans) await likes(fan, two)
  return { ann, one, two, fans }
}

test('what several people did to one post is one group, for twelve hours', async () => {
  const ann = await someone()
  const status = await posts(house, ann, 'one')
  await likes(await someone(), status)
  now += 11 * HOUR
  await likes(await someone(), status)
  assert.deepEqual(await short(ann), ['favourite 2'])
  now += 2 * HOUR
  await likes(await someone(), status)
  assert.deepEqual(await short(ann), ['favourite 1', 'favourite 2'])
})

test('a page has each group once, with its newest eight and its bounds', async () => {
  const { ann, one, two, fans } = await liked(10)
  const { groups, keys } = await groupsPage(house.db, ann, {}, page)
  const ids = await notificationIds(house.db, ann, {}, page)
  assert.deepEqual(groups.map((group) => [group.type, group.notificationsCount, group.statusId]),
    [['favourite', 10, two], ['mention', 1, groups[1]?.statusId], ['favourite', 10, one]])
  assert.deepEqual(groups[0]?.sampleAccountIds, [...fans].reverse().slice(0, 8))
  assert.deepEqual([groups[0]?.mostRecentId, groups[0]?.pageMaxId, groups[0]?.pageMinId], [ids[0], ids[0], ids[9]])
  assert.equal(groups[1]?.groupKey, `ungrouped-${ids[10]}`)
  assert.deepEqual(keys, [ids[0], ids[10], ids[11]])
})

test('pages follow each other down and up, and groups longer than a page do not fill it', async () => {
  const { ann } = await liked(6)
  const first = await groupsPage(house.db, ann, {}, { limit: 2 })
  assert.deepEqual(first.groups.map((group) => group.type), ['favourite', 'mention'])
  const next = await groupsPage(house.db, ann, {}, { limit: 2, maxId: first.keys.at(-1) })
  assert.deepEqual(next.groups.map((group) => `${group.type} ${group.notificationsCount}`), ['favourite 6'])
  const up = await groupsPage(house.db, ann, {}, { limit: 2, minId: next.keys[0] })
  assert.deepEqual(up.groups.map((group) => group.type), ['favourite', 'mention'])
  assert.deepEqual(await short(ann, { groupedTypes: ['reblog'] }, { limit: 5 }), Array(5).fill('favourite 1'))
  assert.deepEqual(await short(ann, { types: ['mention'] }), ['mention 1'])
})

test('however many notifications are one group after the other, a page takes three statements', async () => {
  const ann = await someone()
  const fans = [await someone(), await someone(), await someone(), await someone(), await someone()]
  for (let index = 0; index < 8; index++) {
    const status = await posts(house, ann, `post ${index}`)
    for (const fan of fans) await likes(fan, status)
  }
  const { db, count } = countingReader(house)
  const { groups, keys } = await groupsPage(db, ann, {}, { limit: 4 })
  assert.deepEqual(groups.map((group) => group.notificationsCount), [5, 5, 5, 5])
  assert.equal(count(), 3)
  const next = await groupsPage(db, ann, {}, { limit: 4, maxId: keys.at(-1) })
  assert.deepEqual(next.groups.map((group) => group.pageMaxId), [...next.keys])
  const up = await groupsPage(db, ann, {}, { limit: 4, minId: next.keys.at(-1) })
  assert.equal(up.groups.length, 4)
  assert.equal(count(), 9)
})

test('follows are a group of their own', async () => {
  const ann = await someone()
  for (let i = 0; i < 3; i++) await follows(house, await someone(), ann)
  assert.deepEqual(await short(ann), ['follow 3'])
})

test('unread is counted one by one and by group, up to a limit', async () => {
  const { ann } = await liked(3)
  const ids = await notificationIds(house.db, ann, {}, page)
  const count = (afterId: number, limit = 100) => Promise.all([
    unreadCount(house.db, ann, {}, { afterId, limit }), unreadGroups(house.db, ann, {}, { afterId, limit })])
  assert.deepEqual(await count(0), [7, 3])
  assert.deepEqual(await count(ids[2] ?? 0), [2, 1])
  assert.deepEqual(await count(ids[0] ?? 0), [0, 0])
  assert.deepEqual(await count(0, 2), [2, 2])
  assert.equal(await unreadGroups(house.db, ann, { groupedTypes: ['follow'] }, { afterId: 0, limit: 100 }), 7)
})

test('one group is shown, listed and put away by its key; only to its owner', async () => {
  const { ann, fans } = await liked(3)
  const [group] = (await groupsPage(house.db, ann, {}, page)).groups
  const key = group?.groupKey ?? ''
  const shown = await groupByKey(house.db, ann, key)
  assert.deepEqual([shown.notificationsCount, shown.pageMinId], [3, undefined])
  assert.deepEqual((await groupAccounts(house.db, ann, key, { limit: 2 })).accountIds, [...fans].reverse().slice(0, 2))
  await assert.rejects(groupByKey(house.db, fans[0] ?? 0, key), /not found/)
  await house.write((tx) => dismissGroup(tx, fans[0] ?? 0, key))
  assert.equal((await notificationIds(house.db, ann, {}, page)).length, 7)
  await house.write((tx) => dismissGroup(tx, ann, key))
  assert.deepEqual(await short(ann), ['mention 1', 'favourite 3'])
  const [alone] = (await groupsPage(house.db, ann, { types: ['mention'] }, page)).groups
  assert.equal((await groupByKey(house.db, ann, alone?.groupKey ?? '')).type, 'mention')
  await house.write((tx) => dismissGroup(tx, ann, alone?.groupKey ?? ''))
  assert.deepEqual(await short(ann), ['favourite 3'])
})

test('clearing leaves what came after it began', async () => {
  const { ann, two } = await liked(2)
  const upTo = await newestNotification(house.db, ann)
  await likes(await someone(), two)
  while (await house.write((tx) => clear(tx, ann, upTo)));
  assert.equal((await notificationIds(house.db, ann, {}, page)).length, 1)
})
