// The bulk loader writes rows by itself; here a small community of its is written again by the verbs, step by step, and
// both databases must hold the same. What is left out is named with its reason.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { namesIn, rowsOf } from './compare.ts'
import { seedCommunity } from './community.ts'
import { replay } from './replay.ts'
import { END } from './village.ts'

/** Tables, with the columns that are not compared. */
const TABLES = {
  hosts: [],
  accounts: [],
  account_keys: [],
  account_tokens: [],
  // They were here, which no verb of theirs says.
  users: ['last_seen_at'],
  statuses: [],
  status_tokens: [],
  mentions: [],
  status_tags: [],
  // All exist from the start.
  tags: ['created_at'],
  tag_days: [],
  media_attachments: [],
  polls: [],
  favourites: [],
  bookmarks: [],
  // The name of the request that came before, which the loader has not made.
  follows: ['uri'],
  notifications: [],
  // Some have been read.
  conversations: ['unread'],
  conversation_statuses: [],
  feeds: ['active_at'],
} as const

let bulk: TestHouse
let verbs: TestHouse

before(async () => {
  bulk = await openTestHouse()
  let now = END
  verbs = await openTestHouse({ clock: { now: () => now } })
  await seedCommunity(bulk.engine, { statuses: 250, accounts: 40, members: 12, feeds: 4, replies: 20 })
  await replay(bulk, verbs, (at) => { now = at })
})
after(async () => {
  await bulk.remove()
  await verbs.remove()
})

for (const [table, except] of Object.entries(TABLES)) {
  test(`${table} holds what the verbs write`, async () => {
    const [ours, theirs] = [await rowsOf(bulk, table, except, await namesIn(bulk)), await rowsOf(verbs, table, except, await namesIn(verbs))]
    assert.ok(theirs.length > 0, 'the community has some')
    assert.deepEqual(ours, theirs)
  })
}

test('an entry of a feed names the author and what is boosted, as fan-out does', async () => {
  const entries = await bulk.db.selectFrom('feed_entries as e').innerJoin('statuses as s', 's.id', 'e.status_id')
    .select(['e.account_id', 'e.reblog_of_id', 's.account_id as author', 's.reblog_of_id as boosted']).execute()
  assert.ok(entries.some((one) => one.boosted !== null) && entries.some((one) => one.boosted === null))
  for (const { account_id: account, reblog_of_id: boost, author, boosted } of entries) assert.deepEqual([account, boost], [author, boosted])
})
