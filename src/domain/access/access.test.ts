// Sessions, scopes, codes, counts of tries and presence, against a real database.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Reaction, Reactions } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { reactions } from '#main/reactions.ts'
import type { Clock } from '#machinery/time/clock.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { createApp, NATIVE_REDIRECT_URI } from './apps.ts'
import { createGrant, redeemGrant } from './grants.ts'
import { isUseWorthNoting, noteUse } from './presence.ts'
import { effectivePermissions, ensureRoles, EVERYONE_ROLE_ID, findRole, may, MODERATOR_ROLE_ID, OWNER_ROLE_ID, permissions, staffCount } from './roles.ts'
import { coversScope } from './scopes.ts'
import { findSession, hasScope, userRefusal } from './session.ts'
import { sweepAccess } from './sweep.ts'
import { countAttempt } from './throttle.ts'
import { createToken, revokeToken } from './tokens.ts'
import { changeUserSettings } from './user-settings.ts'
import { issueCode, peekCode, useCode } from './user-codes.ts'
import { findWebSession, keepSession, startSession } from './web-sessions.ts'

const MINUTE = 60_000
const DAY = 86_400_000
let house: TestHouse
let present = Date.UTC(2026, 5, 1)
const clock: Clock = { now: () => present }
const heard: string[] = []
const hear = (name: string): Reaction<'token.revoked'> & Reaction<'user.returned'> => async () => { heard.push(name) }

before(async () => {
  const listening: Reactions = { ...reactions, 'token.revoked': [hear('token.revoked')], 'user.returned': [hear('user.returned')] }
  house = await openTestHouse({ clock, reactions: listening })
})
after(() => house.remove())

test('a token finds its session; an unknown one nothing; one taken back a refusal, told once', async () => {
  const noa = await house.member('noa')
  const session = await findSession(house.db, noa.token)
  assert.equal(session?.user?.accountId, noa.accountId)
  assert.equal(session && userRefusal(session), null)
  assert.equal(await findSession(house.db, 'nonsense'), null)
  assert.equal(await findSession(house.db, ''), null)
  const { tokenId, token } = await house.write((tx) => createToken(tx, { userId: noa.userId, scopes: 'read' }))
  const stored = await house.db.selectFrom('access_tokens').selectAll().where('id', '=', tokenId).executeTakeFirstOrThrow()
  assert.ok(!Object.values(stored).includes(token), 'only a hash is kept')
  assert.deepEqual([await house.write((tx) => revokeToken(tx, tokenId)), await house.write((tx) => revokeToken(tx, tokenId))], [true, false])
  assert.deepEqual(heard.splice(0), ['token.revoked'])
  await assert.rejects(findSession(house.db, token), (error) => error instanceof Refusal && error.code === 'token.revoked')
})

test('why a user may not act: unconfirmed, then pending, then disabled, suspended or deleted', async () => {
  const kit = await house.member('kit')
  const refusal = async () => {
    const session = await findSession(house.db, kit.token)
    return session && userRefusal(session)
  }
  const user = (patch: Record<string, number | null>) => house.write((tx) => tx.db.updateTable('users').set(patch).where('id', '=', kit.userId).execute())
  const account = (patch: Record<string, number | null>) => house.write((tx) => tx.db.updateTable('accounts').set(patch).where('id', '=', kit.accountId).execute())
  await user({ confirmed_at: null, approved_at: null, disabled_at: 1 })
  assert.equal(await refusal(), 'user.unconfirmed')
  await user({ confirmed_at: 1 })
  assert.equal(await refusal(), 'user.pending')
  await user({ approved_at: 1 })
  assert.equal(await refusal(), 'user.disabled')
  await user({ disabled_at: null })
  assert.equal(await refusal(), null)
  for (const mark of ['suspended_at', 'deleted_at']) {
    await account({ [mark]: 1 })
    assert.equal(await refusal(), 'user.disabled')
    await account({ [mark]: null })
  }
})

