// Accounts, profiles and search over HTTP: as an app calls them, from the sides of owner, member, stranger and public.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { Account } from '#entities/account.ts'
import type { CredentialAccount } from '#entities/credential-account.ts'
import type { Profile } from '#entities/profile.ts'
import type { Relationship } from '#entities/relationship.ts'
import type { Status } from '#entities/status.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { follow } from '#domain/relationships/follow.ts'
import { createToken } from '#domain/access/tokens.ts'
import { checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'

const contract = loadContract()
const conforms = (name: string, value: unknown) => assert.deepEqual(checkEntity(contract, name, value, name).violations, [])

let server: TestServer
let ada: Member
let bea: Member
let remi: number

const get = <T>(path: string, token?: string) => server.call<T>('GET', path, { token })
const patch = (form: Record<string, unknown>, token = ada.token) => server.call<CredentialAccount>('PATCH', '/api/v1/accounts/update_credentials', { token, form })
const accts = (list: Account[]) => list.map((one) => one.acct)

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  bea = await server.member('bea')
  remi = await remotePerson(server.house, 'remi')
})
after(() => server.remove())

describe('one’s own account', () => {
  it('is for its member alone', async () => {
    const own = await get<CredentialAccount>('/api/v1/accounts/verify_credentials', ada.token)
    assert.equal(own.status, 200)
    conforms('CredentialAccount', own.body)
    assert.equal((await get('/api/v1/accounts/verify_credentials')).status, 401)
    const { token } = await server.house.write((tx) => createToken(tx, { userId: ada.userId, scopes: 'profile' }))
    assert.equal((await get('/api/v1/accounts/verify_credentials', token)).status, 200)
    assert.equal((await patch({ note: 'no' }, token)).status, 403)
  })

  it('changes by form, and what is not named stays', async () => {
    const { status, body } = await patch({
      display_name: 'Ada L', note: 'I write #engines', locked: 'true', bot: 'false', discoverable: '1',
      fields_attributes: { 0: { name: 'Web', value: 'https://ada.example' }, 1: { name: 'Born', value: '1815' } },
      source: { privacy: 'unlisted', sensitive: 'true', language: 'de', quote_policy: 'nobody' },
    })
    assert.equal(status, 200)
    conforms('CredentialAccount', body)
    assert.deepEqual([body.display_name, body.locked, body.bot, body.discoverable], ['Ada L', true, false, true])
    assert.deepEqual(body.fields.map((one) => one.name), ['Web', 'Born'])
    assert.deepEqual([body.source.privacy, body.source.sensitive, body.source.language, body.source.quote_policy], ['unlisted', true, 'de', 'nobody'])
    const again = (await server.call<CredentialAccount>('PUT', '/api/v1/accounts/update_credentials', { token: ada.token, json: { locked: false } })).body
    assert.deepEqual([again.display_name, again.locked, again.source.privacy], ['Ada L', false, 'unlisted'])
    const preferences = (await get<Record<string, unknown>>('/api/v1/preferences', ada.token)).body
    conforms('Preferences', preferences)
    assert.equal(preferences['posting:default:visibility'], 'unlisted')
  })

  it('refuses what is too long, with details', async () => {
    const { status, body } = await patch({ display_name: 'x'.repeat(31) }) as unknown as { status: number; body: { error: string; details: Record<string, { error: string }[]> } }
    assert.equal(status, 422)
    assert.equal(body.error, 'Validation failed: Display name is too long (maximum is 30 characters)')
    assert.equal(body.details['display_name']?.[0]?.error, 'ERR_TOO_LONG')
    assert.equal((await patch({ source: { privacy: 'loud' } })).status, 422)
  })

  it('takes pictures, serves them, and lets go of them', async () => {
    const form = new FormData()
    form.set('avatar', new Blob([new Uint8Array(await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } }).png().toBuffer())]), 'a.png')
    form.set('display_name', 'Ada with face')
    const { status, body } = await server.call<CredentialAccount>('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, multipart: form })
    assert.equal(status, 200)
    assert.equal(body.display_name, 'Ada with face')
    const path = new URL(body.avatar).pathname
    assert.match(path, /^\/files\/avatars\//)
    assert.ok(await server.house.storage.get(path.replace('/files/', '')).then((file) => file?.body.destroy()))
    const gone = await server.call<CredentialAccount>('DELETE', '/api/v1/profile/avatar', { token: ada.token })
    assert.equal(gone.body.avatar, `${server.house.config.origin}/avatars/missing.png`)
    assert.equal(await server.house.storage.get(path.replace('/files/', '')), null)
    const missing = await fetch(`${server.url}/avatars/missing.png`)
    assert.deepEqual([missing.status, missing.headers.get('content-type')], [200, 'image/png'])
  })

  it('refuses a picture that is none, and keeps the rest as it was', async () => {
    const form = new FormData()
    form.set('header', new Blob(['<svg onload="x"/>']), 'a.png')
    form.set('display_name', 'not taken')
    const { status } = await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, multipart: form })
    assert.equal(status, 422)
    assert.notEqual((await get<Account>(`/api/v1/accounts/${ada.accountId}`)).body.display_name, 'not taken')
  })

  it('as a profile has descriptions and what may be seen on it', async () => {
    const { status, body } = await server.call<Profile>('PATCH', '/api/v1/profile', { token: ada.token, form: { avatar_description: 'my face', show_media: 'false' } })
    assert.equal(status, 200)
    conforms('Profile', body)
    assert.deepEqual([body.avatar_description, body.show_media, body.show_featured], ['my face', false, true])
    assert.equal((await get<Account>(`/api/v1/accounts/${ada.accountId}`)).body.show_media, false)
    conforms('Profile', (await get<Profile>('/api/v1/profile', ada.token)).body)
  })
})

