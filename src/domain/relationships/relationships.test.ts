// Following, blocking and muting from every side: follower, followed, stranger, blocked, remote.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context, Reaction, Reactions } from '#domain/context.ts'
import type { EventName } from '#domain/events.ts'
import { Refusal } from '#domain/refusals.ts'
import { reactions } from '#main/reactions.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { remotePerson } from '#test/seeds/village.ts'
import { block, unblock } from './block.ts'
import { blockHost, hostFrom, hostJobs, unblockHost } from './block-host.ts'
import { endorse, unendorse } from './endorse.ts'
import { follow } from './follow.ts'
import { acceptFollow, acceptFollowFrom, rejectFollow } from './follow-requests.ts'
import { hiddenAccounts } from './hidden.ts'
import { relationshipsOf } from './marks.ts'
import { expireMutes, mute, muteJobs, unmute } from './mute.ts'
import { setNote } from './note.ts'
import { blocksPage, endorsementsPage, followersPage, followingPage, followRequestsPage, hostBlocksPage, mutesPage } from './pages.ts'
import { removeFollower, unfollow } from './unfollow.ts'

let house: TestHouse
let now = Date.UTC(2026, 4, 1)
let events: string[] = []
let people = 0

/** Every event is written down instead of reacted to: what follows from one is other rooms' concern. */
const recorder = Object.fromEntries(Object.keys(reactions).map((name) =>
  [name, [(async () => { events.push(name) }) as Reaction<EventName>]])) as unknown as Reactions

before(async () => { house = await openTestHouse({ clock: { now: () => now }, reactions: recorder }) })
after(() => house.remove())

const someone = async (): Promise<number> => (await house.member(`member${++people}`)).accountId
const change = (id: number, set: Record<string, number | null>) => house.write((tx) => tx.db.updateTable('accounts').set(set).where('id', '=', id).execute())
const counts = async (id: number) => {
  const row = await house.db.selectFrom('accounts').select(['following_count', 'followers_count']).where('id', '=', id).executeTakeFirstOrThrow()
  return [row.following_count, row.followers_count]
}
const marks = async (viewer: number, id: number) => (await relationshipsOf(house.db, viewer, [id], now)).get(id)
const told = async (body: () => Promise<unknown>): Promise<string[]> => {
  events = []
  await body()
  return events
}
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const whole = { limit: 40 }

test('a follow is immediate for an open local account, counted once and told once', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const first = await told(async () => assert.deepEqual(await house.write((tx) => follow(tx, anna, ben)), { state: 'following', foregone: false }))
  assert.deepEqual(first, ['follow.created'])
  assert.deepEqual(await told(() => house.write((tx) => follow(tx, anna, ben))), [])
  assert.deepEqual([await counts(anna), await counts(ben)], [[1, 0], [0, 1]])
  assert.deepEqual([(await marks(anna, ben))?.following, (await marks(ben, anna))?.followedBy, (await marks(ben, anna))?.following], [true, true, false])
})

test('following again changes the options, and only then tells', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await house.write((tx) => follow(tx, anna, ben))
  assert.deepEqual(await told(() => house.write((tx) => follow(tx, anna, ben, { reblogs: false, notify: true, languages: ['en', 'de', 'en'] }))), ['follow.updated'])
  assert.deepEqual(await told(() => house.write((tx) => follow(tx, anna, ben, {}))), [])
  const known = await marks(anna, ben)
  assert.deepEqual([known?.showingReblogs, known?.notifying, known?.languages], [false, true, ['en', 'de']])
  await house.write((tx) => follow(tx, anna, ben, { languages: [] }))
  assert.equal((await marks(anna, ben))?.languages, null)
})

