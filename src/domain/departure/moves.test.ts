// Somebody moves: who goes along, what stands there afterwards, and what may not be.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownAccount } from '#domain/accounts/queries.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { actorUri } from '#domain/addresses.ts'
import { endRedirect, hearOfMove, moveAccount, movableAt, redirectAccount, MOVE_REST_MS } from '#domain/departure/move-account.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { addToList, allListMembers, createList } from '#domain/lists/lists.ts'
import { block } from '#domain/relationships/block.ts'
import { follow } from '#domain/relationships/follow.ts'
import { acceptFollowFrom, rejectFollow } from '#domain/relationships/follow-requests.ts'
import { mute } from '#domain/relationships/mute.ts'
import { setNote } from '#domain/relationships/note.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { boosts, follows, posts, remotePerson, remoteProfile } from '#test/seeds/village.ts'
import { addAlias, aliasesOf, removeAlias } from './aliases.ts'
import { carryJobs } from './carry-along.ts'

let house: TestHouse
let count = 0
let ahead = 0
before(async () => { house = await openTestHouse({ clock: { now: () => Date.now() + ahead } }) })
after(() => house.remove())

const member = async () => (await house.member(`m${++count}`)).accountId
const ran = () => runJobs(house, carryJobs(house))
const uriOf = (name: string) => remoteProfile(name, 'peer.example').uri
/** Somebody elsewhere with a new account that names the old one, or not. */
async function pair({ names = true, locked = false } = {}): Promise<{ old: number; next: number; nextName: string }> {
  const name = `p${++count}`
  const old = await remotePerson(house, name)
  const next = await remotePerson(house, `${name}-new`, 'peer.example', { alsoKnownAs: names ? [uriOf(name)] : [], locked })
  return { old, next, nextName: `${name}-new` }
}
async function hears(old: number, next: number): Promise<boolean> {
  const heard = await house.write((tx) => hearOfMove(tx, old, next))
  await ran()
  return heard
}
const pairs = async (table: 'follows' | 'follow_requests' | 'blocks' | 'mutes', accountId: number) =>
  (await house.db.selectFrom(table).select('target_account_id as id').where('account_id', '=', accountId).orderBy('id').execute()).map((row) => row.id)
const noteOf = async (accountId: number, targetId: number) =>
  (await house.db.selectFrom('account_notes').select('comment').where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst())?.comment
const fault = (name: string) => (error: unknown) => (error as { fault?: string }).fault === name
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code

test('members go along when they are let in, with their choices and lists; until then the old follow lasts', async () => {
  const ada = await member()
  const { old, next } = await pair()
  await follows(house, ada, old, { reblogs: false, notify: true, languages: ['de'] })
  const listId = await house.write((tx) => createList(tx, ada, { title: 'Friends' }))
  await house.write((tx) => addToList(tx, ada, listId, [old]))
  assert.equal(await hears(old, next), true)
  assert.deepEqual([await pairs('follows', ada), await pairs('follow_requests', ada)], [[old], [next]])
  assert.deepEqual(await allListMembers(house.db, listId), [old])
  await house.write((tx) => acceptFollowFrom(tx, next, ada))
  assert.deepEqual([await pairs('follows', ada), await pairs('follow_requests', ada)], [[next], []])
  assert.deepEqual(await allListMembers(house.db, listId), [next])
  const row = await house.db.selectFrom('follows').selectAll().where('account_id', '=', ada).executeTakeFirstOrThrow()
  assert.deepEqual([row.show_reblogs, row.notify, row.languages], [0, 1, '["de"]'])
  assert.deepEqual([(await ownAccount(house.db, ada)).following_count, (await ownAccount(house.db, old)).moved_to_account_id], [1, next])
})

test('who is declined keeps what they had', async () => {
  const ada = await member()
  const { old, next } = await pair({ locked: true })
  await follows(house, ada, old)
  await hears(old, next)
  await house.write((tx) => rejectFollow(tx, next, ada))
  assert.deepEqual([await pairs('follows', ada), await pairs('follow_requests', ada)], [[old], []])
})

test('to one of ours they go at once, also where the door is locked; what came of the old account stays in home', async () => {
  const [ada, ben] = [await member(), await member()]
  const { old } = await pair()
  await house.write((tx) => addAlias(tx, ben, old))
  await house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', ben).execute())
  const sent = await posts(house, old, 'before', { uri: 'https://peer.example/before' })
  await follows(house, ada, old)
  const inHome = async () => (await house.db.selectFrom('feed_entries').select('status_id as id').where('feed_id', '=', ada).execute()).map((row) => row.id)
  assert.deepEqual(await inHome(), [sent])
  assert.equal(await hears(old, ben), true)
  assert.deepEqual([await pairs('follows', ada), await pairs('follow_requests', ada), await inHome()], [[ben], [], [sent]])
  assert.deepEqual([(await ownAccount(house.db, ada)).following_count, (await ownAccount(house.db, ben)).followers_count], [1, 1])
})

test('nobody goes where the other account does not say that it is the same person', async () => {
  const ada = await member()
  const { old, next } = await pair({ names: false })
  await follows(house, ada, old)
  assert.equal(await hears(old, next), false)
  assert.deepEqual([await pairs('follows', ada), (await ownAccount(house.db, old)).moved_to_account_id], [[old], null])
})