describe('anybody’s account', () => {
  it('is public by id, by ids and by handle; who is not there is not found', async () => {
    for (const path of [`/api/v1/accounts/${bea.accountId}`, '/api/v1/accounts/lookup?acct=bea', `/api/v1/accounts/lookup?acct=@bea@${server.house.config.domain}`]) {
      const { status, body } = await get<Account>(path)
      assert.equal(status, 200, path)
      conforms('Account', body)
    }
    assert.deepEqual(accts((await get<Account[]>(`/api/v1/accounts?id[]=${remi}&id[]=77&id[]=${bea.accountId}`)).body), ['remi@peer.example', 'bea'])
    for (const path of ['/api/v1/accounts/77', '/api/v1/accounts/abc', '/api/v1/accounts/lookup?acct=nobody', '/api/v1/accounts/77/statuses', '/api/v1/accounts/77/followers']) {
      assert.equal((await get(path)).status, 404, path)
    }
  })

  it('that was deleted is gone', async () => {
    const dee = await server.member('dee')
    await server.house.write((tx) => deleteAccount(tx, dee.accountId))
    assert.equal((await get(`/api/v1/accounts/${dee.accountId}`)).status, 410)
    assert.equal((await get('/api/v1/accounts/lookup?acct=dee')).status, 404)
    assert.equal((await get('/api/v1/accounts/verify_credentials', dee.token)).status, 401)
  })

  it('has statuses with every filter, a page at a time', async () => {
    const { house } = server
    const plain = await posts(house, bea.accountId, 'plain', { tags: ['tea'] })
    const reply = await posts(house, bea.accountId, 'reply', { inReplyToId: await posts(house, ada.accountId, 'asks') })
    const closed = await posts(house, bea.accountId, 'closed', { visibility: 'private' })
    const boost = await boosts(house, bea.accountId, await posts(house, ada.accountId, 'boosted'))
    const path = `/api/v1/accounts/${bea.accountId}/statuses`
    const ids = async (query: string, token?: string) => (await get<Status[]>(`${path}?${query}`, token)).body.map((one) => Number(one.id))
    assert.deepEqual(await ids(''), [boost, reply, plain])
    assert.deepEqual(await ids('', bea.token), [boost, closed, reply, plain])
    assert.deepEqual(await ids('exclude_replies=true&exclude_reblogs=1'), [plain])
    assert.deepEqual(await ids('tagged=Tea'), [plain])
    assert.deepEqual(await ids('tagged=unknown'), [])
    assert.deepEqual(await ids('only_media=true'), [])
    await server.call('POST', `/api/v1/statuses/${plain}/pin`, { token: bea.token })
    assert.deepEqual(await ids('pinned=true'), [plain])
    const first = await get<Status[]>(`${path}?limit=2`)
    assert.match(first.headers.get('link') ?? '', new RegExp(`max_id=${reply}>; rel="next"`))
    assert.deepEqual(await ids(`limit=2&max_id=${reply}`), [plain])
    await server.call('POST', `/api/v1/accounts/${ada.accountId}/block`, { token: bea.token })
    assert.deepEqual(await ids('', ada.token), [], 'the blocked see nothing')
    await server.call('POST', `/api/v1/accounts/${ada.accountId}/unblock`, { token: bea.token })
  })
})