test('nobody follows themselves, the suspended, the moved, or those who are gone', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const tries = (id: number) => house.write((tx) => follow(tx, anna, id))
  await assert.rejects(tries(anna), refused('record.missing'))
  await assert.rejects(tries(9_999_999), refused('record.missing'))
  await change(ben, { suspended_at: now })
  await assert.rejects(tries(ben), refused('record.missing'))
  await change(ben, { suspended_at: null, moved_to_account_id: anna })
  await assert.rejects(tries(ben), refused('action.forbidden'))
  await change(ben, { moved_to_account_id: null, pending: 1 })
  await assert.rejects(tries(ben), refused('record.missing'))
  assert.deepEqual(await counts(anna), [0, 0])
})

test('locked, remote and silenced make a request; accepting it moves it into a follow with its options', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await change(ben, { locked: 1 })
  assert.deepEqual(await told(() => house.write((tx) => follow(tx, anna, ben, { notify: true, languages: ['fr'] }))), ['follow.requested'])
  assert.deepEqual([(await marks(anna, ben))?.requested, (await marks(ben, anna))?.requestedBy], [true, true])
  assert.deepEqual((await followRequestsPage(house.db, ben, whole)).map((row) => row.accountId), [anna])
  assert.deepEqual([await counts(anna), await counts(ben)], [[0, 0], [0, 0]])
  assert.deepEqual(await told(async () => assert.equal(await house.write((tx) => acceptFollowFrom(tx, ben, anna)), true)), ['follow.created'])
  const known = await marks(anna, ben)
  assert.deepEqual([known?.following, known?.requested, known?.notifying, known?.languages], [true, false, true, ['fr']])
  assert.deepEqual([await counts(anna), await counts(ben)], [[1, 0], [0, 1]])
  assert.equal(await house.write((tx) => acceptFollowFrom(tx, ben, anna)), false)
  assert.deepEqual(await counts(ben), [0, 1])

  const far = await remotePerson(house, 'far')
  assert.deepEqual(await house.write((tx) => follow(tx, anna, far)), { state: 'requested', foregone: true })
  const silenced = await someone()
  const open = await someone()
  await change(silenced, { silenced_at: now })
  assert.deepEqual(await house.write((tx) => follow(tx, silenced, open)), { state: 'requested', foregone: false })
})

test('a request can be withdrawn, declined, or accepted by its id', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await change(ben, { locked: 1 })
  await house.write((tx) => follow(tx, anna, ben))
  assert.deepEqual(await told(() => house.write((tx) => unfollow(tx, anna, ben))), ['follow.undone'])
  assert.equal((await marks(anna, ben))?.requested, false)
  await house.write((tx) => follow(tx, anna, ben))
  assert.deepEqual(await told(async () => assert.equal(await house.write((tx) => rejectFollow(tx, ben, anna)), true)), ['follow.rejected'])
  assert.equal(await house.write((tx) => rejectFollow(tx, ben, anna)), false)
  await house.write((tx) => follow(tx, anna, ben))
  const [request] = await followRequestsPage(house.db, ben, whole)
  await house.write((tx) => acceptFollow(tx, request?.key ?? 0))
  assert.equal((await marks(anna, ben))?.following, true)
  await assert.rejects(house.write((tx) => acceptFollow(tx, request?.key ?? 0)), refused('record.missing'))
})

test('a remote follower keeps the name its server gives the follow, and is answered again when it asks again', async () => {
  const [anna, far] = [await someone(), await remotePerson(house, 'again')]
  const uri = 'https://peer.example/follows/1'
  assert.deepEqual(await house.write((tx) => follow(tx, far, anna, { uri })), { state: 'following', foregone: false })
  assert.deepEqual(await told(() => house.write((tx) => follow(tx, far, anna, { uri }))), ['follow.updated'])
  await house.write((tx) => follow(tx, far, anna, { uri: `${uri}-2` }))
  const row = await house.db.selectFrom('follows').select('uri').where('account_id', '=', far).executeTakeFirstOrThrow()
  assert.equal(row.uri, `${uri}-2`)
  await change(anna, { locked: 1 })
  const other = await remotePerson(house, 'asking')
  assert.equal((await house.write((tx) => follow(tx, other, anna, { uri: 'https://peer.example/follows/2' }))).state, 'requested')
})

