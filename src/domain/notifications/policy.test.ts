// What a member's policy lets through, keeps aside or drops, and what becomes of what was kept.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StreamMessage } from '#domain/context.ts'
import { conversationsPage } from '#domain/conversations/conversations.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { follows, posts, remotePerson } from '#test/seeds/village.ts'
import { notificationJobs } from './notification-jobs.ts'
import { changePolicy, policyOf, type Policy } from './policy.ts'
import { notificationIds } from './queries.ts'
import { acceptRequest, dismissRequest, isMerged, ownRequest, requestsPage } from './requests.ts'

const DAY = 86_400_000
let now = Date.now()
let house: TestHouse
let people = 0
const heard: StreamMessage[] = []

before(async () => {
  house = await openTestHouse({ clock: { now: () => now } })
  house.bus.subscribe((message) => heard.push(message))
})
after(() => house.remove())

const page = { limit: 40 }
const someone = async (): Promise<number> => (await house.member(`soul${++people}`)).accountId
const stranger = () => remotePerson(house, `afar${++people}`, 'far.example')
const decide = (id: number, patch: Partial<Policy>) => house.write((tx) => changePolicy(tx, id, patch))
const rowsOf = (id: number) => house.db.selectFrom('notifications').selectAll().where('account_id', '=', id).orderBy('id').execute()
const verdicts = async (id: number) => (await rowsOf(id)).map((row) => row.filtered)
const shown = async (id: number) => (await notificationIds(house.db, id, {}, page)).length
const requestIds = (id: number) => requestsPage(house.db, id, page)
const settle = () => runJobs(house, notificationJobs(house))
const writes = (from: number, to: number, more: Parameters<typeof posts>[3] = {}) => posts(house, from, 'hey', { mentions: [to], ...more })

test('private words of strangers are kept aside, also in answer to others; answers to the member are not', async () => {
  const [ann, ben] = [await someone(), await someone()]
  heard.length = 0
  await writes(ben, ann, { visibility: 'direct' })
  assert.deepEqual(await verdicts(ann), [1])
  assert.deepEqual(heard.filter((one) => one.event === 'notification'), [])
  assert.deepEqual(await conversationsPage(house.db, ann, page), [])
  const opening = await writes(ann, ben, { visibility: 'direct' })
  const between = await posts(house, ben, 'thinking', { visibility: 'direct', inReplyToId: opening })
  await writes(ben, ann, { visibility: 'direct', inReplyToId: between })
  assert.deepEqual(await verdicts(ann), [1, 0])
  const public_ = await writes(ann, ben)
  await writes(ben, ann, { visibility: 'direct', inReplyToId: public_ })
  assert.deepEqual(await verdicts(ann), [1, 0, 1], 'a public word does not open the door')
})

test('people whom the member follows get through everything that is about strangers', async () => {
  const [ann, ben] = [await someone(), await someone()]
  await follows(house, ann, ben)
  await decide(ann, { for_not_following: 'drop', for_new_accounts: 'drop' })
  await writes(ben, ann, { visibility: 'direct' })
  assert.deepEqual(await verdicts(ann), [0])
})

test('each kind of stranger: kept aside, dropped or let in', async () => {
  const [ann, ben] = [await someone(), await someone()]
  const status = await posts(house, ann, 'hello')
  await decide(ann, { for_not_following: 'drop' })
  await writes(ben, ann)
  assert.deepEqual(await verdicts(ann), [])
  await decide(ann, { for_not_following: 'accept', for_new_accounts: 'filter' })
  await writes(ben, ann)
  assert.deepEqual(await verdicts(ann), [1])
  now += 31 * DAY
  await writes(ben, ann)
  assert.deepEqual(await verdicts(ann), [1, 0], 'after a month nobody is new')
  await decide(ann, { for_not_followers: 'filter' })
  await house.write((tx) => favourite(tx, ben, status))
  assert.deepEqual((await rowsOf(ann)).map((row) => [row.type, row.filtered]).at(-1), ['favourite', 1])
  await decide(ann, { for_not_followers: 'accept', for_limited_accounts: 'drop' })
  await house.write((tx) => tx.db.updateTable('accounts').set({ silenced_at: now }).where('id', '=', ben).execute())
  await writes(ben, ann)
  assert.equal((await rowsOf(ann)).length, 3)
})

