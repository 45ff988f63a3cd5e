// Posts for later, and posts sent twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { removeOrphanMedia } from '#domain/media/delete-media.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { listening } from '#test/support/told-events.ts'
import type { StatusInput } from './compose-status.ts'
import { draftOf } from '#test/seeds/village.ts'
import { forgetIdempotencyKeys, postOnce } from './post-once.ts'
import { deleteStatus } from './delete-status.ts'
import { postStatus } from './post-status.ts'
import { cancelScheduled, reschedule, scheduledIds, scheduledJobs, scheduleStatus } from './schedule-status.ts'

const HOUR = 3_600_000
let house: TestHouse
let alice: number
let bob: number
let now = Date.UTC(2026, 5, 1)

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions, clock: { now: () => now } })
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
})
after(() => house.remove())

const input = (patch: Partial<StatusInput> = {}): StatusInput => ({
  accountId: alice, text: 'Later', spoilerText: '', sensitive: null, visibility: null, language: null, inReplyToId: null, mediaIds: [], poll: null,
  appId: null, defaults: { visibility: 'unlisted', sensitive: false, language: 'de', quotePolicy: 'public' }, ...patch,
})
const schedule = (at: number, patch: Partial<StatusInput> = {}) => house.write((tx) => scheduleStatus(tx, input(patch), at))
const written = () => house.db.selectFrom('statuses').selectAll().where('account_id', '=', alice).orderBy('id').execute()
const work = () => runJobs(house, scheduledJobs(house))

test('it is posted when it is due, as it was meant when it was written', async () => {
  const id = await schedule(now + HOUR, { poll: { options: ['a', 'b'], expiresIn: 600, multiple: true, hideTotals: false } })
  await work()
  assert.equal((await written()).length, 0)
  now += HOUR
  await work()
  const [status] = await written()
  assert.deepEqual([status?.text, status?.visibility, status?.language, status?.created_at], ['Later', 'unlisted', 'de', now])
  const poll = await house.db.selectFrom('polls').selectAll().where('id', '=', status?.poll_id ?? 0).executeTakeFirstOrThrow()
  assert.deepEqual([poll.multiple, poll.expires_at], [1, now + 600_000])
  assert.deepEqual(await scheduledIds(house.db, alice, { limit: 20 }), [])
  await assert.rejects(house.write((tx) => cancelScheduled(tx, alice, id)), /not found/)
})

test('moved later it waits, moved earlier it comes, cancelled it never does', async () => {
  const before_ = (await written()).length
  const id = await schedule(now + HOUR)
  await house.write((tx) => reschedule(tx, alice, id, now + 3 * HOUR))
  now += HOUR
  await work()
  assert.equal((await written()).length, before_)
  await house.write((tx) => reschedule(tx, alice, id, now + HOUR))
  now += HOUR
  await work()
  assert.equal((await written()).length, before_ + 1)
  const gone = await schedule(now + HOUR)
  await house.write((tx) => cancelScheduled(tx, alice, gone))
  now += 5 * HOUR
  await work()
  assert.equal((await written()).length, before_ + 1)
})