test('unfollowing takes the endorsement along; the followed can remove a follower', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await assert.rejects(house.write((tx) => endorse(tx, anna, ben)), refused('input.invalid'))
  await house.write((tx) => follow(tx, anna, ben))
  await house.write((tx) => endorse(tx, anna, ben))
  await house.write((tx) => endorse(tx, anna, ben))
  assert.deepEqual((await endorsementsPage(house.db, anna, whole)).map((row) => row.accountId), [ben])
  assert.equal((await marks(anna, ben))?.endorsed, true)
  assert.deepEqual(await told(() => house.write((tx) => removeFollower(tx, ben, anna))), ['follower.removed'])
  assert.deepEqual([await counts(anna), await counts(ben), (await marks(anna, ben))?.endorsed], [[0, 0], [0, 0], false])
  assert.deepEqual(await told(() => house.write((tx) => removeFollower(tx, ben, anna))), [])
  await house.write((tx) => follow(tx, anna, ben))
  await house.write((tx) => endorse(tx, anna, ben))
  await house.write((tx) => unendorse(tx, anna, ben))
  assert.equal((await marks(anna, ben))?.endorsed, false)
  await house.write((tx) => unfollow(tx, anna, ben))
  assert.deepEqual(await told(() => house.write((tx) => unfollow(tx, anna, ben))), [])
  assert.deepEqual([await counts(anna), await counts(ben)], [[0, 0], [0, 0]])
})

test('a block ends everything between two accounts and keeps them apart in both directions', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await house.write((tx) => follow(tx, anna, ben))
  await house.write((tx) => follow(tx, ben, anna))
  assert.deepEqual(await told(() => house.write((tx) => block(tx, anna, ben))), ['follow.undone', 'follower.removed', 'account.blocked'])
  assert.deepEqual([await counts(anna), await counts(ben)], [[0, 0], [0, 0]])
  assert.deepEqual([(await marks(anna, ben))?.blocking, (await marks(ben, anna))?.blockedBy, (await marks(ben, anna))?.followedBy], [true, true, false])
  for (const [from, to] of [[anna, ben], [ben, anna]] as const) await assert.rejects(house.write((tx) => follow(tx, from, to)), refused('action.forbidden'))
  assert.deepEqual(await told(() => house.write((tx) => block(tx, anna, ben))), [])
  assert.deepEqual(await told(() => house.write((tx) => block(tx, anna, anna))), [])
  assert.deepEqual((await blocksPage(house.db, anna, whole)).map((row) => row.accountId), [ben])
  assert.deepEqual(await told(() => house.write((tx) => unblock(tx, anna, ben))), ['account.unblocked'])
  assert.deepEqual(await told(() => house.write((tx) => unblock(tx, anna, ben))), [])
  assert.equal((await marks(anna, ben))?.following, false)
  assert.equal((await house.write((tx) => follow(tx, ben, anna))).state, 'following')
})

test('a block also ends requests in both directions', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await change(anna, { locked: 1 })
  await change(ben, { locked: 1 })
  await house.write((tx) => follow(tx, anna, ben))
  await house.write((tx) => follow(tx, ben, anna))
  assert.deepEqual(await told(() => house.write((tx) => block(tx, anna, ben))), ['follow.undone', 'follow.rejected', 'account.blocked'])
  assert.deepEqual([(await marks(anna, ben))?.requested, (await marks(anna, ben))?.requestedBy], [false, false])
})