test('notes, blocks and mutes hold for the new account; who follows it already is not blocked', async () => {
  const [ada, ben, eve] = [await member(), await member(), await member()]
  const { old, next } = await pair()
  await house.write(async (tx) => {
    await setNote(tx, ada, old, 'Met at the harbour')
    await setNote(tx, ada, next, 'Somebody new')
    await block(tx, ben, old)
    await mute(tx, eve, old, { notifications: false, durationMs: 3_600_000 })
    await mute(tx, ada, old)
  })
  await follows(house, ada, next)
  await hears(old, next)
  assert.match(await noteOf(ada, next) ?? '', /^This person moved from @p\d+@peer\.example\. Your note there:\nMet at the harbour\n\nSomebody new$/)
  assert.deepEqual([await pairs('blocks', ben), await pairs('mutes', eve), await pairs('mutes', ada)], [[old, next], [old, next], [old]])
  assert.match(await noteOf(ben, next) ?? '', /whom you had blocked\.$/)
  assert.match(await noteOf(eve, next) ?? '', /whom you had muted\.$/)
  const carried = await house.db.selectFrom('mutes').selectAll().where('account_id', '=', eve).where('target_account_id', '=', next).executeTakeFirstOrThrow()
  assert.equal(carried.hide_notifications, 0)
  assert.ok((carried.expires_at ?? 0) > Date.now())
})

test('the same told again, and the job run again, do nothing twice', async () => {
  const ada = await member()
  const { old, next } = await pair()
  await house.write((tx) => setNote(tx, ada, old, 'Known'))
  await follows(house, ada, old)
  assert.equal(await hears(old, next), true)
  const first = [await noteOf(ada, next), await pairs('follow_requests', ada)]
  assert.equal(await hears(old, next), false)
  const [again] = Object.values(carryJobs(house))
  await again?.({ accountId: old, targetId: next })
  assert.deepEqual([await noteOf(ada, next), await pairs('follow_requests', ada)], first)
  assert.equal((await house.db.selectFrom('account_moves').select('id').where('account_id', '=', old).execute()).length, 1)
})

test('a block between the two keeps a follower from going along', async () => {
  const ada = await member()
  const { old, next } = await pair()
  await house.write((tx) => block(tx, next, ada))
  await follows(house, ada, old)
  assert.equal(await hears(old, next), true)
  assert.deepEqual([await pairs('follows', ada), await pairs('follow_requests', ada)], [[old], []])
})

test('a member names other accounts of theirs, once each, and takes them back', async () => {
  const [ada, ben] = [await member(), await member()]
  const { old } = await pair()
  assert.equal(await house.write((tx) => addAlias(tx, ada, old)), true)
  assert.equal(await house.write((tx) => addAlias(tx, ada, old)), false)
  await house.write((tx) => addAlias(tx, ada, ben))
  const known = await aliasesOf(house.db, house.config, ada)
  assert.deepEqual(known.map((one) => one.account?.id), [old, ben])
  assert.equal(known[1]?.uri, actorUri(house.config, ben))
  await assert.rejects(house.write((tx) => addAlias(tx, ada, ada)), refused('input.invalid'))
  assert.equal(await house.write((tx) => removeAlias(tx, ada, known[0]?.uri ?? '')), true)
  assert.deepEqual((await aliasesOf(house.db, house.config, ada)).map((one) => one.account?.id), [ben])
})

test('a member moves only where they are named, once in thirty days, and never in a circle', async () => {
  const [ada, ben] = [await member(), await member()]
  const { next, nextName } = await pair()
  const move = (to: number) => house.write((tx) => moveAccount(tx, ada, to))
  await assert.rejects(move(ada), fault('self'))
  await assert.rejects(move(987_654), fault('gone'))
  await assert.rejects(move(next), fault('no-alias'))
  await house.write((tx) => upsertRemoteAccount(tx, remoteProfile(nextName, 'peer.example', { alsoKnownAs: [actorUri(house.config, ada)] })))
  await follows(house, ben, ada)
  await move(next)
  await ran()
  assert.deepEqual([await pairs('follows', ben), await pairs('follow_requests', ben)], [[ada], [next]])
  await house.write((tx) => endRedirect(tx, ada))
  assert.equal(await house.write((tx) => endRedirect(tx, ada)), false)
  await assert.rejects(move(next), fault('too-soon'))
  assert.notEqual(await movableAt(house.db, ada, house.clock.now()), null)
  ahead += MOVE_REST_MS + 1000
  await move(next)
  await ran()
  await house.write((tx) => addAlias(tx, ben, ada))
  ahead += MOVE_REST_MS + 1000
  await house.write((tx) => redirectAccount(tx, ben, next))
  await assert.rejects(move(ben), fault('moved-on'))
})

test('whoever is gone begins nothing new here, and can once the redirect has ended', async () => {
  const [ada, ben] = [await member(), await member()]
  const [mine, theirs] = [await posts(house, ada, 'mine'), await posts(house, ben, 'theirs')]
  await house.write((tx) => redirectAccount(tx, ada, ben))
  await assert.rejects(house.write((tx) => redirectAccount(tx, ada, ben)), fault('moved-there'))
  const eve = await member()
  const tries = [() => posts(house, ada, 'again'), () => boosts(house, ada, theirs), () => house.write((tx) => follow(tx, ada, eve))]
  for (const one of tries) await assert.rejects(one(), refused('account.moved'))
  assert.deepEqual(await runJobs(house, carryJobs(house)), [], 'nobody is carried along')
  await house.write((tx) => reblog(tx, ben, mine))
  await house.write((tx) => endRedirect(tx, ada))
  for (const one of tries) await one()
})
