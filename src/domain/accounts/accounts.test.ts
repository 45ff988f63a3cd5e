// Accounts come, change and go: names that can be had once, profiles with their limits, remote accounts with their
// keys and handles, and what is left after a deletion.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Refusal } from '#domain/refusals.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { remoteProfile } from '#test/seeds/village.ts'
import { createLocalAccount, ensureInstanceAccount } from './create-account.ts'
import { deleteAccount, SWEEP_ACCOUNT } from './delete-account.ts'
import { findByHandle, findByUri, keysOf, ownAccount, presentAccount } from './queries.ts'
import { updateProfile } from './update-profile.ts'
import { upsertRemoteAccount } from './upsert-remote-account.ts'
import type { ProfilePatch } from './profile-patch.ts'
import type { RemoteProfile } from './remote-profile.ts'

const keys = { publicKey: 'PUBLIC', privateKey: 'PRIVATE' }
let house: TestHouse
let told: Told
let alice: number

const create = (username: string, more: { allowReserved?: boolean } = {}) => house.write((tx) => createLocalAccount(tx, { username, ...keys, ...more }))
const update = (patch: ProfilePatch) => house.write((tx) => updateProfile(tx, alice, patch))
const upsert = (profile: RemoteProfile) => house.write((tx) => upsertRemoteAccount(tx, profile))
const refused = (promise: Promise<unknown>): Promise<Refusal> => promise.then(() => assert.fail('was not refused'), (problem: Refusal) => problem)
const tokens = async (id: number) => (await house.db.selectFrom('account_tokens').select('token').where('account_id', '=', id).execute()).map((row) => row.token).sort()

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions })
  alice = await create('Alice')
})
beforeEach(() => { told.length = 0 })
after(() => house.remove())

describe('a local account', () => {
  it('has its name in its own spelling, a key pair, and can be found', async () => {
    const row = await ownAccount(house.db, alice)
    assert.deepEqual([row.username, row.host, row.uri, row.acct_key], ['Alice', null, null, 'alice'])
    const [key, ...more] = await keysOf(house.db, alice)
    assert.deepEqual([key?.publicKey, key?.privateKey, more.length], ['PUBLIC', 'PRIVATE', 0])
    assert.equal((await findByHandle(house.db, 'ALICE', null))?.id, alice)
    assert.deepEqual(await tokens(alice), ['alice'])
  })

  it('is refused under names that are taken, kept back or no names, with Mastodon’s details', async () => {
    const cases = [['aLiCe', 'ERR_TAKEN'], ['admin', 'ERR_RESERVED'], ['', 'ERR_BLANK'], ['no spaces', 'ERR_INVALID'], ['a'.repeat(31), 'ERR_TOO_LONG']] as const
    for (const [name, error] of cases) {
      const refusal = await refused(create(name))
      assert.equal(refusal.status, 422, name)
      assert.equal(refusal.details.fields?.['username']?.[0]?.error, error, name)
    }
    assert.equal((await refused(create('alice'))).message, 'Validation failed: Username has already been taken')
    assert.ok(await create('admin', { allowReserved: true }) > 0)
  })

  it('of the server itself exists once and keeps its key', async () => {
    await house.write((tx) => ensureInstanceAccount(tx, { publicKey: 'FIRST', privateKey: 'x' }))
    await house.write((tx) => ensureInstanceAccount(tx, { publicKey: 'SECOND', privateKey: 'y' }))
    assert.deepEqual((await keysOf(house.db, 1)).map((key) => key.publicKey), ['FIRST'])
    assert.equal((await ownAccount(house.db, 1)).actor_type, 'Application')
    assert.equal((await refused(house.write((tx) => deleteAccount(tx, 1)))).status, 404)
  })
})