test('a mute lasts as long as it is meant to', async () => {
  const [anna, ben] = [await someone(), await someone()]
  assert.deepEqual(await told(() => house.write((tx) => mute(tx, anna, ben, { durationMs: 60_000 }))), ['account.muted'])
  let known = await marks(anna, ben)
  assert.deepEqual([known?.muting, known?.mutingNotifications, known?.mutingExpiresAt], [true, true, now + 60_000])
  assert.deepEqual(await told(() => house.write((tx) => mute(tx, anna, ben, { notifications: false, durationMs: 120_000 }))), ['account.muted'])
  now += 61_000
  known = await marks(anna, ben)
  assert.deepEqual([known?.muting, known?.mutingNotifications], [true, false])
  assert.equal(await house.write(expireMutes), false)
  assert.equal((await marks(anna, ben))?.muting, true, 'a job for the earlier end does not end a mute that was prolonged')
  now += 60_000
  assert.equal((await marks(anna, ben))?.muting, false, 'reads do not wait for the job')
  assert.equal((await mutesPage(house.db, anna, whole, now)).length, 0)
  const job = await house.db.selectFrom('jobs').select(['kind', 'run_at']).where('kind', '=', 'relationships.expire-mutes').orderBy('run_at', 'desc').execute()
  assert.ok(job.length > 0 && (job[0]?.run_at ?? 0) <= now)
  assert.deepEqual(await told(() => muteJobs(house as Context)['relationships.expire-mutes']()), ['account.unmuted'])
  assert.equal(await house.db.selectFrom('mutes').select('id').where('account_id', '=', anna).executeTakeFirst(), undefined)
  await house.write((tx) => mute(tx, anna, ben))
  assert.deepEqual((await mutesPage(house.db, anna, whole, now)).map((row) => [row.accountId, row.expiresAt]), [[ben, null]])
  assert.deepEqual(await told(() => house.write((tx) => mute(tx, anna, anna))), [])
  assert.deepEqual(await told(() => house.write((tx) => unmute(tx, anna, ben))), ['account.unmuted'])
  assert.deepEqual(await told(() => house.write((tx) => unmute(tx, anna, ben))), [])
})

test('hiding a host ends follows and requests with everybody there, and keeps new ones away', async () => {
  const anna = await someone()
  const host = 'hidden.example'
  const far = await Promise.all(['a', 'b', 'c', 'd'].map((name) => remotePerson(house, name, host)))
  const [followed = 0, requested = 0, follower = 0, asking = 0] = far
  const elsewhere = await remotePerson(house, 'a', 'other.example')
  for (const id of [followed, requested, elsewhere]) await house.write((tx) => follow(tx, anna, id))
  for (const id of [followed, elsewhere]) await house.write((tx) => acceptFollowFrom(tx, id, anna))
  await house.write((tx) => follow(tx, follower, anna, { uri: 'https://hidden.example/f/1' }))
  await change(anna, { locked: 1 })
  await house.write((tx) => follow(tx, asking, anna, { uri: 'https://hidden.example/f/2' }))
  assert.deepEqual(await told(() => house.write((tx) => blockHost(tx, anna, 'https://HIDDEN.example/about'))), ['host.blocked'])
  assert.deepEqual(await told(() => house.write((tx) => blockHost(tx, anna, host))), [])
  const severed = await told(() => hostJobs(house as Context)['relationships.sever-host']({ accountId: anna, host }))
  assert.deepEqual(severed.sort(), ['follow.rejected', 'follow.undone', 'follow.undone', 'follower.removed'])
  assert.deepEqual(await counts(anna), [1, 0])
  await assert.rejects(house.write((tx) => follow(tx, anna, followed)), refused('action.forbidden'))
  await assert.rejects(house.write((tx) => follow(tx, follower, anna, { uri: 'https://hidden.example/f/3' })), refused('action.forbidden'))
  assert.equal((await marks(anna, follower))?.domainBlocking, true)
  assert.deepEqual((await hostBlocksPage(house.db, anna, whole)).map((row) => row.host), [host])
  assert.deepEqual([...(await hiddenAccounts(house.db, anna, now)).hosts], [host])
  assert.equal(await house.write((tx) => unblockHost(tx, anna, host)), true)
  assert.equal(await house.write((tx) => unblockHost(tx, anna, host)), false)
  for (const wrong of ['', 'not a host', 'a..b', 'http://']) assert.throws(() => hostFrom(wrong), refused('input.invalid'))
})

