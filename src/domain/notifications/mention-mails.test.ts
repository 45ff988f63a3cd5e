// When a member who is away is written to about mentions: on a clock of the test's own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeUserSettings } from '#domain/access/user-settings.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { posts } from '#test/seeds/village.ts'
import { AWAY_MS, dueMentions, lookAgain, MAIL_EVERY_MS, MENTION_MAIL, noteMentionMail } from './mention-mails.ts'

const MINUTE = 60_000
let house: TestHouse
let present = Date.UTC(2026, 5, 1)
let jonas: Member
const mailed: { user: number; count: number; at: number }[] = []

before(async () => {
  house = await openTestHouse({ clock: { now: () => present } })
  jonas = await house.member('jonas')
})
after(() => house.remove())

const seen = (who: Member) => house.write((tx) => tx.db.updateTable('users').set({ last_seen_at: present }).where('id', '=', who.userId).execute())
const mention = (who: Member, words = {}) => posts(house, jonas.accountId, 'hello', { mentions: [who.accountId], ...words })

/** What the job of the letters does, without the letters. */
const look = () => runJobs(house, {
  async [MENTION_MAIL]({ userId }: { userId: number }) {
    const { ids, lookAgainAt } = await dueMentions(house.db, userId, present)
    if (lookAgainAt !== null) return house.write((tx) => lookAgain(tx, userId, lookAgainAt))
    const last = ids.at(-1)
    if (last === undefined) return
    mailed.push({ user: userId, count: ids.length, at: present })
    await house.write((tx) => noteMentionMail(tx, userId, last))
  },
} as never)

async function wait(ms: number): Promise<{ user: number; count: number }[]> {
  const until = present + ms
  for (; present < until; present += MINUTE) await look()
  return mailed.splice(0).map(({ user, count }) => ({ user, count }))
}

test('half an hour after they were last here, all in one, and nothing twice', async () => {
  const mia = await house.member('mia')
  await seen(mia)
  present += MINUTE
  await mention(mia)
  await mention(mia)
  assert.deepEqual(await wait(AWAY_MS - 2 * MINUTE), [])
  assert.deepEqual(await wait(5 * MINUTE), [{ user: mia.userId, count: 2 }])
  assert.deepEqual(await wait(2 * MAIL_EVERY_MS), [])
})

test('at most once an hour', async () => {
  const noa = await house.member('noa')
  await seen(noa)
  present += AWAY_MS + MINUTE
  await mention(noa)
  assert.deepEqual(await wait(2 * MINUTE), [{ user: noa.userId, count: 1 }])
  await mention(noa)
  await mention(noa)
  assert.deepEqual(await wait(MAIL_EVERY_MS - 5 * MINUTE), [])
  assert.deepEqual(await wait(10 * MINUTE), [{ user: noa.userId, count: 2 }])
})

test('not when they came back and looked, nor when another app has read it', async () => {
  const kit = await house.member('kit')
  await seen(kit)
  present += MINUTE
  await mention(kit)
  present += 5 * MINUTE
  await seen(kit)
  assert.deepEqual(await wait(2 * MAIL_EVERY_MS), [])

  await mention(kit)
  const { id } = await house.db.selectFrom('notifications').select('id').where('account_id', '=', kit.accountId).orderBy('id', 'desc').executeTakeFirstOrThrow()
  await house.write((tx) => tx.db.insertInto('markers').values({ account_id: kit.accountId, timeline: 'notifications', last_read_id: id, version: 1, updated_at: present }).execute())
  assert.deepEqual(await wait(2 * MAIL_EVERY_MS), [])
})

test('a mention after they came back is waited for anew', async () => {
  const uma = await house.member('uma')
  await seen(uma)
  present += MINUTE
  await mention(uma)
  present += 20 * MINUTE
  await seen(uma)
  present += MINUTE
  await mention(uma)
  assert.deepEqual(await wait(AWAY_MS - 5 * MINUTE), [])
  assert.deepEqual(await wait(10 * MINUTE), [{ user: uma.userId, count: 1 }])
})

test('not who said no, was never here, is closed, or whose sender is blocked', async () => {
  const [no, never, closed, blocks] = [await house.member('no'), await house.member('never'), await house.member('closed'), await house.member('blocks')]
  for (const one of [no, closed, blocks]) await seen(one)
  present += AWAY_MS + MINUTE
  await house.write((tx) => changeUserSettings(tx, no.userId, { mail_mentions: false }))
  await house.write((tx) => tx.db.updateTable('users').set({ disabled_at: present }).where('id', '=', closed.userId).execute())
  await house.write((tx) => tx.db.insertInto('blocks').values({ id: tx.id(), account_id: blocks.accountId, target_account_id: jonas.accountId, uri: null, created_at: present }).execute())
  for (const one of [no, never, closed, blocks]) await mention(one)
  assert.deepEqual(await wait(2 * MAIL_EVERY_MS), [])
})
