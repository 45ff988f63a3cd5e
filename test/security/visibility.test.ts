// What people must not learn: that somebody has applied, what was written after a door was closed, and what was once
// kept for them in a notification or a conversation.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { createUser } from '#domain/access/users.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { appOn, type Status } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let alice: Member
let bob: Member
let applicant: number

const { as, post } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  alice = await server.member('alice')
  bob = await server.member('bob')
  const keys = await generateRsaKeyPair()
  applicant = await server.house.write(async (tx) => {
    const accountId = await createLocalAccount(tx, { username: 'applicant', displayName: 'Waits', ...keys })
    await createUser(tx, { accountId, email: 'applicant@people.example', passwordHash: null, confirmed: true, approved: false })
    return accountId
  })
})
after(() => server.remove())

test('whoever has not been let in yet cannot be told from nobody', async () => {
  const unknown = 4_000_000_000_000
  const calls: [string, (id: number) => string][] = [
    ['GET', (id) => `/accounts/${id}`], ['GET', (id) => `/accounts/${id}/statuses`], ['GET', (id) => `/accounts/${id}/followers`],
    ['GET', (id) => `/accounts/${id}/lists`], ['GET', (id) => `/accounts/${id}/featured_tags`], ['GET', (id) => `/accounts/${id}/endorsements`],
    ...['follow', 'unfollow', 'block', 'unblock', 'mute', 'unmute', 'note', 'remove_from_followers', 'endorse', 'unendorse', 'pin', 'unpin']
      .map((name): [string, (id: number) => string] => ['POST', (id) => `/accounts/${id}/${name}`]),
    ['GET', (id) => `/accounts/relationships?id[]=${id}`], ['GET', (id) => `/accounts/familiar_followers?id[]=${id}`], ['GET', (id) => `/accounts?id[]=${id}`],
    ['DELETE', (id) => `/suggestions/${id}`],
  ]
  for (const [method, path] of calls) {
    const [known, none] = [await as(alice, method, path(applicant)), await as(alice, method, path(unknown))]
    assert.deepEqual([known.status, known.text], [none.status, none.text], `${method} ${path(applicant)}`)
  }
  for (const query of ['acct=NAME', 'acct=@NAME']) {
    const [known, none] = [await as(alice, 'GET', `/accounts/lookup?${query.replace('NAME', 'applicant')}`), await as(alice, 'GET', `/accounts/lookup?${query.replace('NAME', 'nobody_here')}`)]
    assert.deepEqual([known.status, known.text], [none.status, none.text])
  }
  for (const address of [`${server.url}/@NAME`, `${server.url}/ap/users/ID`]) {
    const search = async (name: string, id: number) => {
      const q = encodeURIComponent(address.replace('NAME', name).replace('ID', String(id)))
      return server.call('GET', `/api/v2/search?resolve=true&q=${q}`, { token: alice.token })
    }
    const [known, none] = [await search('applicant', applicant), await search('nobody_here', unknown)]
    assert.deepEqual([known.status, known.text], [none.status, none.text], address)
  }
})

test('nobody can mention whoever has not been let in yet, in a post or in a bio', async () => {
  const status = await post(alice, 'hello @applicant and @bob')
  assert.deepEqual(status.mentions.map((one) => one.acct), ['bob'])
  assert.ok(!status.content.includes('/@applicant'), status.content)
  const bio = await server.call<{ note: string }>('PATCH', '/api/v1/accounts/update_credentials', { token: alice.token, json: { note: 'with @applicant and @bob' } })
  assert.ok(bio.body.note.includes('/@bob'))
  assert.ok(!bio.body.note.includes('/@applicant'), bio.body.note)
})

interface Grouped { statuses: Status[] }
interface Told { type: string; status?: Status }

test('a notification no longer shows what its reader may not see any more', async () => {
  const carol = await server.member('carol')
  await as(carol, 'POST', `/accounts/${alice.accountId}/follow`, { json: { notify: true } })
  const secret = await post(alice, 'for followers', { visibility: 'private' })
  const told = await as<Told[]>(carol, 'GET', '/notifications')
  assert.deepEqual(told.body.map((one) => [one.type, one.status?.id]), [['status', secret.id]])

  await as(alice, 'POST', `/accounts/${carol.accountId}/remove_from_followers`)
  await as(alice, 'PUT', `/statuses/${secret.id}`, { json: { status: 'written after carol had gone' } })
  const places = ['/api/v1/notifications', '/api/v2/notifications', '/api/v1/notifications?types[]=status']
  for (const place of places) {
    const { text } = await server.call('GET', place, { token: carol.token })
    assert.ok(!text.includes('written after'), place)
  }
  const grouped = await server.call<Grouped>('GET', '/api/v2/notifications', { token: carol.token })
  assert.deepEqual(grouped.body.statuses, [])
})