describe('a profile', () => {
  it('is told as changed once, and only when something changed', async () => {
    assert.equal(await update({ displayName: 'Alice in Covey', locked: true }), true)
    assert.deepEqual(told, [['account.updated', { accountId: alice }]])
    assert.equal(await update({ displayName: ' Alice in Covey ', locked: true }), false)
    assert.equal(told.length, 1)
    assert.deepEqual(await tokens(alice), ['alice', 'covey', 'in'])
  })

  it('keeps texts as typed and as formatted, mentioning whom we know', async () => {
    await create('bob')
    await update({ note: 'I know @bob@covey.test and @nobody, see #Café', fields: [{ name: 'Web', value: 'https://example.com' }, { name: ' ', value: '' }] })
    const row = await ownAccount(house.db, alice)
    assert.equal(row.note_source, 'I know @bob@covey.test and @nobody, see #Café')
    assert.match(row.note, /href="https:\/\/covey\.test\/@bob"/)
    assert.match(row.note, /and @nobody, see <a href="https:\/\/covey\.test\/tags\/cafe"/)
    const fields = JSON.parse(row.fields) as { name: string; value: string; source: string }[]
    assert.deepEqual(fields.map((one) => [one.name, one.source]), [['Web', 'https://example.com']])
    assert.match(fields[0]?.value ?? '', /rel="[^"]*\bme\b/)
  })

  it('keeps a verified link verified while its value stays', async () => {
    await update({ fields: [{ name: 'Web', value: 'https://example.com' }] })
    const verified = [{ ...(JSON.parse((await ownAccount(house.db, alice)).fields) as object[])[0], verified_at: 5 }]
    await house.write((tx) => tx.db.updateTable('accounts').set({ fields: JSON.stringify(verified) }).where('id', '=', alice).execute())
    await update({ fields: [{ name: 'Home', value: 'https://example.com' }, { name: 'B', value: 'new' }] })
    const fields = JSON.parse((await ownAccount(house.db, alice)).fields) as { verified_at?: number }[]
    assert.deepEqual(fields.map((one) => one.verified_at), [5, undefined])
  })

  it('refuses what is too long and changes nothing then', async () => {
    const before_ = await ownAccount(house.db, alice)
    const cases: [ProfilePatch, string][] = [
      [{ displayName: 'x'.repeat(31), locked: false }, 'display_name'], [{ note: 'x'.repeat(501) }, 'note'],
      [{ fields: Array.from({ length: 5 }, (_, index) => ({ name: `n${index}`, value: 'v' })) }, 'fields'],
      [{ fields: [{ name: 'n', value: 'x'.repeat(256) }] }, 'fields'], [{ fields: [{ name: '', value: 'v' }] }, 'fields'],
      [{ avatarDescription: 'x'.repeat(151) }, 'avatar_description'],
    ]
    for (const [patch, field] of cases) {
      const refusal = await refused(update(patch))
      assert.ok(refusal.details.fields?.[field], `${field}: ${refusal.message}`)
    }
    assert.equal((await refused(update({ attributionDomains: ['not a host'] }))).status, 422)
    assert.deepEqual(await ownAccount(house.db, alice), before_)
    await update({ note: `${'x'.repeat(470)} https://example.com/${'long'.repeat(50)}` })
    assert.equal(told.length, 1)
  })
})

