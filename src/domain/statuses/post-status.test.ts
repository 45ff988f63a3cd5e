// A status comes into the network once, in its thread, with everything it carries.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Refusal } from '#domain/refusals.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { draftOf, remotePerson } from '#test/seeds/village.ts'
import { deleteStatus } from './delete-status.ts'
import { findStatusByUri, statusRow } from './find-status.ts'
import { postStatus } from './post-status.ts'
import type { StatusDraft } from './draft.ts'
import { tagDay } from './tags.ts'

let house: TestHouse
let told: Told
let alice: Member
let bob: Member
let carol: number

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions })
  alice = await house.member('alice')
  bob = await house.member('bob')
  carol = await remotePerson(house, 'carol')
})
after(() => house.remove())

const post = (draft: StatusDraft) => house.write((tx) => postStatus(tx, draft))
const row = async (id: number) => {
  const found = await statusRow(house.db, id)
  assert.ok(found)
  return found
}
const account = (id: number) => house.db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const refuses = (promise: Promise<unknown>, code: string) => assert.rejects(promise, (error: Refusal) => error.code === code)

test('a public post counts, is tagged, names people and is told once', async () => {
  told.length = 0
  const before_ = await account(alice.accountId)
  const { statusId, created } = await post(draftOf(alice.accountId, 'Hello', { tags: ['Café', 'Covey'], mentions: [bob.accountId] }))
  assert.equal(created, true)
  const now = await account(alice.accountId)
  assert.equal(now.statuses_count, before_.statuses_count + 1)
  assert.equal(now.last_status_at, (await row(statusId)).created_at)
  assert.deepEqual(told, [['status.posted', {
    statusId, accountId: alice.accountId, local: true, visibility: 'public', createdAt: now.last_status_at, inReplyToId: null, inReplyToAccountId: null,
  }]])
  const tags = await house.db.selectFrom('status_tags').innerJoin('tags', 'tags.id', 'status_tags.tag_id')
    .select(['tags.id', 'name', 'display_name']).where('status_id', '=', statusId).orderBy('name').execute()
  assert.deepEqual(tags.map((tag) => [tag.name, tag.display_name]), [['cafe', 'Café'], ['covey', 'Covey']])
  const days = await house.db.selectFrom('tag_days').selectAll().where('account_id', '=', alice.accountId).execute()
  assert.deepEqual(days.map((day) => [day.day, day.uses]), [[tagDay(Date.now()), 1], [tagDay(Date.now()), 1]])
  const mentions = await house.db.selectFrom('mentions').selectAll().where('status_id', '=', statusId).execute()
  assert.deepEqual(mentions.map((mention) => [mention.account_id, mention.silent]), [[bob.accountId, 0]])
  assert.equal((await row(statusId)).thread_id, statusId)
})

test('the first spelling of a tag stays; private and direct posts are no usage of it', async () => {
  const uses = async (name: string) => (await house.db.selectFrom('tag_days').innerJoin('tags', 'tags.id', 'tag_days.tag_id')
    .select('uses').where('name', '=', name).execute()).reduce((sum, one) => sum + one.uses, 0)
  await post(draftOf(alice.accountId, 'One', { tags: ['OneTag'] }))
  await post(draftOf(bob.accountId, 'Two', { tags: ['onetag'] }))
  await post(draftOf(bob.accountId, 'Three', { tags: ['onetag'], visibility: 'unlisted' }))
  await post(draftOf(bob.accountId, 'Four', { tags: ['onetag'], visibility: 'direct' }))
  const [tag] = await house.db.selectFrom('tags').selectAll().where('name', '=', 'onetag').execute()
  assert.equal(tag?.display_name, 'OneTag')
  assert.equal(await uses('onetag'), 2)
})

test('direct posts count nowhere; private replies are not counted by their parent', async () => {
  const parent = (await post(draftOf(bob.accountId, 'Parent'))).statusId
  const { statuses_count: counted } = await account(alice.accountId)
  await post(draftOf(alice.accountId, 'psst', { visibility: 'direct', inReplyToId: parent }))
  assert.equal((await account(alice.accountId)).statuses_count, counted)
  await post(draftOf(alice.accountId, 'friends', { visibility: 'private', inReplyToId: parent }))
  assert.equal((await account(alice.accountId)).statuses_count, counted + 1)
  assert.equal((await row(parent)).replies_count, 0)
  await post(draftOf(alice.accountId, 'all', { visibility: 'unlisted', inReplyToId: parent }))
  assert.equal((await row(parent)).replies_count, 1)
})

test('a reply joins the thread; a self-reply carries on whom it answers', async () => {
  const root = (await post(draftOf(bob.accountId, 'Root'))).statusId
  const answer = await row((await post(draftOf(alice.accountId, 'Answer', { inReplyToId: root }))).statusId)
  const more = await row((await post(draftOf(alice.accountId, 'More', { inReplyToId: answer.id }))).statusId)
  assert.deepEqual([answer.in_reply_to_id, answer.in_reply_to_account_id, answer.thread_id], [root, bob.accountId, root])
  assert.deepEqual([more.in_reply_to_id, more.in_reply_to_account_id, more.thread_id], [answer.id, bob.accountId, root])
})

