// An account as others see it and as its member does; relationships, tags, lists and what else is shown of people.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sessionsOfTokens } from '#domain/access/session.ts'
import { changeRole } from '#domain/access/users.ts'
import { OWNER_ROLE_ID } from '#domain/access/roles.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { ensureSecrets } from '#domain/instance/secrets.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { createList } from '#domain/lists/lists.ts'
import { mute } from '#domain/relationships/mute.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { countingReader } from '#test/support/count-statements.ts'
import { follows, posts, remotePerson, remoteProfile } from '#test/seeds/village.ts'
import { checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { showCredentialAccount } from './credential-account.ts'
import { showInstance, showInstanceV1 } from './instance.ts'
import { showLists } from './list.ts'
import { showAccount, showAccounts } from './load-accounts.ts'
import { showMutedAccounts } from './muted-account.ts'
import { showProfile } from './profile.ts'
import { showRelationships } from './relationship.ts'
import { showTagNamed, showTags } from './tag.ts'

const contract = loadContract()
const conforms = (name: string, value: unknown) => assert.deepEqual(checkEntity(contract, name, value, name).violations, [])

let house: TestHouse
let alice: Member
let bob: Member
const show = async (id: number) => {
  const account = await showAccount(house, id)
  assert.ok(account)
  return account
}
const userOf = async (member: Member) => {
  const token = await house.db.selectFrom('access_tokens').select('id').where('user_id', '=', member.userId).executeTakeFirstOrThrow()
  const user = (await sessionsOfTokens(house.db, [token.id])).get(token.id)?.user
  assert.ok(user)
  return user
}

before(async () => {
  house = await openTestHouse()
  alice = await house.member('alice')
  bob = await house.member('bob')
})
after(() => house.remove())

describe('an account', () => {
  it('of ours is what the contract says, with pictures that stand for missing ones', async () => {
    const account = await show(alice.accountId)
    conforms('Account', account)
    assert.deepEqual([account.acct, account.url, account.uri], ['alice', 'https://covey.test/@alice', `https://covey.test/ap/users/${alice.accountId}`])
    assert.equal(account.avatar, 'https://covey.test/avatars/missing.png')
    assert.match(account.created_at, /T00:00:00\.000Z$/)
    assert.equal(account.last_status_at, null)
    await posts(house, alice.accountId, 'first')
    assert.match((await show(alice.accountId)).last_status_at ?? '', /^\d{4}-\d\d-\d\d$/)
  })

  it('of another server has its own addresses and our cache of its pictures', async () => {
    const id = await remotePerson(house, 'remi', 'peer.example', { avatarUrl: 'https://peer.example/a.png', actorType: 'Service', fields: [{ name: 'x', value: '<b>y</b>' }] })
    const account = await show(id)
    conforms('Account', account)
    assert.deepEqual([account.acct, account.uri, account.bot], ['remi@peer.example', 'https://peer.example/users/remi', true])
    assert.match(account.avatar, new RegExp(`^https://covey.test/files/remote/avatar/${id}/[\\w-]{16}$`))
    assert.deepEqual(account.fields, [{ name: 'x', value: '<b>y</b>', verified_at: null }])
    assert.ok(!('noindex' in account))
  })

  it('wears the badge of its role', async () => {
    assert.deepEqual((await show(bob.accountId)).roles, [])
    await house.write(async (tx) => {
      await tx.db.insertInto('roles').values({ id: OWNER_ROLE_ID, name: 'Owner', position: 1000, permissions: 1, highlighted: 1 })
        .onConflict((on) => on.doNothing()).execute()
      await changeRole(tx, bob.userId, OWNER_ROLE_ID)
    })
    assert.deepEqual((await show(bob.accountId)).roles.map((role) => role.name), ['Owner'])
    conforms('Account', await show(bob.accountId))
  })

  it('that is suspended or deleted keeps its name and loses the rest', async () => {
    const id = await remotePerson(house, 'gone', 'peer.example', { note: '<p>secret</p>', avatarUrl: 'https://peer.example/g.png' })
    await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: 1 }).where('id', '=', id).execute())
    const account = await show(id)
    conforms('Account', account)
    assert.deepEqual([account.suspended, account.note, account.display_name, account.acct], [true, '', '', 'gone@peer.example'])
    assert.match(account.avatar, /missing\.png$/)
    const other = await remotePerson(house, 'deleted', 'peer.example')
    await house.write((tx) => deleteAccount(tx, other))
    assert.equal((await show(other)).suspended, true)
  })

  it('that moved names where to, one step only', async () => {
    const target = await remotePerson(house, 'new', 'peer.example')
    const id = await house.write((tx) => upsertRemoteAccount(tx, remoteProfile('old', 'peer.example', { movedToAccountId: target })))
    await house.write((tx) => tx.db.updateTable('accounts').set({ moved_to_account_id: id }).where('id', '=', target).execute())
    const account = await show(id)
    assert.equal(account.moved?.acct, 'new@peer.example')
    assert.ok(!account.moved || !('moved' in account.moved))
    conforms('Account', account)
  })

  it('is one of many for the same number of statements', async () => {
    const ids: number[] = []
    for (let index = 0; index < 40; index++) ids.push(await remotePerson(house, `crowd${index}`))
    const statements = async (some: number[]) => {
      const { db, count } = countingReader(house)
      assert.equal((await showAccounts({ db, config: house.config }, some)).length, some.length)
      return count()
    }
    assert.equal(await statements(ids.slice(0, 1)), 1)
    assert.equal(await statements(ids), 1)
  })
})

