// Two at the same moment: the second begins while the first has written but not committed. On PostgreSQL both run; on
// SQLite the second waits. Either way the outcome is that of one after the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '#domain/access/apps.ts'
import { createGrant, redeemGrant, type Redeemed } from '#domain/access/grants.ts'
import { findToken } from '#domain/access/tokens.ts'
import { issueCode, useCode } from '#domain/access/user-codes.ts'
import { changeUserSettings, parseUserSettings } from '#domain/access/user-settings.ts'
import { createUser } from '#domain/access/users.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import type { Tx } from '#domain/context.ts'
import { createList } from '#domain/lists/lists.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { attachMedia, reserveMedia } from '#domain/media/attach-media.ts'
import { approveUser, openApplication, rejectUser } from '#domain/onboarding/applications.ts'
import { block } from '#domain/relationships/block.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { mute } from '#domain/relationships/mute.ts'
import { unfollow } from '#domain/relationships/unfollow.ts'
import { Refusal } from '#domain/refusals.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { posts } from '#test/seeds/village.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'

let house: TestHouse
let alice: Member
let bob: Member

before(async () => {
  house = await openTestHouse()
  alice = await house.member('alice')
  bob = await house.member('bob')
})
after(() => house.remove())

type Body = (tx: Tx) => Promise<unknown>

/** How both end when `second` begins after `first` has done all but commit. */
async function overlapped(first: Body, second: Body): Promise<(unknown)[]> {
  const written = Promise.withResolvers<void>()
  const one = house.write(async (tx) => {
    const result = await first(tx)
    written.resolve()
    await sleep(250)
    return result
  })
  one.catch(() => written.resolve())
  await written.promise
  const ends = await Promise.allSettled([one, house.write(second)])
  return ends.map((end) => end.status === 'fulfilled' ? end.value : end.reason)
}

const refuses = (end: unknown, words: RegExp): void => {
  assert.ok(end instanceof Refusal, String(end))
  assert.match(end.message, words)
}
const isFollowing = async (from: Member, to: Member): Promise<boolean> => await house.db.selectFrom('follows').select('id')
  .where('account_id', '=', from.accountId).where('target_account_id', '=', to.accountId).executeTakeFirst() !== undefined

test('who follows somebody just as they are blocked does not follow, whichever came first', async () => {
  const [carol, dan] = [await house.member('carol'), await house.member('dan')]
  await overlapped((tx) => follow(tx, carol.accountId, dan.accountId), (tx) => block(tx, dan.accountId, carol.accountId))
  assert.equal(await isFollowing(carol, dan), false)
  const [eve, fay] = [await house.member('eve'), await house.member('fay')]
  const [, end] = await overlapped((tx) => block(tx, fay.accountId, eve.accountId), (tx) => follow(tx, eve.accountId, fay.accountId))
  refuses(end, /not allowed/)
  assert.equal(await isFollowing(eve, fay), false)
})

test('a request that is withdrawn just as it is granted makes no follow', async () => {
  const [gil, hal] = [await house.member('gil'), await house.member('hal')]
  await house.write(async (tx) => {
    await tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', hal.accountId).execute()
    await follow(tx, gil.accountId, hal.accountId)
  })
  const [, granted] = await overlapped((tx) => unfollow(tx, gil.accountId, hal.accountId), (tx) => acceptFollowFrom(tx, hal.accountId, gil.accountId))
  assert.equal(granted, false)
  assert.equal(await isFollowing(gil, hal), false)
})

const upload = (accountId: number): Promise<number> => house.write(async (tx) => {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({ id, account_id: accountId, type: 'image', state: 'ready', created_at: tx.now }).execute()
  return id
})

test('an upload goes to one post, scheduled or not', async () => {
  const [first, second] = [await posts(house, alice.accountId, 'one'), await posts(house, alice.accountId, 'two')]
  const media = await upload(alice.accountId)
  const own = { accountId: alice.accountId, ids: [media] }
  const [, end] = await overlapped((tx) => attachMedia(tx, { ...own, statusId: first }), (tx) => attachMedia(tx, { ...own, statusId: second }))
  refuses(end, /already attached/)

  const kept = { accountId: alice.accountId, ids: [await upload(alice.accountId)] }
  const [, late] = await overlapped((tx) => attachMedia(tx, { ...kept, statusId: first }), (tx) => reserveMedia(tx, { ...kept, scheduledStatusId: 1 }))
  refuses(late, /already attached/)
  const twice = { accountId: alice.accountId, ids: [await upload(alice.accountId)] }
  const [, again] = await overlapped((tx) => reserveMedia(tx, { ...twice, scheduledStatusId: 1 }), (tx) => reserveMedia(tx, { ...twice, scheduledStatusId: 2 }))
  refuses(again, /already attached/)
})