describe('a remote account', () => {
  const remi = remoteProfile('remi', 'peer.example', { keys: [{ uri: 'https://peer.example/users/remi#main-key', algorithm: 'rsa', publicKey: 'ONE' }] })

  it('is made known once, with its keys and its server', async () => {
    const id = await upsert(remi)
    assert.equal(await upsert(remi), id)
    assert.equal((await findByUri(house.db, remi.uri))?.id, id)
    assert.equal((await findByHandle(house.db, 'Remi', 'PEER.example'))?.id, id)
    assert.deepEqual((await keysOf(house.db, id)).map((key) => key.publicKey), ['ONE'])
    assert.ok(await house.db.selectFrom('hosts').select('host').where('host', '=', 'peer.example').executeTakeFirst())
    assert.deepEqual(told, [], 'nothing changed')
  })

  it('tells a change, and a new key replaces the old one', async () => {
    const id = await upsert({ ...remi, displayName: 'Rémi', keys: [{ uri: 'https://peer.example/users/remi#main-key', algorithm: 'rsa', publicKey: 'TWO' }] })
    assert.deepEqual(told, [['account.updated', { accountId: id }]])
    assert.deepEqual((await keysOf(house.db, id)).map((key) => key.publicKey), ['TWO'])
    assert.deepEqual(await tokens(id), ['example', 'peer', 'remi'])
  })

  it('cannot claim a key on another host', async () => {
    const id = await upsert({ ...remi, keys: [{ uri: 'https://victim.example/users/v#main-key', algorithm: 'rsa', publicKey: 'EVIL' }] })
    assert.deepEqual(await keysOf(house.db, id), [])
  })

  it('takes a handle from another only when it is verified', async () => {
    const old = await upsert(remoteProfile('moss', 'peer.example'))
    const again = remoteProfile('moss', 'peer.example', { uri: 'https://peer.example/users/moss2', handleVerified: false })
    assert.equal((await refused(upsert(again))).code, 'action.forbidden')
    assert.equal((await findByHandle(house.db, 'moss', 'peer.example'))?.id, old)
    const fresh = await upsert({ ...again, handleVerified: true })
    assert.notEqual(fresh, old)
    assert.equal((await findByHandle(house.db, 'moss', 'peer.example'))?.id, fresh)
    await upsert({ ...remoteProfile('moss', 'peer.example'), username: 'moss_before' })
    assert.equal((await findByHandle(house.db, 'moss_before', 'peer.example'))?.id, old)
  })

  it('keeps its handle when another name of its own cannot be verified', async () => {
    const rook = await upsert(remoteProfile('rook', 'peer.example'))
    const wren = await upsert(remoteProfile('wren', 'peer.example'))
    await upsert(remoteProfile('wren', 'peer.example', { uri: 'https://peer.example/users/rook', handleVerified: false, note: 'new note' }))
    const row = await ownAccount(house.db, rook)
    assert.deepEqual([row.username, row.note], ['rook', 'new note'])
    assert.equal((await findByHandle(house.db, 'wren', 'peer.example'))?.id, wren)
  })

  it('forgets the cached picture of an avatar that moved', async () => {
    const id = await upsert(remoteProfile('pic', 'peer.example', { avatarUrl: 'https://peer.example/1.png' }))
    const cached = () => house.write((tx) => tx.db.updateTable('accounts').set({ avatar_key: 'cached.png' }).where('id', '=', id).execute())
    await cached()
    await upsert(remoteProfile('pic', 'peer.example', { avatarUrl: 'https://peer.example/1.png' }))
    assert.equal((await ownAccount(house.db, id)).avatar_key, 'cached.png')
    await upsert(remoteProfile('pic', 'peer.example', { avatarUrl: 'https://peer.example/2.png' }))
    assert.equal((await ownAccount(house.db, id)).avatar_key, null)
  })
})

describe('a deleted account', () => {
  it('is hidden at once, told once, keeps its name and its key', async () => {
    const gone = await create('gone')
    await house.write((tx) => updateProfile(tx, gone, { note: 'remember me', displayName: 'Gone Girl' }))
    told.length = 0
    assert.equal(await house.write((tx) => deleteAccount(tx, gone)), true)
    assert.equal(await house.write((tx) => deleteAccount(tx, gone)), false)
    assert.deepEqual(told, [['account.deleted', { accountId: gone }]])
    const row = await ownAccount(house.db, gone)
    assert.deepEqual([row.display_name, row.note, row.note_source, row.username], ['', '', '', 'gone'])
    assert.deepEqual(await tokens(gone), [])
    assert.equal((await keysOf(house.db, gone))[0]?.privateKey, 'PRIVATE')
    assert.equal((await refused(presentAccount(house.db, gone))).status, 410)
    assert.equal((await refused(create('GONE'))).details.fields?.['username']?.[0]?.error, 'ERR_TAKEN')
    const jobs = await house.db.selectFrom('jobs').select('payload').where('kind', '=', SWEEP_ACCOUNT).execute()
    assert.deepEqual(jobs.map((job) => job.payload), [JSON.stringify({ accountId: gone })])
  })

  it('of another server is there again when its server says so', async () => {
    const profile = remoteProfile('phoenix', 'peer.example')
    const id = await upsert(profile)
    await house.write((tx) => deleteAccount(tx, id))
    assert.equal((await refused(presentAccount(house.db, id))).status, 404)
    assert.equal(await upsert(profile), id)
    assert.equal((await presentAccount(house.db, id)).username, 'phoenix')
  })
})