test('a role’s bits join everyone’s; an administrator may do everything; settings come with their defaults', async () => {
  await house.write(ensureRoles)
  await house.write(ensureRoles)
  const uma = await house.member('uma')
  await house.write(async (tx) => {
    await tx.db.updateTable('users').set({ role_id: MODERATOR_ROLE_ID }).where('id', '=', uma.userId).execute()
    await changeUserSettings(tx, uma.userId, { default_privacy: 'private' })
    await changeUserSettings(tx, uma.userId, { chosen_languages: ['de'] })
  })
  const user = (await findSession(house.db, uma.token))?.user
  assert.ok(user)
  assert.deepEqual([may(user.permissions, 'manageReports'), may(user.permissions, 'inviteUsers'), may(user.permissions, 'manageRoles')], [true, true, false])
  assert.equal(may(effectivePermissions(permissions.administrator, 0), 'manageRoles'), true)
  assert.equal(permissions.viewFeeds, 0x100000)
  assert.deepEqual([user.settings.default_privacy, user.settings.chosen_languages, user.settings.expand_media], ['private', ['de'], 'default'])
  const everyone = await house.db.selectFrom('roles').select('permissions').where('id', '=', EVERYONE_ROLE_ID).execute()
  assert.deepEqual(everyone.map((role) => role.permissions), [permissions.inviteUsers])
})

test('scopes: wide ones cover narrow ones, never the other way; follow covers its six', async () => {
  const cases: [string, string, boolean][] = [
    ['read', 'read:accounts', true], ['read:accounts', 'read:accounts', true], ['read:accounts', 'read', false], ['read', 'write', false],
    ['write', 'read:accounts', false], ['follow', 'write:follows', true], ['follow', 'read:mutes', true], ['follow', 'write:statuses', false], ['follow', 'read', false],
    ['admin:read', 'admin:read:accounts', true], ['admin:read', 'admin:write:accounts', false], ['read', 'admin:read', false], ['read', 'profile', false], ['profile', 'read', false],
  ]
  for (const [held, wanted, covered] of cases) assert.equal(coversScope([held], wanted), covered, `${held} → ${wanted}`)
  const { token } = await house.write((tx) => createToken(tx, { scopes: 'read push' }))
  const session = await findSession(house.db, token)
  assert.ok(session)
  assert.deepEqual([hasScope(session, 'read:lists'), hasScope(session, 'push'), hasScope(session, 'write'), userRefusal(session)], [true, true, false, 'token.user-required'])
})

test('tries are counted within their window, and start again after it', async () => {
  const attempt = () => house.write((tx) => countAttempt(tx, 'x', { limit: 2, windowMs: 5 * MINUTE }))
  assert.deepEqual([await attempt(), await attempt(), await attempt()], [true, true, false])
  assert.equal(await house.write((tx) => countAttempt(tx, 'y', { limit: 2, windowMs: MINUTE })), true)
  present += 4 * MINUTE
  assert.equal(await attempt(), false)
  present += MINUTE
  assert.equal(await attempt(), true)
})

test('codes by mail: once, for their time, and a new one to reset replaces the old', async () => {
  const rana = await house.member('rana')
  const issue = (purpose: 'reset' | 'confirm') => house.write((tx) => issueCode(tx, rana.userId, purpose))
  const first = await issue('reset')
  const second = await issue('reset')
  assert.equal(await peekCode(house.db, first, present), null)
  assert.equal((await house.write((tx) => useCode(tx, second)))?.userId, rana.userId)
  assert.equal(await house.write((tx) => useCode(tx, second)), null)
  const [one, two] = [await issue('confirm'), await issue('confirm')]
  assert.ok(await peekCode(house.db, one, present))
  await house.write((tx) => useCode(tx, two))
  assert.equal(await peekCode(house.db, one, present), null)
  const late = await issue('reset')
  present += 6 * 60 * MINUTE
  assert.equal(await house.write((tx) => useCode(tx, late)), null)
})