test('what is deleted just as it is favourited or boosted has neither', async () => {
  for (const act of [favourite, reblog]) {
    const status = await posts(house, alice.accountId, 'soon gone')
    const [, end] = await overlapped((tx) => deleteStatus(tx, status), (tx) => act(tx, bob.accountId, status))
    refuses(end, /not found/)
    const left = await house.db.selectFrom('favourites').select('id').where('status_id', '=', status).execute()
    const boosts = await house.db.selectFrom('statuses').select('id').where('reblog_of_id', '=', status).execute()
    assert.deepEqual([left, boosts], [[], []])
  }
})

test('a double tap on mute is one mute', async () => {
  const tap = (tx: Tx) => mute(tx, alice.accountId, bob.accountId)
  assert.deepEqual(await overlapped(tap, tap), [undefined, undefined])
})

test('of two who want one address or one name, the second is told that it is taken', async () => {
  const keys = await generateRsaKeyPair()
  const signUp = (name: string, email: string) => async (tx: Tx) => {
    const accountId = await createLocalAccount(tx, { username: name, ...keys })
    return createUser(tx, { accountId, email, passwordHash: null, confirmed: true, approved: true })
  }
  const [, sameEmail] = await overlapped(signUp('ina', 'same@people.example'), signUp('jon', 'same@people.example'))
  refuses(sameEmail, /has already been taken/)
  const [, sameName] = await overlapped(signUp('kim', 'kim@people.example'), signUp('KIM', 'other@people.example'))
  refuses(sameName, /has already been taken/)
})

test('a code is used once', async () => {
  const code = await house.write((tx) => issueCode(tx, alice.userId, 'reset'))
  const [first, second] = await overlapped((tx) => useCode(tx, code), (tx) => useCode(tx, code))
  assert.deepEqual(first, { userId: alice.userId, purpose: 'reset', data: null })
  assert.equal(second, null)
})

test('an application is decided once', async () => {
  const keys = await generateRsaKeyPair()
  const userId = await house.write(async (tx) => {
    const accountId = await createLocalAccount(tx, { username: 'lou', ...keys })
    const made = await createUser(tx, { accountId, email: 'lou@people.example', passwordHash: null, confirmed: true, approved: false })
    await openApplication(tx, made.userId, { state: 'waiting', reason: 'to be with friends' })
    return made.userId
  })
  const by = alice.accountId
  const [, end] = await overlapped((tx) => approveUser(tx, userId, { by }), (tx) => rejectUser(tx, userId, { by }))
  refuses(end, /decided already/)
  const user = await house.db.selectFrom('users').select(['disabled_at']).where('id', '=', userId).executeTakeFirstOrThrow()
  assert.equal(user.disabled_at, null)
})

test('a limit holds for two who come to it together', async () => {
  const make = (tx: Tx) => createList(tx, bob.accountId, { title: 'one more' })
  for (let made = 0; made < 49; made++) await house.write(make)
  const [, end] = await overlapped(make, make)
  refuses(end, /maximum number of lists/)
})

test('two settings changed at once are both changed', async () => {
  await overlapped((tx) => changeUserSettings(tx, bob.userId, { default_privacy: 'private' }), (tx) => changeUserSettings(tx, bob.userId, { default_sensitive: true }))
  const row = await house.db.selectFrom('users').select('settings').where('id', '=', bob.userId).executeTakeFirstOrThrow()
  const settings = parseUserSettings(row.settings)
  assert.deepEqual([settings.default_privacy, settings.default_sensitive], ['private', true])
})

test('an authorization code exchanged twice at once leaves nobody a token', async () => {
  const redirectUri = 'https://app.example/back'
  const app = await house.write((tx) => createApp(tx, { name: 'Twice', redirectUris: [redirectUri], scopes: ['read'] }))
  const code = await house.write((tx) => createGrant(tx, { appId: app.id, userId: alice.userId, redirectUri, scopes: ['read'], codeChallenge: null }))
  const exchange = (tx: Tx) => redeemGrant(tx, { appId: app.id, code, redirectUri, verifier: null })
  const [first, second] = await overlapped(exchange, exchange) as [Redeemed, Redeemed]
  assert.deepEqual(second, { ok: false, reason: 'invalid' })
  assert.ok(first.ok)
  assert.equal(await findToken(house.db, first.ok ? first.token : ''), null)
})
