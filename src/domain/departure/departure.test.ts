// Somebody leaves: nothing of theirs is left, and everybody else's counters are what a recount would find.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { findSession } from '#domain/access/session.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { departureJobs } from './sweep-account.ts'

let house: TestHouse
let leaver: Member
let friend: Member

before(async () => {
  house = await openTestHouse()
  leaver = await house.member('leaver')
  friend = await house.member('friend')
})
after(() => house.remove())

const rowsOf = async (table: 'statuses' | 'favourites' | 'follows' | 'users' | 'access_tokens', column: string, id: number) =>
  (await house.db.selectFrom(table).selectAll().where(column as never, '=', id as never).execute()).length

it('takes everything along and leaves the others’ counters right', async () => {
  const remi = await remotePerson(house, 'remi')
  const theirs = await posts(house, friend.accountId, 'liked and boosted')
  const parent = await posts(house, friend.accountId, 'answered')
  for (let index = 0; index < 45; index++) await posts(house, leaver.accountId, `mine ${index}`)
  await posts(house, leaver.accountId, 'an answer', { inReplyToId: parent })
  const mine = await posts(house, leaver.accountId, 'boosted by a friend')
  await boosts(house, friend.accountId, mine)
  await boosts(house, leaver.accountId, theirs)
  await house.write((tx) => favourite(tx, leaver.accountId, theirs))
  await follows(house, leaver.accountId, friend.accountId)
  await follows(house, friend.accountId, leaver.accountId)
  await follows(house, remi, leaver.accountId)
  assert.equal((await ownAccount(house.db, friend.accountId)).statuses_count, 3)

  await house.write((tx) => deleteAccount(tx, leaver.accountId))
  assert.equal(await rowsOf('users', 'account_id', leaver.accountId), 0, 'the user goes at once')
  await assert.rejects(findSession(house.db, leaver.token), /revoked/)
  assert.deepEqual(await runJobs(house, departureJobs(house)), ['account.sweep'])

  assert.equal(await rowsOf('statuses', 'account_id', leaver.accountId), 0)
  assert.equal(await rowsOf('favourites', 'account_id', leaver.accountId), 0)
  assert.equal(await rowsOf('follows', 'account_id', leaver.accountId) + await rowsOf('follows', 'target_account_id', leaver.accountId), 0)
  const { followers_count: followers, following_count: following, statuses_count: statuses } = await ownAccount(house.db, friend.accountId)
  assert.deepEqual([followers, following, statuses], [0, 0, 2], 'the boost of a gone post is gone')
  const liked = await statusRow(house.db, theirs)
  assert.deepEqual([liked?.favourites_count, liked?.reblogs_count], [0, 0])
  assert.equal((await statusRow(house.db, parent))?.replies_count, 0)
  const feed = await house.db.selectFrom('feed_entries').selectAll().where('feed_id', '=', friend.accountId).where('account_id', '=', leaver.accountId).execute()
  assert.equal(feed.length, 0)
})