test('who has followed for three days is a follower', async () => {
  const [ann, ben] = [await someone(), await someone()]
  await decide(ann, { for_not_followers: 'filter' })
  await follows(house, ben, ann)
  await writes(ben, ann)
  now += 4 * DAY
  await writes(ben, ann)
  assert.deepEqual((await rowsOf(ann)).filter((row) => row.type === 'mention').map((row) => row.filtered), [1, 0])
})

test('a request counts mentions, follows deletions, and opens for good when accepted', async () => {
  const [ann, ben] = [await someone(), await someone()]
  await decide(ann, { for_not_following: 'filter' })
  const own = await posts(house, ann, 'hello')
  const first = await writes(ben, ann, { visibility: 'direct' })
  const second = await writes(ben, ann)
  await house.write((tx) => favourite(tx, ben, own))
  const [id = 0] = await requestIds(ann)
  assert.deepEqual((({ notifications_count, last_status_id }) => [notifications_count, last_status_id])(await ownRequest(house.db, ann, id)), [2, second])
  assert.deepEqual((({ pendingRequests, pendingNotifications }) => [pendingRequests, pendingNotifications])(await policyOf(house.db, ann)), [1, 2])
  await house.write((tx) => deleteStatus(tx, second))
  assert.deepEqual((({ notifications_count, last_status_id }) => [notifications_count, last_status_id])(await ownRequest(house.db, ann, id)), [1, first])
  await assert.rejects(ownRequest(house.db, ben, id), /not found/)
  assert.equal(await shown(ann), 0)
  heard.length = 0
  await house.write(async (tx) => acceptRequest(tx, await ownRequest(tx.db, ann, id)))
  await settle()
  assert.equal(await shown(ann), 2)
  assert.deepEqual(await requestIds(ann), [])
  assert.equal(await isMerged(house.db, ann), true)
  assert.deepEqual(heard.filter((one) => one.event === 'notifications_merged').map((one) => one.streams), [[`user:${ann}`, `user:notification:${ann}`]])
  assert.equal((await conversationsPage(house.db, ann, page)).length, 1, 'what was private is a conversation now')
  await writes(ben, ann)
  assert.equal(await shown(ann), 3)
})

test('accepting a long request goes on in a job', async () => {
  const [ann, afar] = [await someone(), await stranger()]
  await decide(ann, { for_not_following: 'filter' })
  await house.write(async (tx) => {
    for (let i = 0; i < 201; i++) {
      await tx.db.insertInto('notifications').values({ id: tx.id(), account_id: ann, from_account_id: afar, type: 'follow', status_id: null,
        group_key: `ungrouped-${i}`, dedupe_key: `made:${ann}:${i}`, filtered: 1, created_at: now }).execute()
    }
  })
  await writes(afar, ann, { uri: `https://far.example/${++people}`, createdAt: now })
  const [id = 0] = await requestIds(ann)
  await house.write(async (tx) => acceptRequest(tx, await ownRequest(tx.db, ann, id)))
  assert.equal(await isMerged(house.db, ann), false)
  await settle()
  assert.equal(await isMerged(house.db, ann), true)
  assert.equal((await verdicts(ann)).filter((filtered) => filtered === 1).length, 0)
})

test('a request turned down takes what was kept along; the sender may ask again', async () => {
  const [ann, ben] = [await someone(), await someone()]
  await decide(ann, { for_not_following: 'filter' })
  await writes(ben, ann)
  const [id = 0] = await requestIds(ann)
  await house.write(async (tx) => dismissRequest(tx, await ownRequest(tx.db, ann, id)))
  assert.deepEqual([await rowsOf(ann), await requestIds(ann)], [[], []])
  await writes(ben, ann)
  assert.equal((await requestIds(ann)).length, 1)
})
