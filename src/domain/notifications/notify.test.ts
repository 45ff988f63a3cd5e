// Who is told of what, and who is not: author, named, follower, stranger, blocked either way, muted, remote, oneself.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { StreamMessage } from '#domain/context.ts'
import { changeRole } from '#domain/access/users.ts'
import { ensureRoles, MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { favourite, unfavourite } from '#domain/interactions/favourite.ts'
import { muteThread } from '#domain/interactions/mute-thread.ts'
import { reblog, unreblog } from '#domain/interactions/reblog.ts'
import { closePoll } from '#domain/polls/close-poll.ts'
import { vote } from '#domain/polls/vote.ts'
import { block } from '#domain/relationships/block.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { follow } from '#domain/relationships/follow.ts'
import { acceptFollowFrom, rejectFollow } from '#domain/relationships/follow-requests.ts'
import { mute } from '#domain/relationships/mute.ts'
import { unfollow } from '#domain/relationships/unfollow.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { draftOf, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { notificationJobs } from './notification-jobs.ts'
import { notificationIds } from './queries.ts'

const HOUR = 3_600_000
let now = Date.now()
let house: TestHouse
let people = 0
const heard: StreamMessage[] = []

before(async () => {
  house = await openTestHouse({ clock: { now: () => now } })
  // Roles are made when a server starts.
  await house.write(ensureRoles)
  house.bus.subscribe((message) => heard.push(message))
})
after(() => house.remove())
beforeEach(() => { now += 1000; heard.length = 0 })

const someone = async (): Promise<number> => (await house.member(`soul${++people}`)).accountId
const stranger = (host = 'far.example') => remotePerson(house, `afar${++people}`, host)
const settle = () => runJobs(house, notificationJobs(house))
const rowsOf = (id: number) => house.db.selectFrom('notifications').selectAll().where('account_id', '=', id).orderBy('id').execute()
const typesOf = async (id: number) => (await rowsOf(id)).map((row) => row.type)
const likes = (id: number, status: number) => house.write((tx) => favourite(tx, id, status))

test('a favourite tells the author once, and is forgotten when taken back', async () => {
  const [ann, ben] = [await someone(), await someone()]
  const status = await posts(house, ann, 'hi')
  await likes(ben, status)
  await likes(ben, status)
  const [row, ...more] = await rowsOf(ann)
  assert.deepEqual(more, [])
  assert.deepEqual([row?.type, row?.from_account_id, row?.status_id, row?.filtered], ['favourite', ben, status, 0])
  assert.match(row?.group_key ?? '', new RegExp(`^favourite-${status}-\\d+$`))
  assert.deepEqual(heard.filter((one) => one.event === 'notification').map((one) => [one.id, one.streams]),
    [[row?.id, [`user:${ann}`, `user:notification:${ann}`]]])
  await house.write((tx) => unfavourite(tx, ben, status))
  assert.deepEqual(await rowsOf(ann), [])
  await likes(ben, status)
  assert.deepEqual(await typesOf(ann), ['favourite'])
})

test('nobody hears of themselves, and authors of other servers hear nothing here', async () => {
  const [ann, afar] = [await someone(), await stranger()]
  const own = await posts(house, ann, 'mine', { mentions: [ann] })
  await likes(ann, own)
  const theirs = await posts(house, afar, 'theirs', { uri: `https://far.example/${++people}` })
  await likes(ann, theirs)
  assert.deepEqual(await rowsOf(ann), [])
  assert.deepEqual(await rowsOf(afar), [])
})

test('a boost tells the author about the original', async () => {
  const [ann, afar] = [await someone(), await stranger()]
  const status = await posts(house, ann, 'spread this')
  await house.write((tx) => reblog(tx, afar, status, { uri: `https://far.example/boost/${++people}` }))
  const [row] = await rowsOf(ann)
  assert.deepEqual([row?.type, row?.status_id, row?.from_account_id], ['reblog', status, afar])
  await house.write((tx) => unreblog(tx, afar, status))
  assert.deepEqual(await rowsOf(ann), [])
})

test('who is named hears of a post, silent mentions and old posts tell nobody', async () => {
  const [ann, ben, cat, afar] = [await someone(), await someone(), await someone(), await stranger()]
  const draft = draftOf(ann, 'you two')
  await house.write((tx) => postStatus(tx, { ...draft, mentions: [{ accountId: ben, silent: false }, { accountId: cat, silent: true }, { accountId: afar, silent: false }] }))
  assert.deepEqual(await typesOf(ben), ['mention'])
  assert.deepEqual(await typesOf(cat), [])
  assert.deepEqual(await typesOf(afar), [])
  await posts(house, afar, 'long ago', { mentions: [cat], uri: `https://far.example/${++people}`, createdAt: now - 7 * HOUR })
  assert.deepEqual(await typesOf(cat), [])
  await posts(house, afar, 'just now', { mentions: [cat], uri: `https://far.example/${++people}`, createdAt: now - 5 * HOUR })
  assert.deepEqual(await typesOf(cat), ['mention'])
})

test('a deleted post takes everything about it along, and tells the screens of the named', async () => {
  const [ann, ben] = [await someone(), await someone()]
  const status = await posts(house, ann, 'oops', { mentions: [ben] })
  await likes(ben, status)
  assert.deepEqual([await typesOf(ann), await typesOf(ben)], [['favourite'], ['mention']])
  await house.write((tx) => deleteStatus(tx, status))
  await settle()
  assert.deepEqual([await typesOf(ann), await typesOf(ben)], [[], []])
  assert.ok(heard.some((one) => one.event === 'delete' && one.id === status && one.streams.includes(`user:${ben}`)))
})

test('a follow, its undoing, a request, its acceptance and its refusal', async () => {
  const [ann, ben, cat] = [await someone(), await someone(), await someone()]
  await house.write((tx) => follow(tx, ben, ann))
  assert.deepEqual(await typesOf(ann), ['follow'])
  await house.write((tx) => unfollow(tx, ben, ann))
  assert.deepEqual(await typesOf(ann), [])
  await house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', ann).execute())
  await house.write((tx) => follow(tx, ben, ann))
  await house.write((tx) => follow(tx, cat, ann))
  assert.deepEqual(await typesOf(ann), ['follow_request', 'follow_request'])
  await house.write((tx) => acceptFollowFrom(tx, ann, ben))
  await house.write((tx) => rejectFollow(tx, ann, cat))
  assert.deepEqual((await rowsOf(ann)).map((row) => [row.type, row.from_account_id]), [['follow', ben]])
  await house.write((tx) => follow(tx, cat, ann))
  await house.write((tx) => unfollow(tx, cat, ann))
  assert.deepEqual(await typesOf(ann), ['follow'])
})

test('blocks of either side, mutes, hidden hosts and muted threads keep notifications away', async () => {
  const [ann, ben, cat, dot, eve, far] = [await someone(), await someone(), await someone(), await someone(), await someone(), await stranger('hid.example')]
  const quiet = await posts(house, ann, 'muted thread')
  await house.write((tx) => block(tx, ann, ben))
  await house.write((tx) => mute(tx, ann, cat))
  await house.write((tx) => mute(tx, ann, dot, { notifications: false }))
  await house.write((tx) => block(tx, eve, ann))
  await house.write((tx) => blockHost(tx, ann, 'hid.example'))
  await house.write((tx) => muteThread(tx, ann, quiet))
  for (const who of [ben, cat, dot, eve]) await posts(house, who, 'hey', { mentions: [ann] })
  await posts(house, far, 'hey', { mentions: [ann], uri: `https://hid.example/${++people}` })
  await likes(dot, quiet)
  assert.deepEqual((await rowsOf(ann)).map((row) => row.from_account_id), [dot])
  await posts(house, dot, 'hey both', { mentions: [ann, ben] })
  assert.equal((await rowsOf(ann)).length, 1, 'not with somebody blocked in the same breath')
})

test('a mute that is over keeps nothing away; a block and a mute clear what was there', async () => {
  const [ann, ben, cat] = [await someone(), await someone(), await someone()]
  await house.write((tx) => mute(tx, ann, ben, { durationMs: HOUR }))
  now += 2 * HOUR
  const status = await posts(house, ann, 'hello')
  await likes(ben, status)
  await likes(cat, status)
  assert.equal((await rowsOf(ann)).length, 2)
  await house.write((tx) => block(tx, ann, ben))
  assert.deepEqual((await rowsOf(ann)).map((row) => row.from_account_id), [cat])
  await house.write((tx) => mute(tx, ann, cat, { notifications: false }))
  assert.equal((await rowsOf(ann)).length, 1)
  await house.write((tx) => mute(tx, ann, cat, { notifications: true }))
  assert.deepEqual(await rowsOf(ann), [])
})

test('who asked to hear of an author does: not of boosts, nor of answers to others', async () => {
  const [ann, ben, cat] = [await someone(), await someone(), await someone()]
  await follows(house, ben, ann, { notify: true, languages: ['en'] })
  await follows(house, cat, ann)
  const first = await posts(house, ann, 'news', { language: 'en' })
  await posts(house, ann, 'novosti', { language: 'ru' })
  const other = await posts(house, cat, 'something')
  await posts(house, ann, 'an answer', { inReplyToId: other })
  await posts(house, ann, 'more', { inReplyToId: first })
  await house.write((tx) => reblog(tx, ann, other))
  await posts(house, ann, 'secret', { visibility: 'direct', mentions: [cat] })
  assert.deepEqual(await typesOf(ben), ['status', 'status'])
  assert.deepEqual((await typesOf(cat)).filter((type) => type === 'status'), [])
})

test('many who asked are all told, once', async () => {
  const ann = await someone()
  const readers: number[] = []
  for (let i = 0; i < 23; i++) readers.push(await someone())
  for (const reader of readers) await follows(house, reader, ann, { notify: true })
  await posts(house, ann, 'to all')
  await settle()
  for (const reader of readers) assert.deepEqual(await typesOf(reader), ['status'])
})

test('an edit tells who boosted, the last edit in place of the one before, and whoever is newly named', async () => {
  const [ann, ben, cat] = [await someone(), await someone(), await someone()]
  const status = await posts(house, ann, 'draft', { mentions: [cat] })
  await house.write((tx) => reblog(tx, ben, status))
  const newly = await someone()
  const named = [cat, newly].map((accountId) => ({ accountId, silent: false }))
  heard.length = 0
  await house.write((tx) => editStatus(tx, status, { text: 'better', content: '<p>better</p>', mentions: named }))
  const [first] = await rowsOf(ben)
  assert.deepEqual([first?.type, first?.status_id], ['update', status])
  assert.deepEqual([await typesOf(cat), await typesOf(newly)], [['mention'], ['mention']])
  assert.ok(heard.some((one) => one.event === 'status.update' && one.streams.includes(`user:notification:${cat}`)))
  now += 1000
  await house.write((tx) => editStatus(tx, status, { text: 'best', content: '<p>best</p>' }))
  const [second, ...more] = await rowsOf(ben)
  assert.deepEqual(more, [])
  assert.ok((second?.id ?? 0) > (first?.id ?? 0))
  assert.deepEqual((await typesOf(ann)).filter((type) => type === 'update'), [])
})

test('the end of a poll tells its author and the members who voted', async () => {
  const [ann, ben, cat, afar] = [await someone(), await someone(), await someone(), await stranger()]
  const poll = { options: ['yes', 'no'], multiple: true, hideTotals: false, expiresAt: now + HOUR }
  const { statusId } = await house.write((tx) => postStatus(tx, { ...draftOf(ann, 'well?'), poll }))
  const { id: pollId } = await house.db.selectFrom('polls').select('id').where('status_id', '=', statusId).executeTakeFirstOrThrow()
  await house.write((tx) => vote(tx, ben, pollId, [0, 1]))
  await house.write((tx) => vote(tx, afar, pollId, [0], { uri: 'https://far.example/vote/1' }))
  now += 2 * HOUR
  await house.write((tx) => closePoll(tx, pollId))
  await house.write((tx) => closePoll(tx, pollId))
  for (const who of [ann, ben]) assert.deepEqual((await rowsOf(who)).map((row) => [row.type, row.from_account_id, row.status_id]), [['poll', ann, statusId]])
  for (const who of [cat, afar]) assert.deepEqual(await rowsOf(who), [])
})

test('staff hear of new members, others do not', async () => {
  const staff = await house.member(`soul${++people}`)
  await house.write((tx) => changeRole(tx, staff.userId, MODERATOR_ROLE_ID))
  const plain = await someone()
  const { accountId } = await house.member(`soul${++people}`)
  const rows = (await rowsOf(staff.accountId)).filter((row) => row.from_account_id === accountId)
  assert.deepEqual(rows.map((row) => row.type), ['admin.sign_up'])
  assert.deepEqual(await rowsOf(plain), [])
  await house.write((tx) => changeRole(tx, staff.userId, null))
})

test('a moderator reaches whoever blocked them; a member does not', async () => {
  const staff = await house.member(`soul${++people}`)
  const ann = await someone()
  await house.write((tx) => block(tx, ann, staff.accountId))
  await posts(house, staff.accountId, 'please read', { mentions: [ann] })
  assert.deepEqual(await rowsOf(ann), [])
  await house.write((tx) => changeRole(tx, staff.userId, MODERATOR_ROLE_ID))
  await posts(house, staff.accountId, 'please read', { mentions: [ann] })
  assert.deepEqual(await typesOf(ann), ['mention'])
  await house.write((tx) => changeRole(tx, staff.userId, null))
})

test('suspended people tell nobody, and what they told is not shown', async () => {
  const [ann, ben] = [await someone(), await someone()]
  const status = await posts(house, ann, 'hello')
  await likes(ben, status)
  assert.equal((await notificationIds(house.db, ann, {}, { limit: 10 })).length, 1)
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: now }).where('id', '=', ben).execute())
  assert.deepEqual(await notificationIds(house.db, ann, {}, { limit: 10 }), [])
})

