// A deleted status leaves nothing behind but its tombstone, however much hung on it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { uriOfStatus } from '#domain/addresses.ts'
import { deleteFilesJobs } from '#domain/media/delete-media.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { boosts, draftOf, posts, remotePerson } from '#test/seeds/village.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { bookmark } from '../interactions/bookmark.ts'
import { favourite } from '../interactions/favourite.ts'
import { vote } from '../polls/vote.ts'
import { deleteStatus } from './delete-status.ts'
import { statusRow } from './find-status.ts'
import { postStatus } from './post-status.ts'
import { sweepJobs } from './sweep-status.ts'
import { isTombstone } from './tombstones.ts'

let house: TestHouse
let told: Told
let alice: number
let bob: number
let carol: number

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions })
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
  carol = await remotePerson(house, 'carol')
})
after(() => house.remove())

const remove = (id: number, options = {}) => house.write((tx) => deleteStatus(tx, id, options))
const count = async (id: number) => (await house.db.selectFrom('accounts').select('statuses_count').where('id', '=', id).executeTakeFirstOrThrow()).statuses_count
const upload = (patch: object) => house.write(async (tx) => {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({ id, account_id: alice, type: 'image', state: 'ready', created_at: tx.now, ...patch }).execute()
  return id
})

test('everything that hangs on it goes, and the counters go back', async () => {
  const before_ = [await count(alice), await count(bob)]
  const parent = await posts(house, bob, 'Parent')
  const poll = { options: ['a', 'b'], multiple: false, hideTotals: false, expiresAt: Date.now() + 600_000 }
  const { statusId: id } = await house.write((tx) => postStatus(tx, { ...draftOf(alice, 'Much', { inReplyToId: parent, tags: ['much'], mentions: [bob] }), poll }))
  const answer = await posts(house, bob, 'Answer', { inReplyToId: id })
  const boost = await boosts(house, bob, id)
  await house.write((tx) => favourite(tx, bob, id))
  await house.write((tx) => bookmark(tx, bob, id))
  const pollId = (await statusRow(house.db, id))?.poll_id ?? 0
  await house.write((tx) => vote(tx, bob, pollId, [0]))
  const status = await statusRow(house.db, id)
  assert.ok(status)
  told.length = 0
  assert.equal(await remove(id), true)
  assert.deepEqual(told, [['status.deleted', { statusId: id, accountId: alice }]])
  for (const table of ['mentions', 'status_tags', 'favourites', 'bookmarks'] as const) {
    assert.equal((await house.db.selectFrom(table).selectAll().where('status_id', '=', id).execute()).length, 0, table)
  }
  assert.equal((await house.db.selectFrom('poll_votes').selectAll().where('poll_id', '=', pollId).execute()).length, 0)
  assert.equal((await house.db.selectFrom('polls').selectAll().where('id', '=', pollId).execute()).length, 0)
  assert.equal(await statusRow(house.db, boost), undefined)
  assert.equal((await statusRow(house.db, answer))?.in_reply_to_id, null)
  assert.equal((await statusRow(house.db, answer))?.in_reply_to_account_id, alice)
  assert.equal((await statusRow(house.db, parent))?.replies_count, 0)
  assert.deepEqual([await count(alice), await count(bob)], [before_[0], (before_[1] ?? 0) + 2])
  assert.equal(await isTombstone(house.db, uriOfStatus(house.config, status)), true)
  assert.equal(await remove(id), false)
  assert.equal(told.length, 1)
})

test('its boosts and favourites go in chunks', async () => {
  const id = await posts(house, alice, 'Famous')
  await house.write(async (tx) => {
    for (let account = 1; account <= 1100; account++) {
      await tx.db.insertInto('favourites').values({ id: tx.id(), account_id: -account, status_id: id, created_at: tx.now }).execute()
    }
  })
  await remove(id)
  const left = async () => (await house.db.selectFrom('favourites').select('id').where('status_id', '=', id).execute()).length
  assert.equal(await left(), 600)
  assert.deepEqual(await runJobs(house, sweepJobs(house)), ['status.sweep', 'status.sweep'])
  assert.equal(await left(), 0)
})

test('uploads stay for writing anew, or go with their files', async () => {
  const kept = await upload({ file_key: 'media/aa/kept.png', created_at: 5 })
  const { statusId: one } = await house.write((tx) => postStatus(tx, { ...draftOf(alice, 'x'), mediaIds: [kept] }))
  await remove(one, { media: 'keep' })
  const row = await house.db.selectFrom('media_attachments').selectAll().where('id', '=', kept).executeTakeFirst()
  assert.equal(row?.status_id, null)
  assert.ok((row?.created_at ?? 0) > 5, 'it has its day again')
  const { statusId: two } = await house.write((tx) => postStatus(tx, { ...draftOf(alice, 'x'), mediaIds: [kept] }))
  await remove(two)
  assert.equal(await house.db.selectFrom('media_attachments').select('id').where('id', '=', kept).executeTakeFirst(), undefined)
  const files: string[] = []
  await runJobs(house, deleteFilesJobs({ storage: { delete: async (key) => { files.push(key) } } }))
  assert.deepEqual(files, ['media/aa/kept.png'])
})

test('deleting a boost takes it back; a remote one leaves its tombstone', async () => {
  const id = await posts(house, carol, 'Fine', { uri: 'https://peer.example/fine' })
  const boost = await boosts(house, alice, id)
  told.length = 0
  assert.equal(await remove(boost), true)
  assert.deepEqual(told, [['status.unreblogged', { statusId: boost, originalId: id, accountId: alice }]])
  assert.equal((await statusRow(house.db, id))?.reblogs_count, 0)
})

test('two at once delete once', async () => {
  const id = await posts(house, alice, 'Twice')
  told.length = 0
  const done = await Promise.all([remove(id), remove(id)])
  assert.deepEqual(done.sort(), [false, true])
  assert.equal(told.length, 1)
})

test('quietly, for an author who is going', async () => {
  const id = await posts(house, alice, 'Quiet')
  told.length = 0
  await remove(id, { quietly: true })
  assert.deepEqual(told, [])
})