test('an authorization code is good for ten minutes and tied to its challenge', async () => {
  const vic = await house.member('vic')
  const app = await house.write((tx) => createApp(tx, { name: 'App', redirectUris: [NATIVE_REDIRECT_URI], scopes: ['read'] }))
  const verifier = 'v'.repeat(50)
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url')
  const grant = () => house.write((tx) => createGrant(tx, { appId: app.id, userId: vic.userId, redirectUri: NATIVE_REDIRECT_URI, scopes: ['read'], codeChallenge }))
  const redeem = (code: string, given: string | null) => house.write((tx) => redeemGrant(tx, { appId: app.id, code, redirectUri: NATIVE_REDIRECT_URI, verifier: given }))
  const code = await grant()
  assert.deepEqual(await redeem(code, null), { ok: false, reason: 'verifier-missing' })
  assert.deepEqual(await redeem(code, codeChallenge), { ok: false, reason: 'invalid' })
  assert.equal((await redeem(code, verifier)).ok, true)
  const old = await grant()
  present += 10 * MINUTE
  assert.deepEqual(await redeem(old, verifier), { ok: false, reason: 'invalid' })
})

test('somebody who was away for a week is said to have returned, once', async () => {
  const ole = await house.member('ole')
  heard.length = 0
  const use = async () => {
    const session = await findSession(house.db, ole.token)
    assert.ok(session)
    if (isUseWorthNoting(session, present)) await house.write((tx) => noteUse(tx, session))
    return isUseWorthNoting(session, present)
  }
  assert.deepEqual([await use(), await use()], [true, false])
  present += 6 * DAY
  assert.equal(await use(), true)
  assert.deepEqual(heard, [])
  present += 8 * DAY
  await use()
  await use()
  assert.deepEqual(heard, ['user.returned'])
})

test('what has had its time is swept away, and nothing else', async () => {
  const ida = await house.member('ida')
  const { cookie } = await house.write((tx) => startSession(tx, ida.userId, { ip: '192.0.2.1', userAgent: 'x' }))
  await house.write((tx) => issueCode(tx, ida.userId, 'confirm'))
  await house.write(sweepAccess)
  assert.equal((await findWebSession(house.db, cookie, present))?.user.id, ida.userId)
  assert.equal(await findWebSession(house.db, cookie, present + 31 * DAY), null)
  present += 31 * DAY
  await house.write(sweepAccess)
  const left = await Promise.all((['sessions', 'user_codes', 'throttles'] as const).map((table) => house.db.selectFrom(table).selectAll().execute()))
  assert.deepEqual(left.map((rows) => rows.length), [0, 0, 0])
  assert.ok(await findSession(house.db, ida.token), 'a token lasts until it is taken back')
})

test('a role is found by its name in any case, and whoever has a caring one is counted while they may act', async () => {
  await house.write(ensureRoles)
  assert.equal((await findRole(house.db, 'oWnEr'))?.id, OWNER_ROLE_ID)
  assert.equal(await findRole(house.db, 'emperor'), null)
  const [others, lee] = [await staffCount(house.db), await house.member('lee')]
  const give = (columns: { role_id?: number; disabled_at?: number }) =>
    house.write((tx) => tx.db.updateTable('users').set(columns).where('id', '=', lee.userId).execute())
  assert.equal(await staffCount(house.db), others)
  await give({ role_id: MODERATOR_ROLE_ID })
  assert.equal(await staffCount(house.db), others + 1)
  await give({ disabled_at: present })
  assert.equal(await staffCount(house.db), others)
})

test('a browser that is used stays signed in; one that is not is signed out after a month', async () => {
  const mia = await house.member('mia')
  const [used, idle] = [await house.write((tx) => startSession(tx, mia.userId, { ip: null, userAgent: null })), await house.write((tx) => startSession(tx, mia.userId, { ip: null, userAgent: null }))]
  assert.equal((await findWebSession(house.db, used.cookie, present))?.stale, false)
  present += 29 * DAY
  assert.equal((await findWebSession(house.db, used.cookie, present))?.stale, true)
  await house.write((tx) => keepSession(tx, used.sessionId))
  assert.equal((await findWebSession(house.db, used.cookie, present))?.stale, false)
  present += 2 * DAY
  assert.equal(await findWebSession(house.db, idle.cookie, present), null)
  assert.equal((await findWebSession(house.db, used.cookie, present))?.user.id, mia.userId)
})
