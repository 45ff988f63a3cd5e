// Votes are counted once, by whoever may, until the end, which comes once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statusRow } from '#domain/statuses/find-status.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { draftOf, remotePerson, type Words } from '#test/seeds/village.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { closeDuePolls, closePoll, pollJobs, updateTallies } from './close-poll.ts'
import { visiblePoll, vote } from './vote.ts'

const HOUR = 3_600_000
let house: TestHouse
let told: Told
let now = Date.UTC(2026, 5, 1)
let alice: number
let bob: number
let carol: number
let dave: number

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions, clock: { now: () => now } })
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
  carol = await remotePerson(house, 'carol')
  dave = await remotePerson(house, 'dave', 'other.example')
})
after(() => house.remove())

async function ask(accountId: number, poll = {}, words: Words = {}): Promise<number> {
  const whole = { options: ['a', 'b', 'c'], multiple: false, hideTotals: false, expiresAt: now + HOUR, ...poll }
  const { statusId } = await house.write((tx) => postStatus(tx, { ...draftOf(accountId, 'Which?', words), poll: whole }))
  return (await statusRow(house.db, statusId))?.poll_id ?? 0
}
const pollOf = (id: number) => house.db.selectFrom('polls').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const tally = async (id: number) => {
  const poll = await pollOf(id)
  return [JSON.parse(poll.counts) as number[], poll.votes_count, poll.voters_count]
}
const cast = (accountId: number, id: number, choices: number[], uri?: string) => house.write((tx) => vote(tx, accountId, id, choices, uri ? { uri } : {}))
const words = (promise: Promise<unknown>, message: string) => assert.rejects(promise, { message: `Validation failed: ${message}` })

test('one vote each, from here and elsewhere, told as a whole', async () => {
  const id = await ask(alice)
  told.length = 0
  await cast(bob, id, [1])
  await cast(carol, id, [1], 'https://peer.example/votes/1')
  assert.deepEqual(await tally(id), [[0, 2, 0], 2, 2])
  const statusId = (await pollOf(id)).status_id
  assert.deepEqual(told[0], ['poll.voted', { pollId: id, statusId, accountId: bob, choices: [1] }])
  await cast(carol, id, [1], 'https://peer.example/votes/1')
  assert.equal(told.length, 2, 'the same vote again is none')
  await words(cast(bob, id, [2]), 'You have already voted on this poll')
  await words(cast(carol, id, [2], 'https://peer.example/votes/2'), 'You have already voted on this poll')
  assert.deepEqual(await tally(id), [[0, 2, 0], 2, 2])
})

test('several choices count one voter; single choices do not come in twos', async () => {
  const many = await ask(alice, { multiple: true })
  await cast(bob, many, [0, 2, 2])
  await cast(carol, many, [0], 'https://peer.example/votes/3')
  await cast(carol, many, [1], 'https://peer.example/votes/4')
  assert.deepEqual(await tally(many), [[2, 1, 1], 4, 2])
  await words(cast(bob, many, [0]), 'You have already voted on this poll')
  const one = await ask(alice)
  await words(cast(bob, one, [0, 1]), 'You have already voted on this poll')
  assert.deepEqual(await tally(one), [[0, 0, 0], 0, 0])
})

test('not one\'s own, not what is not there, not after the end, not what one cannot see', async () => {
  const id = await ask(alice)
  await words(cast(alice, id, [0]), 'You cannot vote in your own polls')
  for (const choices of [[3], [-1], [], [0.5]]) await words(cast(bob, id, choices), 'The chosen vote option does not exist')
  const secret = await ask(alice, {}, { visibility: 'direct' })
  await assert.rejects(cast(bob, secret, [0]), { code: 'record.missing' })
  await assert.rejects(visiblePoll(house.db, bob, secret), { code: 'record.missing' })
  await assert.rejects(visiblePoll(house.db, null, 12), { code: 'record.missing' })
  await visiblePoll(house.db, alice, secret)
  now += 2 * HOUR
  await words(cast(bob, id, [0]), 'The poll has already ended')
})

test('votes at the same time are all counted', async () => {
  const id = await ask(alice)
  const voters = await Promise.all(Array.from({ length: 8 }, (_, index) => remotePerson(house, `voter${index}`)))
  await Promise.all(voters.map((voter, index) => cast(voter, id, [index % 2])))
  assert.deepEqual(await tally(id), [[4, 4, 0], 8, 8])
})

test('the end comes once, by a job, and not before its time', async () => {
  const id = await ask(alice)
  told.length = 0
  await house.write((tx) => closePoll(tx, id))
  assert.equal(told.length, 0)
  now += HOUR
  await runJobs(house, pollJobs(house))
  await house.write((tx) => closePoll(tx, id))
  await closeDuePolls(house)
  const ended = told.filter(([, event]) => event['pollId'] === id)
  assert.deepEqual(ended, [['poll.ended', { pollId: id, statusId: (await pollOf(id)).status_id }]])
})

test('a remote poll ends for members who voted, a while after its time', async () => {
  const id = await ask(carol, { counts: [3, 4, 0], votersCount: 7 }, { uri: 'https://peer.example/polls/1' })
  assert.deepEqual(await tally(id), [[3, 4, 0], 7, 7])
  await cast(bob, id, [0])
  assert.deepEqual(await tally(id), [[4, 4, 0], 8, 8])
  told.length = 0
  now += HOUR
  await runJobs(house, pollJobs(house))
  assert.deepEqual(told.filter(([, event]) => event['pollId'] === id), [])
  now += 6 * 60_000
  await runJobs(house, pollJobs(house))
  assert.deepEqual(told.filter(([, event]) => event['pollId'] === id).map(([name]) => name), ['poll.ended'])
})

test('what a remote server counts is taken over, unless it is about other options', async () => {
  const id = await ask(carol, { counts: [0, 0, 0], votersCount: null }, { uri: 'https://peer.example/polls/2' })
  const take = (counts: number[], voters: number | null, options = {}) => house.write((tx) => updateTallies(tx, id, counts, voters, options))
  assert.equal(await take([1, 2, 3], 6), true)
  assert.equal(await take([1, 2, 3], 6), false)
  assert.equal(await take([1, 2], 3), false)
  assert.deepEqual(await tally(id), [[1, 2, 3], 6, 6])
  await take([1, 2, 4], null, { closedAt: now - 1000 })
  assert.deepEqual(await tally(id), [[1, 2, 4], 7, null])
  assert.notEqual((await pollOf(id)).closed_at, null)
  await words(cast(dave, id, [0]), 'The poll has already ended')
})