describe('who stands how to whom', () => {
  it('followers and followed, by page, unless the account hides them', async () => {
    const { house } = server
    const cyd = await server.member('cyd')
    await follows(house, ada.accountId, bea.accountId)
    await follows(house, cyd.accountId, bea.accountId)
    const path = `/api/v1/accounts/${bea.accountId}/followers`
    assert.deepEqual(accts((await get<Account[]>(path)).body), ['cyd', 'ada'])
    const page = await get<Account[]>(`${path}?limit=1`)
    const next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    assert.deepEqual([accts(page.body), accts((await get<Account[]>(next ?? '')).body)], [['cyd'], ['ada']])
    assert.deepEqual(accts((await get<Account[]>(`/api/v1/accounts/${ada.accountId}/following`)).body), ['bea'])
    await patch({ hide_collections: true }, bea.token)
    assert.deepEqual((await get<Account[]>(path, ada.token)).body, [])
    assert.equal((await get<Account[]>(path, bea.token)).body.length, 2)
  })

  it('relationships for the caller, without the unknown', async () => {
    const { body } = await get<Relationship[]>(`/api/v1/accounts/relationships?id[]=${bea.accountId}&id[]=77`, ada.token)
    conforms('Relationship', body[0])
    assert.deepEqual(body.map((one) => [one.id, one.following]), [[String(bea.accountId), true]])
    assert.equal((await get(`/api/v1/accounts/relationships?id[]=${bea.accountId}`)).status, 401)
    const single = await get<Relationship[]>(`/api/v1/accounts/relationships?id=${bea.accountId}`, ada.token)
    assert.equal(single.body.length, 1)
  })

  it('familiar followers', async () => {
    const { body } = await get<unknown[]>(`/api/v1/accounts/familiar_followers?id[]=${remi}`, ada.token)
    conforms('FamiliarFollowers', body[0])
  })

  it('an unlocked door lets in who was waiting', async () => {
    const gwen = await server.member('gwen')
    await patch({ locked: true }, gwen.token)
    await server.house.write((tx) => follow(tx, ada.accountId, gwen.accountId))
    assert.equal((await get<CredentialAccount>('/api/v1/accounts/verify_credentials', gwen.token)).body.source.follow_requests_count, 1)
    await patch({ locked: false }, gwen.token)
    await server.idle()
    assert.deepEqual(accts((await get<Account[]>(`/api/v1/accounts/${gwen.accountId}/followers`)).body), ['ada'])
  })
})

describe('search', () => {
  interface Found { accounts: Account[]; statuses: Status[]; hashtags: { name: string }[] }
  const find = (query: Record<string, unknown>, token?: string) => server.call<Found>('GET', '/api/v2/search', { query, token })

  it('finds people, posts and hashtags at once, or one kind', async () => {
    await posts(server.house, ada.accountId, 'beautiful engines', { tags: ['beans'] })
    const all = await find({ q: 'bea' }, ada.token)
    conforms('Search', all.body)
    assert.deepEqual([accts(all.body.accounts), all.body.hashtags.map((tag) => tag.name)], [['bea'], ['beans']])
    assert.equal((await find({ q: 'engines' }, ada.token)).body.statuses.length, 1)
    assert.equal((await find({ q: 'engines' }, bea.token)).body.statuses.length, 0)
    assert.deepEqual((await find({ q: 'bea', type: 'hashtags' }, ada.token)).body.accounts, [])
  })

  it('follows an address of ours to what it names, if one may see it', async () => {
    const open = await posts(server.house, bea.accountId, 'by address')
    const closed = await posts(server.house, bea.accountId, 'closed by address', { visibility: 'direct' })
    const { origin } = server.house.config
    assert.deepEqual((await find({ q: `${origin}/@bea/${open}`, resolve: true }, ada.token)).body.statuses.map((one) => one.id), [String(open)])
    assert.deepEqual((await find({ q: `${origin}/@bea/${closed}`, resolve: true }, ada.token)).body.statuses, [])
    assert.deepEqual(accts((await find({ q: `${origin}/@bea` }, ada.token)).body.accounts), ['bea'])
  })

  it('asks for a query, and for a member where it is dear', async () => {
    assert.equal((await find({}, ada.token)).status, 400)
    assert.equal((await find({ q: 'bea' })).status, 200)
    assert.equal((await find({ q: 'bea', resolve: true })).status, 401)
    assert.equal((await find({ q: 'bea', offset: 1 })).status, 401)
    assert.equal((await find({ q: 'bea', limit: 'many', offset: 'x' }, ada.token)).status, 422)
  })

  it('of people alone, the directory and suggestions', async () => {
    assert.deepEqual(accts((await get<Account[]>('/api/v1/accounts/search?q=re', ada.token)).body), ['remi@peer.example'])
    assert.equal((await get('/api/v1/accounts/search?q=re')).status, 401)
    assert.deepEqual(accts((await get<Account[]>('/api/v1/directory?order=new')).body), ['ada'])
    const suggested = (await get<unknown[]>('/api/v2/suggestions', (await server.member('zoe')).token)).body
    conforms('Suggestion', suggested[0])
    assert.equal((await server.call('DELETE', `/api/v1/suggestions/${ada.accountId}`, { token: bea.token })).status, 200)
  })
})