test('pages choose by type, sender and place', async () => {
  const [ann, ben, cat] = [await someone(), await someone(), await someone()]
  const status = await posts(house, ann, 'hello')
  await likes(ben, status)
  await house.write((tx) => reblog(tx, cat, status))
  await posts(house, ben, 'yes', { mentions: [ann], inReplyToId: status })
  const types = async (wanted: Parameters<typeof notificationIds>[2], page = { limit: 10 }) => {
    const ids = await notificationIds(house.db, ann, wanted, page)
    const rows = new Map((await rowsOf(ann)).map((row) => [row.id, row.type]))
    return ids.map((id) => rows.get(id))
  }
  assert.deepEqual(await types({}), ['mention', 'reblog', 'favourite'])
  assert.deepEqual(await types({ types: ['mention', 'favourite', 'nonsense'] }), ['mention', 'favourite'])
  assert.deepEqual(await types({ types: ['nonsense'] }), [])
  assert.deepEqual(await types({ excludeTypes: ['mention'] }), ['reblog', 'favourite'])
  assert.deepEqual(await types({ fromAccountId: ben }), ['mention', 'favourite'])
  const ids = await notificationIds(house.db, ann, {}, { limit: 10 })
  assert.deepEqual(await notificationIds(house.db, ann, {}, { limit: 1, maxId: ids[0] }), [ids[1]])
  assert.deepEqual(await notificationIds(house.db, ann, {}, { limit: 1, minId: ids[2] }), [ids[1]])
})
