import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createLog } from '#machinery/log/log.ts'
import { createHttpServer } from '#main/http-server.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { at } from '#test/support/json-path.ts'
import type { Member } from '#test/support/members.ts'
import { addRemoteAccount, postLocal, postRemote } from '#test/support/network.ts'
import { follow } from '#domain/relationships/follow.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { block } from '#domain/relationships/block.ts'
import { pin } from '#domain/interactions/pin.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { federationRoutes } from '../routes.ts'
import { negotiate } from './negotiate.ts'
import type { DocumentContext } from './serve.ts'

const ORIGIN = 'https://covey.test'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
type Json = Record<string, unknown>

let house: TestHouse
let app: FastifyInstance
let secure: FastifyInstance
let alice: Member
let remoteFollower: number
let stranger: number
let blocked: number

/** The test's word for who signed: a real signature is the inbox's affair. */
const SIGNER = 'x-signer'

async function serverFor(secureMode: boolean): Promise<FastifyInstance> {
  const ctx: DocumentContext = {
    ...house, config: { ...house.config, secureMode }, version: '9.9.9',
    verifySignedGet: async (request) => Number(request.headers[SIGNER] ?? 0) || null,
  }
  const server = createHttpServer(ctx.config, createLog('silent'))
  server.addHook('onRequest', negotiate(ctx))
  await server.register(federationRoutes(ctx))
  server.get('/@:name', async (_request, reply) => reply.type('text/html').send('<p>page</p>'))
  await server.ready()
  return server
}

async function get(path: string, { accept = 'application/activity+json', signer, server = app }: { accept?: string; signer?: number; server?: FastifyInstance } = {}) {
  const headers: Record<string, string> = { accept, ...(signer === undefined ? {} : { signature: 'keyId="x"', [SIGNER]: String(signer) }) }
  const response = await server.inject({ method: 'GET', url: path, headers })
  const isJson = String(response.headers['content-type']).includes('json')
  return { status: response.statusCode, headers: response.headers, body: (isJson ? response.json() : {}) as Json, text: response.body }
}

before(async () => {
  house = await openTestHouse({ reactions: new Proxy({}, { get: () => [] }) as never })
  alice = await house.member('alice')
  await house.write(async (tx) => {
    remoteFollower = await addRemoteAccount(tx, 'bob', { origin: 'https://peer.example' })
    stranger = await addRemoteAccount(tx, 'eve', { origin: 'https://else.example' })
    blocked = await addRemoteAccount(tx, 'mallory', { origin: 'https://bad.example' })
    await follow(tx, remoteFollower, alice.accountId, { uri: 'https://peer.example/f/1' })
    await acceptFollowFrom(tx, alice.accountId, remoteFollower)
    await block(tx, alice.accountId, blocked)
  })
  app = await serverFor(false)
  secure = await serverFor(true)
})

after(async () => {
  await app.close()
  await secure.close()
  await house.remove()
})

describe('actors', () => {
  test('a person is told with inboxes, key and collections', async () => {
    const { status, headers, body } = await get(`/ap/users/${alice.accountId}`)
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/activity+json; charset=utf-8')
    assert.match(String(headers['cache-control']), /public/)
    assert.equal(headers['vary'], 'Accept, Signature')
    const uri = `${ORIGIN}/ap/users/${alice.accountId}`
    assert.equal(body['id'], uri)
    assert.equal(body['type'], 'Person')
    assert.equal(body['preferredUsername'], 'alice')
    assert.equal(body['inbox'], `${uri}/inbox`)
    assert.deepEqual(body['endpoints'], { sharedInbox: `${ORIGIN}/inbox` })
    assert.equal(at(body, 'publicKey.id'), `${uri}#main-key`)
    assert.equal(at(body, 'publicKey.owner'), uri)
    assert.match(String(at(body, 'publicKey.publicKeyPem')), /BEGIN PUBLIC KEY/)
    assert.equal(JSON.stringify(body).includes('PRIVATE'), false)
  })

  test('the page and the document share an address', async () => {
    for (const accept of ['application/activity+json', 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"']) {
      assert.equal((await get('/@ALICE', { accept })).body['id'], `${ORIGIN}/ap/users/${alice.accountId}`)
    }
    const page = await get('/@alice', { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' })
    assert.equal(page.text, '<p>page</p>')
    assert.equal(page.headers['vary'], 'Accept, Signature')
    assert.equal((await get('/@alice', { accept: '*/*' })).text, '<p>page</p>')
    const sent = await get(`/ap/users/${alice.accountId}`, { accept: 'text/html' })
    assert.equal(sent.headers['location'], `${ORIGIN}/@alice`)
  })

  test('nobody, remote and malformed ids are 404; a deleted account is a tombstone', async () => {
    for (const id of ['999', String(remoteFollower), '1', 'x', '99999999999999999']) assert.equal((await get(`/ap/users/${id}`)).status, 404, id)
    const gone = await house.member('ghost')
    await house.write((tx) => tx.db.updateTable('accounts').set({ deleted_at: 1 }).where('id', '=', gone.accountId).execute())
    const { status, body } = await get(`/ap/users/${gone.accountId}`)
    assert.equal(status, 410)
    assert.equal(body['type'], 'Tombstone')
    assert.equal((await get(`/ap/users/${gone.accountId}/outbox`)).status, 410)
  })

  test('a suspended account keeps its key and nothing else', async () => {
    const carol = await house.member('carol')
    await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: 1, note: 'secret', display_name: 'Carol!' }).where('id', '=', carol.accountId).execute())
    const { body } = await get(`/ap/users/${carol.accountId}`)
    assert.equal(body['suspended'], true)
    assert.equal(body['summary'], '')
    assert.equal(body['name'], 'carol')
    assert.equal((await get(`/ap/users/${carol.accountId}/outbox`)).status, 403)
  })

  test('followers are paged, and hidden when their owner hides them', async () => {
    const path = `/ap/users/${alice.accountId}/followers`
    assert.equal((await get(path)).body['totalItems'], 1)
    assert.deepEqual((await get(`${path}?page=true`)).body['orderedItems'], ['https://peer.example/users/bob'])
    await house.write((tx) => tx.db.updateTable('accounts').set({ hide_collections: 1 }).where('id', '=', alice.accountId).execute())
    assert.equal((await get(path)).body['first'], undefined)
    assert.equal((await get(`${path}?page=true`)).status, 403)
    await house.write((tx) => tx.db.updateTable('accounts').set({ hide_collections: 0 }).where('id', '=', alice.accountId).execute())
  })
})

