// Conversations from all sides: who began, who was named, who was not, a peer's person, and what deleting does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StreamMessage } from '#domain/context.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { departureJobs } from '#domain/departure/sweep-account.ts'
import { block } from '#domain/relationships/block.ts'
import { mute } from '#domain/relationships/mute.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { follows, posts, remotePerson, type Words } from '#test/seeds/village.ts'
import { conversationsPage, markConversation, removeConversation } from './conversations.ts'

let house: TestHouse
let people = 0
const heard: StreamMessage[] = []

before(async () => {
  house = await openTestHouse()
  house.bus.subscribe((message) => heard.push(message))
})
after(() => house.remove())

const page = { limit: 40 }
const someone = async (): Promise<number> => (await house.member(`soul${++people}`)).accountId
const tells = (from: number, to: number[], more: Words = {}) => posts(house, from, 'psst', { visibility: 'direct', mentions: to, ...more })
const rowsOf = (id: number) => house.db.selectFrom('conversations').selectAll().where('account_id', '=', id).orderBy('last_status_id', 'desc').execute()
const state = async (id: number) => (await rowsOf(id)).map((row) => [row.participants, row.last_status_id, row.unread])

/** Two members who follow each other, so that nothing is kept aside. */
async function friends(): Promise<[number, number]> {
  const pair: [number, number] = [await someone(), await someone()]
  await follows(house, pair[0], pair[1])
  await follows(house, pair[1], pair[0])
  return pair
}

test('each side has a row: read for who wrote, unread for who was named', async () => {
  const [ann, ben] = await friends()
  heard.length = 0
  const first = await tells(ann, [ben])
  assert.deepEqual([await state(ann), await state(ben)], [[[`[${ben}]`, first, 0]], [[`[${ann}]`, first, 1]]])
  assert.deepEqual(heard.filter((one) => one.event === 'conversation').map((one) => one.streams), [[`direct:${ann}`], [`direct:${ben}`]])
  const second = await tells(ben, [ann], { inReplyToId: first })
  assert.deepEqual([await state(ann), await state(ben)], [[[`[${ben}]`, second, 1]], [[`[${ann}]`, second, 0]]])
})

test('other people or another thread make another conversation; public words make none', async () => {
  const [ann, ben] = await friends()
  const cat = await someone()
  const first = await tells(ann, [ben])
  await tells(ann, [ben, cat], { inReplyToId: first })
  await tells(ann, [ben])
  await posts(house, ann, 'aloud', { mentions: [ben] })
  await posts(house, ann, 'to followers', { mentions: [ben], visibility: 'private' })
  assert.deepEqual((await state(ann)).map(([others]) => others), [`[${ben}]`, `[${ben},${cat}]`, `[${ben}]`])
  assert.equal((await state(ben)).length, 3)
})

test('a note to oneself, and a word from another server', async () => {
  const ann = await someone()
  const own = await tells(ann, [])
  assert.deepEqual(await state(ann), [['[]', own, 0]])
  const afar = await remotePerson(house, `afar${++people}`)
  await follows(house, ann, afar)
  const theirs = await tells(afar, [ann], { uri: `https://peer.example/${++people}` })
  assert.deepEqual((await state(ann))[0], [`[${afar}]`, theirs, 1])
  assert.deepEqual(await state(afar), [], 'accounts of other servers have none here')
})

test('deleting moves the last status back, and the last one ends the conversation', async () => {
  const [ann, ben] = await friends()
  const first = await tells(ann, [ben])
  const second = await tells(ben, [ann], { inReplyToId: first })
  await house.write((tx) => deleteStatus(tx, second))
  assert.deepEqual((await state(ann)).map((row) => row[1]), [first])
  await house.write((tx) => deleteStatus(tx, first))
  assert.deepEqual([await state(ann), await state(ben)], [[], []])
})

test('whoever deletes their account leaves the conversations of others', async () => {
  const [ann, ben] = await friends()
  const first = await tells(ann, [ben])
  await tells(ben, [ann], { inReplyToId: first })
  await house.write((tx) => deleteAccount(tx, ben))
  await runJobs(house, departureJobs(house))
  assert.deepEqual(await state(ann), [[`[${ben}]`, first, 1]])
  assert.deepEqual(await state(ben), [])
})

test('a block, and a mute with notifications, end it for the one who does it', async () => {
  const [ann, ben] = await friends()
  await tells(ann, [ben])
  await house.write((tx) => mute(tx, ann, ben, { notifications: false }))
  assert.equal((await rowsOf(ann)).length, 1)
  await house.write((tx) => mute(tx, ann, ben))
  assert.deepEqual([(await rowsOf(ann)).length, (await rowsOf(ben)).length], [0, 1])
  await house.write((tx) => block(tx, ben, ann))
  assert.equal((await rowsOf(ben)).length, 0)
})

test('pages go by the last status; reading and removing are for the owner only', async () => {
  const [ann, ben] = await friends()
  const statuses = [await tells(ben, [ann]), await tells(ben, [ann]), await tells(ben, [ann])]
  const all = await conversationsPage(house.db, ann, page)
  assert.deepEqual(all.map((row) => row.key), [...statuses].reverse())
  assert.deepEqual(await conversationsPage(house.db, ann, { limit: 1, maxId: statuses[2] }), [all[1]])
  assert.deepEqual(await conversationsPage(house.db, ann, { limit: 1, minId: statuses[0] }), [all[1]])
  const id = all[0]?.id ?? 0
  await assert.rejects(house.write((tx) => markConversation(tx, ben, id, 'read')), /not found/)
  await assert.rejects(house.write((tx) => removeConversation(tx, ben, id)), /not found/)
  heard.length = 0
  await house.write((tx) => markConversation(tx, ann, id, 'read'))
  await house.write((tx) => markConversation(tx, ann, id, 'read'))
  assert.equal(heard.length, 1)
  assert.equal((await rowsOf(ann))[0]?.unread, 0)
  await house.write((tx) => removeConversation(tx, ann, id))
  assert.equal((await rowsOf(ann)).length, 2)
  await tells(ben, [ann], { inReplyToId: statuses[2] ?? null })
  assert.equal((await rowsOf(ann)).length, 3, 'a new word brings it back')
})

test('a conversation goes on when its thread joins another', async () => {
  const [ann, ben] = await friends()
  const first = await tells(ann, [ben])
  await house.write((tx) => tx.db.updateTable('statuses').set({ thread_id: 77 }).where('id', '=', first).execute())
  const second = await tells(ben, [ann], { inReplyToId: first })
  assert.deepEqual((await state(ann)).map((row) => row[1]), [second])
})