describe('one’s own account', () => {
  it('has the sources of its texts, its settings and its role', async () => {
    await house.write((tx) => updateProfile(tx, alice.accountId, { note: 'I like #tea', fields: [{ name: 'Web', value: 'https://a.example' }], attributionDomains: ['blog.example'] }))
    const account = await showCredentialAccount(house, await userOf(alice))
    conforms('CredentialAccount', account)
    assert.equal(account.source.note, 'I like #tea')
    assert.deepEqual(account.source.fields, [{ name: 'Web', value: 'https://a.example', verified_at: null }])
    assert.deepEqual(account.source.attribution_domains, ['blog.example'])
    assert.match(account.note, /<a href/)
    assert.equal(account.role.highlighted, false)
    assert.equal((await showCredentialAccount(house, await userOf(bob))).role.name, 'Owner')
  })

  it('as a profile says null for pictures that are not there', async () => {
    const profile = await showProfile(house, alice.accountId)
    conforms('Profile', profile)
    assert.deepEqual([profile.avatar, profile.header, profile.note], [null, null, 'I like #tea'])
    await house.write((tx) => updateProfile(tx, alice.accountId, { avatar: { key: 'avatars/x.webp', staticKey: null }, avatarDescription: 'me' }))
    const { avatar, avatar_static: still, avatar_description: words } = await showProfile(house, alice.accountId)
    assert.deepEqual([avatar, still, words], ['https://covey.test/files/avatars/x.webp', 'https://covey.test/files/avatars/x.webp', 'me'])
  })
})

describe('what is shown of people', () => {
  it('relationships, in the order asked', async () => {
    await follows(house, alice.accountId, bob.accountId)
    const [toBob, toSelf] = await showRelationships(house, alice.accountId, [bob.accountId, alice.accountId])
    for (const one of [toBob, toSelf]) conforms('Relationship', one)
    assert.deepEqual([toBob?.following, toBob?.showing_reblogs, toSelf?.following], [true, true, false])
  })

  it('mutes with their end', async () => {
    await house.write((tx) => mute(tx, alice.accountId, bob.accountId, { notifications: true, durationMs: 60_000 }))
    const [muted] = await showMutedAccounts(house, [{ accountId: bob.accountId, expiresAt: 0 }])
    conforms('MutedAccount', muted)
    assert.equal(muted?.mute_expires_at, '1970-01-01T00:00:00.000Z')
  })

  it('lists', async () => {
    const id = await house.write((tx) => createList(tx, alice.accountId, { title: 'Friends' }))
    const [list] = await showLists(house, [5, id])
    conforms('List', list)
    assert.equal(list?.title, 'Friends')
  })

  it('hashtags with a week of use, also those that nobody has used', async () => {
    await posts(house, alice.accountId, 'one', { tags: ['Tea'] })
    await posts(house, bob.accountId, 'two', { tags: ['tea'] })
    const tea = await showTagNamed(house, alice.accountId, { name: 'tea', display: 'tea' })
    conforms('Tag', tea)
    assert.deepEqual([tea.name, tea.following, tea.history.length], ['Tea', false, 7])
    assert.deepEqual([tea.history[0]?.uses, tea.history[0]?.accounts], ['2', '2'])
    assert.ok(!('following' in ((await showTags(house, null, [Number(tea.id)]))[0] ?? {})))
    const fresh = await showTagNamed(house, null, { name: 'fresh', display: 'Fresh' })
    conforms('Tag', fresh)
    assert.equal(fresh.url, 'https://covey.test/tags/fresh')
  })
})

describe('the server', () => {
  it('says of itself what the contract asks for, twice', async () => {
    await house.write(async (tx) => {
      await ensureSecrets(tx)
      await changeSettings(tx, { contactEmail: 'office@covey.test', contactUsername: 'alice' })
      await tx.db.insertInto('rules').values({ id: 1, text: 'Be kind', position: 1 }).execute()
    })
    conforms('Instance', await showInstance(house))
    conforms('V1::Instance', await showInstanceV1(house))
    assert.equal((await showInstanceV1(house)).version, '4.6.0 (compatible; Covey 0.1.0)')
  })
})