describe('statuses', () => {
  test('a public one says everything about itself', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId, {
      spoilerText: 'careful', sensitive: true, tags: [{ name: 'cafe', display: 'Café' }], mentions: [{ accountId: remoteFollower, silent: false }],
    }))
    const uri = `${ORIGIN}/ap/users/${alice.accountId}/statuses/${id}`
    const { body, headers } = await get(uri.slice(ORIGIN.length))
    assert.match(String(headers['cache-control']), /public, max-age=180/)
    assert.equal(body['id'], uri)
    assert.equal(body['type'], 'Note')
    assert.equal(body['summary'], 'careful')
    assert.deepEqual(body['to'], [PUBLIC])
    assert.deepEqual(body['cc'], [`${ORIGIN}/ap/users/${alice.accountId}/followers`, 'https://peer.example/users/bob'])
    assert.deepEqual(body['contentMap'], { en: '<p>hello</p>' })
    assert.deepEqual(body['tag'], [
      { type: 'Mention', href: 'https://peer.example/users/bob', name: '@bob@peer.example' },
      { type: 'Hashtag', href: `${ORIGIN}/tags/cafe`, name: '#cafe' },
    ])
    assert.equal(body['url'], `${ORIGIN}/@alice/${id}`)
    assert.equal((await get(`/@alice/${id}`)).body['id'], uri)
    assert.equal((await get(`${uri.slice(ORIGIN.length)}/activity`)).body['type'], 'Create')
    assert.equal((await get(`/ap/users/${remoteFollower}/statuses/${id}`)).status, 404)
  })

  test('followers-only and direct ones are for those who may read them', async () => {
    const secret = await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'private', content: '<p>for followers</p>' }))
    const letter = await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'direct', mentions: [{ accountId: stranger, silent: false }] }))
    const path = (id: number) => `/ap/users/${alice.accountId}/statuses/${id}`
    for (const suffix of ['', '/activity', '/replies', '/likes', '/shares']) assert.equal((await get(path(secret) + suffix)).status, 404, suffix)
    assert.equal((await get(path(secret), { accept: 'text/html' })).status, 404)
    assert.equal((await get(`/@alice/${secret}`)).status, 404)
    assert.equal((await get(path(secret), { signer: stranger })).status, 404)
    const read = await get(path(secret), { signer: remoteFollower })
    assert.equal(read.body['content'], '<p>for followers</p>')
    assert.equal(read.headers['cache-control'], 'private, no-store')
    assert.equal((await get(path(letter), { signer: remoteFollower })).status, 404)
    assert.equal((await get(path(letter), { signer: stranger })).status, 200)
  })

  test('a deleted one leaves a tombstone', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId))
    await house.write((tx) => deleteStatus(tx, id))
    const { status, body } = await get(`/ap/users/${alice.accountId}/statuses/${id}`)
    assert.equal(status, 410)
    assert.deepEqual([body['type'], body['id']], ['Tombstone', `${ORIGIN}/ap/users/${alice.accountId}/statuses/${id}`])
  })

  test('replies are given in pages: the author\'s own, then the others\', never private ones', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId))
    await house.write(async (tx) => {
      await postLocal(tx, alice.accountId, { inReplyToId: id })
      await postRemote(tx, stranger, 'https://else.example/n/1', { inReplyToId: id })
      await postRemote(tx, stranger, 'https://else.example/n/2', { inReplyToId: id, visibility: 'private' })
    })
    const path = `/ap/users/${alice.accountId}/statuses/${id}/replies`
    const { body } = await get(path)
    assert.equal(at(body, 'first.items.length'), 1)
    const next = await get(String(at(body, 'first.next')).slice(ORIGIN.length))
    assert.deepEqual(next.body['items'], ['https://else.example/n/1'])
  })

  test('a poll is a Question; hidden counts stay hidden until the end', async () => {
    const poll = { options: ['yes', 'no'], multiple: false, hideTotals: false, expiresAt: house.clock.now() + 60_000, counts: [2, 1], votersCount: 3 }
    const [open, hidden, over] = await house.write(async (tx) => [
      await postLocal(tx, alice.accountId, { poll }),
      await postLocal(tx, alice.accountId, { poll: { ...poll, hideTotals: true, multiple: true } }),
      await postLocal(tx, alice.accountId, { poll: { ...poll, hideTotals: true, expiresAt: tx.now - 1000 } }),
    ])
    const read = async (id: number | undefined) => (await get(`/ap/users/${alice.accountId}/statuses/${id}`)).body
    const question = await read(open)
    assert.equal(question['type'], 'Question')
    assert.deepEqual(question['oneOf'], [
      { type: 'Note', name: 'yes', replies: { type: 'Collection', totalItems: 2 } }, { type: 'Note', name: 'no', replies: { type: 'Collection', totalItems: 1 } },
    ])
    assert.equal(question['votersCount'], 3)
    assert.equal(question['closed'], undefined)
    assert.deepEqual(at(await read(hidden), 'anyOf.0.replies'), { type: 'Collection' })
    assert.deepEqual(at(await read(over), 'oneOf.0.replies'), { type: 'Collection', totalItems: 2 })
    assert.ok((await read(over))['closed'])
  })
})