test('nor does a conversation, or the request of a stranger', async () => {
  const dora = await server.member('dora')
  const letter = await post(dora, '@bob a letter', { visibility: 'direct' })
  await as(dora, 'PUT', `/statuses/${letter.id}`, { json: { status: '@bob a letter, longer' } })
  const shown = async () => (await server.call('GET', '/api/v1/conversations', { token: bob.token })).text
    + (await server.call('GET', '/api/v1/notifications/requests', { token: bob.token })).text
  assert.match(await shown(), /a letter, longer/)
  await as(dora, 'POST', `/accounts/${bob.accountId}/block`)
  await as(dora, 'PUT', `/statuses/${letter.id}`, { json: { status: '@bob never wants to hear of you' } })
  assert.doesNotMatch(await shown(), /letter|never wants/)
})

test('what is taken back from an unseen post is taken back, and the post stays unseen', async () => {
  const eve = await server.member('eve')
  await as(eve, 'POST', `/accounts/${alice.accountId}/follow`)
  const secret = await post(alice, 'before', { visibility: 'private' })
  await as(eve, 'POST', `/statuses/${secret.id}/favourite`)
  await as(eve, 'POST', `/statuses/${secret.id}/bookmark`)
  await as(alice, 'POST', `/accounts/${eve.accountId}/remove_from_followers`)
  await as(alice, 'PUT', `/statuses/${secret.id}`, { json: { status: 'after' } })
  for (const act of ['unfavourite', 'unbookmark']) {
    const answer = await as(eve, 'POST', `/statuses/${secret.id}/${act}`)
    assert.equal(answer.status, 404)
    assert.ok(!answer.text.includes('after'))
  }
  assert.equal((await as(alice, 'GET', `/statuses/${secret.id}`)).body.favourites_count, 0)
})

test('a post that is deleted, blocked or private answers every call like one that never was', async () => {
  const frank = await server.member('frank')
  const secret = await post(alice, 'hidden', { visibility: 'private', poll: { options: ['a', 'b'], expires_in: 3600 } })
  const direct = await post(alice, 'to oneself', { visibility: 'direct' })
  const gone = await post(alice, 'gone')
  await as(alice, 'DELETE', `/statuses/${gone.id}`)
  const reads = ['', '/context', '/history', '/source', '/favourited_by', '/reblogged_by']
  const writes = ['favourite', 'unfavourite', 'reblog', 'unreblog', 'bookmark', 'unbookmark', 'mute', 'unmute', 'pin', 'unpin']
  for (const id of [secret.id, direct.id, gone.id]) {
    for (const path of reads) {
      const [answer, none] = [await as(frank, 'GET', `/statuses/${id}${path}`), await as(frank, 'GET', `/statuses/123${path}`)]
      assert.deepEqual([answer.status, answer.text], [none.status, none.text], path)
      assert.equal((await as(null, 'GET', `/statuses/${id}${path}`)).status, path === '/source' ? 401 : 404)
    }
    for (const name of writes) {
      const [answer, none] = [await as(frank, 'POST', `/statuses/${id}/${name}`), await as(frank, 'POST', `/statuses/123/${name}`)]
      assert.deepEqual([answer.status, answer.text], [none.status, none.text], name)
    }
    const reply = await as(frank, 'POST', '/statuses', { json: { status: 'what?', in_reply_to_id: id } })
    assert.deepEqual([reply.status, reply.text], [404, (await as(frank, 'POST', '/statuses', { json: { status: 'what?', in_reply_to_id: '123' } })).text])
    assert.deepEqual((await as<Status[]>(frank, 'GET', `/statuses?id[]=${id}`)).body, [])
  }
  assert.equal((await as(frank, 'GET', `/polls/${secret.poll?.id}`)).status, 404)
  assert.equal((await as(frank, 'POST', `/polls/${secret.poll?.id}/votes`, { json: { choices: [0] } })).status, 404)
})