test('notes are kept, replaced, removed and bounded', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await house.write((tx) => setNote(tx, anna, ben, 'met at the fair'))
  await house.write((tx) => setNote(tx, anna, ben, 'plays the horn'))
  assert.equal((await marks(anna, ben))?.note, 'plays the horn')
  assert.equal((await marks(ben, anna))?.note, '')
  await house.write((tx) => setNote(tx, anna, ben, '𝕏'.repeat(2000)))
  await assert.rejects(house.write((tx) => setNote(tx, anna, ben, 'x'.repeat(2001))), refused('input.invalid'))
  await house.write((tx) => setNote(tx, anna, ben, ' '))
  assert.equal(await house.db.selectFrom('account_notes').select('comment').where('account_id', '=', anna).executeTakeFirst(), undefined)
})

test('nobody follows more than the limit, unless as many follow them', async () => {
  const [anna, ben] = [await someone(), await someone()]
  await change(anna, { following_count: 7500 })
  await assert.rejects(house.write((tx) => follow(tx, anna, ben)), /You cannot follow more than 7500 people/)
  await change(anna, { followers_count: 10_000 })
  assert.equal((await house.write((tx) => follow(tx, anna, ben))).state, 'following')
})

test('pages go by the relationship, newest first, leave out the suspended and whom the viewer may not meet', async () => {
  const star = await someone()
  const fans: number[] = []
  for (let n = 0; n < 5; n++) {
    const fan = await someone()
    fans.unshift(fan)
    await house.write((tx) => follow(tx, fan, star))
  }
  const first = await followersPage(house.db, star, { limit: 2 })
  assert.deepEqual(first.map((row) => row.accountId), fans.slice(0, 2))
  const second = await followersPage(house.db, star, { limit: 2, maxId: first.at(-1)?.key })
  assert.deepEqual(second.map((row) => row.accountId), fans.slice(2, 4))
  const upward = await followersPage(house.db, star, { limit: 2, minId: second.at(-1)?.key })
  assert.deepEqual(upward.map((row) => row.accountId), fans.slice(1, 3))
  await change(fans[0] ?? 0, { suspended_at: now })
  const viewer = await someone()
  await house.write((tx) => block(tx, viewer, fans[1] ?? 0))
  await house.write((tx) => block(tx, fans[2] ?? 0, viewer))
  assert.deepEqual((await followersPage(house.db, star, whole, { viewer })).map((row) => row.accountId), fans.slice(3))
  assert.deepEqual((await followersPage(house.db, star, whole)).map((row) => row.accountId), fans.slice(1))
  assert.deepEqual((await followingPage(house.db, fans[1] ?? 0, whole)).map((row) => row.accountId), [star])
})

test('what is hidden is known in one answer, and every asked account has marks', async () => {
  const [anna, blocked, blocker, muted, quiet] = [await someone(), await someone(), await someone(), await someone(), await someone()]
  await house.write(async (tx) => {
    await block(tx, anna, blocked)
    await block(tx, blocker, anna)
    await mute(tx, anna, muted)
    await mute(tx, anna, quiet, { notifications: false })
  })
  const hidden = await hiddenAccounts(house.db, anna, now)
  assert.deepEqual([[...hidden.blocking], [...hidden.blockedBy], [...hidden.muting].sort(), [...hidden.mutingNotifications]],
    [[blocked], [blocker], [muted, quiet].sort(), [muted]])
  const many = await relationshipsOf(house.db, anna, [blocked, 123, muted], now)
  assert.deepEqual([many.size, many.get(123)?.following, many.get(muted)?.muting, many.get(blocked)?.blocking], [3, false, true, true])
  assert.equal((await relationshipsOf(house.db, anna, [])).size, 0)
})