describe('what an account shows', () => {
  test('the outbox and the pins hold nothing that is not for everybody', async () => {
    const dora = await house.member('dora')
    const ids = await house.write(async (tx) => {
      const open = await postLocal(tx, dora.accountId)
      const quiet = await postLocal(tx, dora.accountId, { visibility: 'unlisted' })
      const secret = await postLocal(tx, dora.accountId, { visibility: 'private', content: '<p>SECRET</p>' })
      await postLocal(tx, dora.accountId, { visibility: 'direct', content: '<p>SECRET</p>' })
      const other = await postRemote(tx, stranger, 'https://else.example/n/3')
      const boost = await reblog(tx, dora.accountId, other)
      const hidden = await reblog(tx, dora.accountId, secret)
      for (const id of [open, secret]) await pin(tx, dora.accountId, id)
      return { open, quiet, boost, hidden }
    })
    const path = `/ap/users/${dora.accountId}`
    const page = await get(`${path}/outbox?page=true`)
    const items = page.body['orderedItems'] as { id: string; type: string; object: unknown }[]
    assert.deepEqual(items.map((one) => one.type), ['Announce', 'Create', 'Create'])
    assert.equal(items[0]?.object, 'https://else.example/n/3')
    assert.equal(page.text.includes('SECRET'), false)
    assert.equal(page.text.includes(String(ids.hidden)), false)
    const pins = await get(`${path}/collections/featured`)
    assert.deepEqual((pins.body['orderedItems'] as { id: string }[]).map((one) => one.id), [`${ORIGIN}${path}/statuses/${ids.open}`])
    assert.equal((await get(`${path}/statuses/${ids.hidden}/activity`)).status, 404)
    const boost = await get(`${path}/statuses/${ids.boost}/activity`)
    assert.equal(boost.body['type'], 'Announce')
    const older = await get(`${path}/outbox?page=true&max_id=${ids.quiet}`)
    assert.equal((older.body['orderedItems'] as unknown[]).length, 1)
  })
})

describe('secure mode', () => {
  test('the unsigned get nothing but the server\'s own actor; the blocked get nothing', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId))
    const path = `/ap/users/${alice.accountId}/statuses/${id}`
    for (const url of [path, `/ap/users/${alice.accountId}`, `/ap/users/${alice.accountId}/outbox`, '/@alice']) {
      assert.equal((await get(url, { server: secure })).status, 401, url)
    }
    const read = await get(path, { server: secure, signer: stranger })
    assert.equal(read.status, 200)
    assert.equal(read.headers['cache-control'], 'private, no-store')
    assert.equal((await get(path, { server: secure, signer: blocked })).status, 404)
    assert.equal((await get(`/ap/users/${alice.accountId}/outbox?page=true`, { server: secure, signer: stranger })).status, 200)
    assert.equal((await get(`/ap/users/${alice.accountId}/outbox?page=true`, { server: secure, signer: blocked })).status, 403)
  })
})
