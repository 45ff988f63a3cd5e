// Servers that are away, come back, or take nothing for a while: all arrives, each object's activities in their order.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { follow } from '#domain/relationships/follow.ts'
import { testEngine } from '#test/support/database.ts'
import { remoteProfile } from '#test/support/remote-profile.ts'
import { follows } from './activity.ts'
import { eventually } from './eventually.ts'
import { startFlakyInbox, type FlakyInbox, type Mood } from './flaky-inbox.ts'
import { act, findPost, home, post, statusOf, type Person, type Status } from './person.ts'
import { startTowns, type Town, type Towns } from './town.ts'

const LONG_MS = 30_000
const DAY_MS = 24 * 3_600_000
let towns: Towns
let flaky: FlakyInbox

before(async () => {
  towns = await startTowns(testEngine)
  flaky = await startFlakyInbox('127.0.0.5')
})
after(async () => {
  await towns.remove()
  await flaky.close()
})

const plain = (status: Status) => status.content.replaceAll(/<[^>]+>/g, '')
const edit = (person: Person, { id }: Status, status: string) => person.ask('PUT', `/v1/statuses/${id}`, { json: { status } })
const remove = (person: Person, { id }: Status) => person.ask('DELETE', `/v1/statuses/${id}`)

/** A day goes by: what waits for nothing but time is due, in the order in which it would have been. */
const timePasses = ({ server }: Town) => server.house.write(async (tx) => {
  await tx.db.updateTable('deliveries').set((row) => ({ next_at: row('next_at', '-', DAY_MS) })).where('dead_at', 'is', null).execute()
  await tx.db.updateTable('hosts').set({ next_attempt_at: null }).execute()
  tx.wake()
})

/** Somebody at the flaky server follows `person`. */
async function fanOf(person: Person): Promise<void> {
  const { house } = person.town.server
  await house.write(async (tx) => {
    const fan = await upsertRemoteAccount(tx, remoteProfile(flaky.origin, 'fan'))
    await follow(tx, fan, person.member.accountId, { uri: `${flaky.origin}/follows/${person.name}` })
  })
  await eventually('the Accept', async () => flaky.taken.some((one) => one.type === 'Accept' && one.object.endsWith(`/follows/${person.name}`)))
}

test('a day of silence: thirty posts, edits, deletions and applause, then everything is there', { timeout: 120_000 }, async () => {
  const ann = await towns.a.newcomer('ann')
  const ben = await towns.b.newcomer('ben')
  await follows(towns, ben, ann)
  const asked = await post(ben, 'Applause?')
  const here = await findPost(ann, asked.url)
  assert.ok(here)
  await towns.b.server.stop()
  const written: Status[] = []
  for (let number = 0; number < 30; number++) written.push(await post(ann, `Number ${number}`))
  for (const [number, one] of written.entries()) {
    if (number % 5 === 0) await remove(ann, one)
    else if (number % 3 === 0) await edit(ann, one, `Number ${number}, corrected`)
  }
  await act(ann, 'favourite', here.id)
  await act(ann, 'reblog', here.id)
  await act(ann, 'unreblog', here.id)
  await towns.b.server.restart()
  const expected = written.map((_, number) => number % 5 === 0 ? '' : number % 3 === 0 ? `Number ${number}, corrected` : `Number ${number}`).filter(Boolean)
  await eventually('everything', async () => {
    const seen = (await home(ben)).filter((one) => one.account.acct === ann.handle)
    assert.deepEqual(new Set(seen.map(plain)), new Set(expected))
    assert.equal(seen.length, expected.length)
    const counted = await statusOf(ben, asked.id)
    assert.deepEqual([counted.favourites_count, counted.reblogs_count], [1, 0])
    return true
  }, LONG_MS)
})

test('our own end comes first: what waits for the other is sent after our own restart', { timeout: 120_000 }, async () => {
  const ann = await towns.a.newcomer('ann')
  const ben = await towns.b.newcomer('ben')
  await follows(towns, ben, ann)
  await towns.b.server.stop()
  const sent = await post(ann, 'Said before we both slept')
  await towns.a.server.stop()
  await towns.b.server.restart()
  await towns.a.server.restart()
  await eventually('the post', async () => (await home(ben)).some((one) => one.uri === sent.uri), LONG_MS)
  assert.equal((await home(ben)).filter((one) => one.uri === sent.uri).length, 1)
})

for (const mood of ['hangs up', 'is overloaded', 'fails'] as const satisfies readonly Mood[]) {
  test(`a server that ${mood}: a retried Create never arrives after its Update or its Delete`, { timeout: 120_000 }, async () => {
    const ann = await towns.a.newcomer('ann')
    await fanOf(ann)
    let refusals = 4
    // Only the Create is refused: whatever is about the same post and is not held back would be taken at once.
    flaky.mood = (one) => one.type === 'Create' && refusals-- > 0 ? mood : 'takes'
    const refusedBefore = flaky.refused()
    const first = await post(ann, 'Will be deleted')
    await eventually('a refusal', async () => flaky.refused() > refusedBefore)
    await edit(ann, first, 'Was corrected')
    const second = await post(ann, 'Stays')
    await remove(ann, first)
    await eventually('all of it', async () => {
      await timePasses(towns.a)
      await towns.a.server.idle()
      return flaky.taken.some((one) => one.object === first.uri && one.type === 'Delete') && flaky.taken.some((one) => one.object === second.uri)
    }, LONG_MS)
    flaky.mood = () => 'takes'
    assert.deepEqual(flaky.taken.filter((one) => one.object === first.uri).map((one) => one.type), ['Create', 'Update', 'Delete'])
    assert.deepEqual(flaky.taken.filter((one) => one.object === second.uri).map((one) => one.type), ['Create'])
  })
}

test('one activity that a server will not take holds up no other', { timeout: 120_000 }, async () => {
  const ann = await towns.a.newcomer('ann')
  await fanOf(ann)
  const disliked = await post(ann, 'Nobody takes this')
  flaky.mood = (one) => one.object === disliked.uri ? 'fails' : 'takes'
  const liked = await post(ann, 'Everybody takes this')
  await eventually('the other one', async () => flaky.taken.some((one) => one.object === liked.uri))
  flaky.mood = () => 'takes'
})

test('a server that was away hears what somebody said in the order in which it was said', { timeout: 120_000 }, async () => {
  const ann = await towns.a.newcomer('ann')
  await fanOf(ann)
  await flaky.close()
  const written: string[] = []
  for (let number = 0; number < 30; number++) written.push((await post(ann, `Number ${number}`)).uri)
  flaky = await startFlakyInbox('127.0.0.5', Number(new URL(flaky.origin).port))
  const heard = () => flaky.taken.map((one) => one.object).filter((uri) => written.includes(uri))
  await eventually('all of it', async () => {
    await timePasses(towns.a)
    return heard().length >= written.length
  }, LONG_MS)
  assert.deepEqual(heard(), written)
})

test('a server that is away holds up no other', { timeout: 120_000 }, async () => {
  const ann = await towns.a.newcomer('ann')
  const ben = await towns.b.newcomer('ben')
  await follows(towns, ben, ann)
  await fanOf(ann)
  flaky.mood = () => 'hangs up'
  const sent = await post(ann, 'For both')
  await eventually('the post', async () => (await home(ben)).some((one) => one.uri === sent.uri), 3000)
  flaky.mood = () => 'takes'
})