test('replies that came first are put under their parent, with their threads and those who muted them', async () => {
  const uri = 'https://peer.example/posts/late'
  const first = (await post(draftOf(carol, 'Early', { uri: 'https://peer.example/posts/early', inReplyToUri: uri }))).statusId
  const below = (await post(draftOf(alice.accountId, 'Below', { inReplyToId: first }))).statusId
  await house.write((tx) => tx.db.insertInto('thread_mutes').values({ account_id: bob.accountId, thread_id: first }).execute())
  assert.deepEqual([(await row(first)).in_reply_to_id, (await row(first)).in_reply_to_uri], [null, uri])
  const late = (await post(draftOf(carol, 'Late', { uri }))).statusId
  const [linked, child, parent] = [await row(first), await row(below), await row(late)]
  assert.deepEqual([linked.in_reply_to_id, linked.in_reply_to_account_id, linked.in_reply_to_uri], [late, carol, null])
  assert.deepEqual([linked.thread_id, child.thread_id, parent.thread_id], [late, late, late])
  assert.equal(parent.replies_count, 1)
  const mutes = await house.db.selectFrom('thread_mutes').select('thread_id').where('account_id', '=', bob.accountId).execute()
  assert.ok(mutes.some((mute) => mute.thread_id === late))
})

test('two posts that claim to answer each other make no circle', async () => {
  const [one, two] = ['https://peer.example/posts/one', 'https://peer.example/posts/two']
  const first = (await post(draftOf(carol, 'One', { uri: one, inReplyToUri: two }))).statusId
  const second = (await post(draftOf(carol, 'Two', { uri: two, inReplyToUri: one }))).statusId
  assert.equal((await row(second)).in_reply_to_id, first)
  assert.equal((await row(first)).in_reply_to_id, null)
})

test('a remote conversation keeps its thread although no parent is known', async () => {
  const threadUri = 'tag:peer.example,2026:conversation'
  const one = await row((await post({ ...draftOf(carol, 'a', { uri: 'https://peer.example/posts/a' }), threadUri })).statusId)
  const two = await row((await post({ ...draftOf(carol, 'b', { uri: 'https://peer.example/posts/b', inReplyToUri: 'https://peer.example/posts/x' }), threadUri })).statusId)
  assert.equal(one.thread_id, two.thread_id)
})

test('the same network id is posted once, also at the same time', async () => {
  told.length = 0
  const draft = draftOf(carol, 'Once', { uri: 'https://peer.example/posts/once' })
  const results = await Promise.all([post(draft), post(draft), post(draft)])
  assert.equal(new Set(results.map((one) => one.statusId)).size, 1)
  assert.equal(results.filter((one) => one.created).length, 1)
  assert.equal(told.length, 1)
  assert.equal(await findStatusByUri(house, 'https://peer.example/posts/once'), results[0].statusId)
})

test('what was deleted here does not come back, and the gone cannot post', async () => {
  const draft = draftOf(carol, 'Gone', { uri: 'https://peer.example/posts/gone' })
  const { statusId } = await post(draft)
  await house.write((tx) => deleteStatus(tx, statusId))
  await refuses(post(draft), 'record.gone')
  const dave = await remotePerson(house, 'dave')
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', dave).execute())
  await refuses(post(draftOf(dave, 'Hi', { uri: 'https://peer.example/posts/dave' })), 'action.forbidden')
})

test('a fetched post takes the id of its date, a pushed one of its arrival; neither lies in the future', async () => {
  const createdAt = Date.UTC(2020, 1, 1)
  const old = (await post({ ...draftOf(carol, 'Old', { uri: 'https://peer.example/posts/old', createdAt }), fetched: true })).statusId
  const pushed = (await post(draftOf(carol, 'Pushed', { uri: 'https://peer.example/posts/pushed', createdAt }))).statusId
  assert.ok(old < pushed - 1e12)
  assert.equal((await row(pushed)).created_at, createdAt)
  const future = (await post(draftOf(carol, 'Soon', { uri: 'https://peer.example/posts/soon', createdAt: Date.now() + 1e9 }))).statusId
  assert.ok((await row(future)).created_at <= Date.now())
})

test('remote media are kept in order, seen through our own cache', async () => {
  const media = (name: string) => ({
    type: 'image' as const, contentType: 'image/png', remoteUrl: `https://peer.example/${name}.png`, description: name, blurhash: null,
    focus: { x: 0.5, y: -0.5 }, width: 40, height: 20,
  })
  const { statusId } = await post({ ...draftOf(carol, 'Look', { uri: 'https://peer.example/posts/look' }), remoteMedia: [media('b'), media('a')] })
  const ids = JSON.parse((await row(statusId)).media_ids) as number[]
  const rows = await house.db.selectFrom('media_attachments').selectAll().where('status_id', '=', statusId).execute()
  assert.deepEqual(ids.map((id) => rows.find((one) => one.id === id)?.description), ['b', 'a'])
  assert.ok(rows.every((one) => one.state === 'remote' && one.focus_y === -0.5 && one.meta.includes('"width":40')))
})

test('a poll comes with its status and is ended by a job', async () => {
  const expiresAt = Date.now() + 600_000
  const poll = { options: ['a', 'b'], multiple: false, hideTotals: false, expiresAt }
  const status = await row((await post({ ...draftOf(alice.accountId, 'Vote'), poll })).statusId)
  const written = await house.db.selectFrom('polls').selectAll().where('id', '=', status.poll_id).executeTakeFirstOrThrow()
  assert.deepEqual([written.status_id, written.counts, written.expires_at], [status.id, '[0,0]', expiresAt])
  const job = await house.db.selectFrom('jobs').selectAll().where('kind', '=', 'poll.close').where('run_at', '=', expiresAt).executeTakeFirst()
  assert.deepEqual(JSON.parse(job?.payload ?? ''), { pollId: status.poll_id })
})