test('less than five minutes ahead, other people\'s, and what could not be posted are refused', async () => {
  await assert.rejects(schedule(now + 4 * 60_000), /Scheduled at/)
  await assert.rejects(schedule(now + HOUR, { text: '' }), /can't be blank/)
  const id = await schedule(now + HOUR)
  await assert.rejects(house.write((tx) => cancelScheduled(tx, bob, id)), /not found/)
  await assert.rejects(house.write((tx) => reschedule(tx, bob, id, now + 2 * HOUR)), /not found/)
  await house.write((tx) => cancelScheduled(tx, alice, id))
})

test('uploads of a scheduled post are its own until it is cancelled, and are not swept', async () => {
  const mediaId = await house.write(async (tx) => {
    const id = tx.id()
    await tx.db.insertInto('media_attachments').values({ id, account_id: alice, type: 'image', state: 'ready', created_at: tx.now }).execute()
    return id
  })
  const id = await schedule(now + 48 * HOUR, { mediaIds: [mediaId] })
  await assert.rejects(house.write((tx) => postStatus(tx, { ...draftOf(alice, 'x'), mediaIds: [mediaId] })), /already attached/)
  now += 47 * HOUR
  await removeOrphanMedia(house)
  now += HOUR
  await work()
  const media = await house.db.selectFrom('media_attachments').selectAll().where('id', '=', mediaId).executeTakeFirstOrThrow()
  assert.equal(media.scheduled_status_id, null)
  assert.equal(media.status_id, (await written()).at(-1)?.id)
  assert.ok(id > 0)
})

test('at most 25 a day', async () => {
  const day = Date.UTC(2027, 0, 1)
  for (let hour = 0; hour < 25; hour++) await schedule(day + hour * 60_000, { accountId: bob })
  await assert.rejects(schedule(day + HOUR, { accountId: bob }), /limit of 25 scheduled posts/)
  await schedule(day + 24 * HOUR, { accountId: bob })
})

test('the same key within the hour gives the first one back, also at once; other keys, people and hours do not', async () => {
  const once = (accountId: number, key: string | null) => house.write((tx) =>
    postOnce(tx, { accountId, key, kind: 'status' }, async () => (await postStatus(tx, draftOf(accountId, 'Once'))).statusId))
  const [a, b, c] = await Promise.all([once(alice, 'k'), once(alice, 'k'), once(alice, 'k')])
  assert.deepEqual([a.id, a.id], [b.id, c.id])
  assert.deepEqual([a, b, c].filter((one) => !one.repeated).length, 1)
  const others = [await once(alice, 'l'), await once(bob, 'k'), await once(alice, null), await once(alice, null)]
  assert.equal(new Set([a, ...others].map((one) => one.id)).size, 5)
  now += HOUR + 1
  assert.equal((await once(alice, 'k')).repeated, false)
})

test('a refused post leaves its key free', async () => {
  const attempt = (fail: boolean) => house.write((tx) => postOnce(tx, { accountId: alice, key: 'again', kind: 'status' }, async () => {
    if (fail) throw new Error('refused')
    return (await postStatus(tx, draftOf(alice, 'Again'))).statusId
  }))
  await assert.rejects(attempt(true), /refused/)
  assert.equal((await attempt(false)).repeated, false)
})

test('somebody who was disabled meanwhile posts nothing, and keeps what they scheduled', async () => {
  const { accountId, userId } = await house.member('dora')
  const id = await schedule(now + HOUR, { accountId })
  await house.write((tx) => tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', userId).execute())
  now += HOUR
  await work()
  const posted = await house.db.selectFrom('statuses').select('id').where('account_id', '=', accountId).execute()
  assert.deepEqual([posted, await scheduledIds(house.db, accountId, { limit: 20 })], [[], [id]])
})

test('what is refused when it is due is kept, its author told once, and posted at another time', async () => {
  const letters = async () => (await house.db.selectFrom('jobs').selectAll().where('kind', '=', 'mail.compose').execute()).map((row) => JSON.parse(row.payload) as Record<string, unknown>)
  const { accountId, userId } = await house.member('erin')
  const { statusId } = await house.write((tx) => postStatus(tx, draftOf(bob, 'soon gone')))
  const id = await schedule(now + HOUR, { accountId, inReplyToId: statusId, text: 'An answer' })
  await house.write((tx) => deleteStatus(tx, statusId))
  now += HOUR
  const due = now
  await work()
  await house.write((tx) => tx.enqueue({ kind: 'scheduled-status.post', payload: { id } }))
  await work()
  assert.deepEqual(await scheduledIds(house.db, accountId, { limit: 20 }), [id])
  const told = await letters()
  assert.equal(told.length, 1)
  const [{ reason, ...letter } = {}] = told
  assert.deepEqual(letter, { template: 'post-not-sent', userId, text: 'An answer', at: due })
  assert.match(String(reason), /reply to does not appear to exist/)
  assert.equal((await house.db.selectFrom('jobs').select('id').where('kind', '=', 'scheduled-status.post').where('dead_at', 'is not', null).execute()).length, 0)

  await house.write((tx) => tx.db.updateTable('scheduled_statuses').set({ params: sql`replace(params, ${String(statusId)}, 'null')` }).where('id', '=', id).execute())
  await house.write((tx) => reschedule(tx, accountId, id, now + HOUR))
  assert.equal((await house.db.selectFrom('scheduled_statuses').select('failure').where('id', '=', id).executeTakeFirstOrThrow()).failure, null)
  now += HOUR
  await work()
  assert.deepEqual(await scheduledIds(house.db, accountId, { limit: 20 }), [])
  assert.equal((await letters()).length, 1)
})

test('keys are forgotten when they protect nothing any more, and not before', async () => {
  const keys = async () => (await house.db.selectFrom('idempotency_keys').select('key').where('account_id', '=', bob).execute()).map((row) => row.key)
  const once = (key: string) => house.write((tx) => postOnce(tx, { accountId: bob, key, kind: 'status' }, async () => (await postStatus(tx, draftOf(bob, key))).statusId))
  await once('older')
  now += HOUR / 2
  await once('younger')
  now += HOUR / 2 + 1
  await forgetIdempotencyKeys(house)
  assert.deepEqual(await keys(), ['younger'])
})
