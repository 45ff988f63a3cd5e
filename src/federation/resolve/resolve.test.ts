// Finding people and posts on other servers, with peers that answer well, badly, slowly and falsely.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { findByUri, accountRow } from '#domain/accounts/queries.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { pinnedIds } from '#domain/interactions/pins-of.ts'
import { newKeys, PUBLIC, startPeer, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { backfillAccount } from './backfill-account.ts'
import { createBudget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import { fetchReplies } from './fetch-replies.ts'
import { resolveJobs } from './jobs.ts'
import { resolveActor, resolveHandle } from './resolve-actor.ts'
import { fetchKey, resolveKey } from './resolve-key.ts'
import { resolveOriginal, resolveStatus } from './resolve-status.ts'
import { federationServices } from './services.ts'

let server: TestServer
let peer: SimulatedPeer
let web: SimulatedPeer
let names = 0

const reach = () => server.house
const plenty = () => createBudget({ requests: 100, ms: 20_000 })
const someone = (more: Doc = {}, at = peer): PeerActor => at.actor(`p${++names}`, more)

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  web = await startPeer('127.0.0.3')
})
after(async () => {
  await server.remove()
  await peer.close()
  await web.close()
})
beforeEach(() => {
  peer.seen.length = 0
  web.seen.length = 0
})

const reasonOf = (outcome: { ok: boolean; reason?: string }) => outcome.ok ? 'ok' : outcome.reason

test('every GET is signed by the server\'s own actor', async () => {
  const zoe = someone()
  assert.equal(reasonOf(await resolveActor(reach(), zoe.uri)), 'ok')
  const get = peer.seen.find((one) => one.url.startsWith('/users/'))
  assert.match(String(get?.headers['signature']), new RegExp(`keyId="${server.house.config.origin}/actor#main-key"`))
  assert.match(String(get?.headers['user-agent']), /^Covey\//)
})

test('a page\'s address leads to the id it claims; an id that does not lead back does not', async () => {
  const zoe = someone()
  const page = peer.serve('/@page', zoe.document)
  const fetched = await fetchDocument(reach(), page, plenty())
  assert.equal(fetched.ok && fetched.value['id'], zoe.uri)
  const claims = web.serve('/claims', { id: `${web.origin}/second`, type: 'Note' })
  web.serve('/second', { id: `${web.origin}/third`, type: 'Note' })
  assert.equal(reasonOf(await fetchDocument(reach(), claims, plenty())), 'id-mismatch')
  const foreign = web.serve('/foreign', { ...zoe.document, name: 'Forged' })
  const other = await fetchDocument(reach(), foreign, plenty())
  assert.equal(other.ok && other.value['name'], zoe.document['name'], 'what another server says of it is not believed')
})

test('a redirect to another origin proves nothing about the first', async () => {
  const target = web.serve('/redirected', { id: `${peer.origin}/open-redirect`, type: 'Note', attributedTo: `${peer.origin}/users/victim` })
  peer.serve('/open-redirect', null, { status: 302, headers: { location: target } })
  assert.equal(reasonOf(await fetchDocument(reach(), `${peer.origin}/open-redirect`, plenty())), 'id-mismatch')
})

test('a document that is too large, too deep, of another type, slow, or gone', async () => {
  const at = (path: string, how: Parameters<SimulatedPeer['serve']>[2]) => fetchDocument(reach(), peer.serve(path, null, how), createBudget({ requests: 5, ms: 400 })).then(reasonOf)
  assert.equal(await at('/large', { body: JSON.stringify({ id: `${peer.origin}/large`, x: 'y'.repeat(1_100_000) }) }), 'too-large')
  assert.equal(await at('/deep', { body: `{"id":"${peer.origin}/deep","x":${'['.repeat(100)}${']'.repeat(100)}}` }), 'too-deep')
  assert.equal(await at('/html', { body: '{}', type: 'text/html' }), 'unexpected-type')
  assert.equal(await at('/ld', { body: `{"id":"${peer.origin}/ld"}`, type: 'application/ld+json' }), 'unexpected-type')
  assert.equal(await at('/profile', { body: `{"id":"${peer.origin}/profile"}`, type: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"' }), 'ok')
  assert.equal(await at('/slow', { body: '{}', delayMs: 1500 }), 'timeout')
  assert.equal(await at('/gone', { status: 410 }), 'http-410')
})

test('a failure is remembered for a while; the same thing is asked for once by many', async () => {
  assert.equal(reasonOf(await resolveActor(reach(), `${peer.origin}/users/nobody`)), 'http-404')
  assert.equal(reasonOf(await resolveActor(reach(), `${peer.origin}/users/nobody`)), 'http-404')
  assert.equal(peer.seen.length, 1)
  const zoe = someone()
  peer.seen.length = 0
  const ids = await Promise.all(Array.from({ length: 10 }, () => resolveActor(reach(), zoe.uri)))
  assert.equal(new Set(ids.map((one) => one.ok && one.value)).size, 1)
  assert.equal(peer.seen.filter((one) => one.url === new URL(zoe.uri).pathname).length, 1)
})

test('handles: found by WebFinger, in any case, and known ones without asking', async () => {
  const zoe = someone()
  const first = await resolveHandle(reach(), `@${zoe.name.toUpperCase()}@${peer.host}`)
  assert.ok(first.ok)
  peer.seen.length = 0
  const second = await resolveHandle(reach(), `${zoe.name}@${peer.host}`)
  assert.deepEqual(second, first)
  assert.equal(peer.seen.length, 0)
})

test('split domains: the handle is on the other domain if that one says the same', async () => {
  const zoe = someone({}, web)
  const handle = { subject: `acct:${zoe.name}@${peer.host}`, links: [{ rel: 'self', type: 'application/activity+json', href: zoe.uri }] }
  web.finger(`acct:${zoe.name}@${web.host}`, handle)
  peer.finger(`acct:${zoe.name}@${peer.host}`, handle)
  const resolved = await resolveActor(reach(), zoe.uri)
  assert.ok(resolved.ok)
  const row = await accountRow(server.house.db, resolved.value)
  assert.equal(row?.host, peer.host)
  assert.deepEqual(await resolveHandle(reach(), `${zoe.name}@${peer.host}`), resolved)

  const liar = someone({}, web)
  web.finger(`acct:${liar.name}@${web.host}`, { ...handle, subject: `acct:${liar.name}@${peer.host}` })
  assert.equal((await resolveActor(reach(), liar.uri)).ok, false)
  const round = someone({}, web)
  web.finger(`acct:${round.name}@${web.host}`, { ...handle, subject: `acct:${round.name}@${peer.host}` })
  peer.finger(`acct:${round.name}@${peer.host}`, { ...handle, subject: `acct:${round.name}@${web.host}` })
  assert.equal(reasonOf(await resolveActor(reach(), round.uri)), 'webfinger-subject-mismatch')
})

test('nobody has a handle of ours', async () => {
  const zoe = someone({}, web)
  const { host } = new URL(server.house.config.origin)
  web.finger(`acct:${zoe.name}@${web.host}`, { subject: `acct:ada@${host}`, links: [{ rel: 'self', type: 'application/activity+json', href: zoe.uri }] })
  assert.equal(reasonOf(await resolveActor(reach(), zoe.uri)), 'webfinger-names-us')
  assert.equal(reasonOf(await resolveActor(reach(), `${server.house.config.origin}/ap/users/999`)), 'no-such-local-account')
})

test('WebFinger in the place that host-meta names', async () => {
  const zoe = someone({}, web)
  const path = `/wf?resource=${encodeURIComponent(`acct:${zoe.name}@${web.host}`)}`
  web.finger(`acct:${zoe.name}@${web.host}`, null)
  web.serve(path, { subject: `acct:${zoe.name}@${web.host}`, links: [{ rel: 'self', type: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"', href: zoe.uri }] })
  web.serve('/.well-known/host-meta', null, { type: 'application/xrd+xml', body: `<XRD><Link rel="lrdd" template="${web.origin}/wf?resource={uri}"/></XRD>` })
  assert.equal(reasonOf(await resolveActor(reach(), zoe.uri)), 'ok')
})

test('a known account stays known when its handle cannot be looked up today', async () => {
  const zoe = someone({}, web)
  const first = await resolveActor(reach(), zoe.uri)
  web.finger(`acct:${zoe.name}@${web.host}`, null)
  web.serve(zoe.uri, { ...zoe.document, name: 'Renewed' })
  const again = await resolveActor(reach(), zoe.uri, { refresh: true })
  assert.deepEqual(again, first)
  const row = again.ok ? await accountRow(server.house.db, again.value) : null
  assert.deepEqual([row?.display_name, row?.host], ['Renewed', web.host])
})

test('keys: a stub actor under its own address, a document of its own, a Multikey', async () => {
  const keys = newKeys()
  const stub = peer.actor(`p${++names}`, {}, keys)
  const keyUri = `${stub.uri}/main-key`
  const withKey = { ...stub.document, publicKey: { id: keyUri, owner: stub.uri, publicKeyPem: keys.publicPem } }
  peer.serve(stub.uri, withKey)
  peer.serve(keyUri, { id: stub.uri, type: 'Person', preferredUsername: stub.name, publicKey: withKey.publicKey })
  const found = await resolveKey(reach(), keyUri)
  assert.equal(found.ok && found.value.uri, stub.uri)

  const apart = someone()
  const ownUri = `${peer.origin}/keys/${apart.name}`
  peer.serve(apart.uri, { ...apart.document, publicKey: { id: ownUri, owner: apart.uri, publicKeyPem: keys.publicPem } })
  peer.serve(ownUri, { id: ownUri, type: 'Key', owner: apart.uri, publicKeyPem: keys.publicPem })
  const second = await resolveKey(reach(), ownUri)
  assert.equal(second.ok && second.value.uri, apart.uri)
})

test('a key that its owner does not name is nobody\'s, and the owner of a key lies where the key does', async () => {
  const zoe = someone()
  const loose = peer.serve(`/keys/loose${++names}`, { id: `${peer.origin}/keys/loose${names}`, type: 'Key', owner: zoe.uri, publicKeyPem: newKeys().publicPem })
  assert.equal(reasonOf(await resolveKey(reach(), loose)), 'key-not-of-its-owner')
  const elsewhere = web.serve('/keys/x', { id: `${web.origin}/keys/x`, type: 'Key', owner: zoe.uri, publicKeyPem: newKeys().publicPem })
  assert.equal(reasonOf(await resolveKey(reach(), elsewhere)), 'key-without-owner')
  assert.equal(reasonOf(await resolveKey(reach(), `${server.house.config.origin}/actor#main-key`)), 'key-not-fetchable')
})

test('a deleted account\'s key does not become its successor\'s by a stub', async () => {
  const old = someone()
  const known = await resolveKey(reach(), old.keyId)
  assert.ok(known.ok)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ deleted_at: tx.now }).where('id', '=', known.value.id).execute())
  const heir = someone()
  peer.serve(old.uri, { ...heir.document })
  assert.equal(reasonOf(await fetchKey(reach(), old.keyId)), 'key-not-of-its-owner')
})

test('a post comes with its author, its ancestors oldest first, and within limits', async () => {
  const zoe = someone()
  const max = someone()
  const top = max.note({ published: '2026-01-01T00:00:00Z' })
  const middle = zoe.note({ inReplyTo: top.id, published: '2026-01-02T00:00:00Z' })
  const leaf = max.note({ inReplyTo: middle.id, published: '2026-01-03T00:00:00Z' })
  const resolved = await resolveStatus(reach(), leaf.id)
  assert.ok(resolved.ok)
  const row = async (uri: string) => server.house.db.selectFrom('statuses').selectAll().where('uri', '=', uri).executeTakeFirstOrThrow()
  assert.equal((await row(leaf.id)).in_reply_to_id, (await row(middle.id)).id)
  assert.equal((await row(middle.id)).in_reply_to_id, (await row(top.id)).id)
  assert.ok((await row(top.id)).id < (await row(leaf.id)).id, 'ids take their own dates')

  const chain = Array.from({ length: 30 }, () => '')
  for (let at = 0; at < 30; at++) chain[at] = zoe.note(at === 0 ? {} : { inReplyTo: chain[at - 1] }).id
  assert.ok((await resolveStatus(reach(), chain[29] ?? '')).ok)
  const missing = await Promise.all(chain.map((uri) => findStatusByUri(server.house, uri)))
  assert.equal(missing.filter((id) => id !== null).length, 21)
})

test('a thread that runs in a circle ends', async () => {
  const zoe = someone()
  const one = zoe.note()
  const two = zoe.note({ inReplyTo: one.id })
  peer.serve(one.id, { ...one, inReplyTo: two.id })
  assert.ok((await resolveStatus(reach(), two.id)).ok)
  assert.ok(peer.seen.length <= 5, String(peer.seen.length))
})

test('not a post, an author elsewhere, an author who is not, a vote', async () => {
  const zoe = someone()
  const elsewhere = zoe.note({ attributedTo: `${web.origin}/users/x` })
  assert.equal(reasonOf(await resolveStatus(reach(), elsewhere.id)), 'author-on-another-origin')
  const orphan = zoe.note({ attributedTo: `${peer.origin}/users/nobody-at-all` })
  assert.equal(reasonOf(await resolveStatus(reach(), orphan.id)), 'http-404')
  assert.match(String(reasonOf(await resolveStatus(reach(), zoe.uri))), /^no-status/)
  const ballot = zoe.note({ content: undefined, name: 'yes', inReplyTo: orphan.id })
  assert.equal(reasonOf(await resolveStatus(reach(), ballot.id)), 'a-vote')
})

test('a boost and a Create by their own addresses', async () => {
  const zoe = someone()
  const max = someone()
  const note = max.note()
  const boost = zoe.act('Announce', note.id, { to: [PUBLIC] })
  peer.serve(String(boost['id']), boost)
  const resolved = await resolveStatus(reach(), String(boost['id']))
  assert.ok(resolved.ok, String(reasonOf(resolved)))
  const row = await server.house.db.selectFrom('statuses').selectAll().where('id', '=', resolved.value).executeTakeFirstOrThrow()
  assert.equal(row.reblog_of_id, await findStatusByUri(server.house, note.id))
  assert.equal((await resolveOriginal(reach(), String(zoe.act('Announce', note.id)['id']))).ok, false)
  const second = max.note()
  const create = max.create(second)
  peer.serve(String(create['id']), create)
  const created = await resolveStatus(reach(), String(create['id']))
  assert.equal(created.ok && created.value, await findStatusByUri(server.house, second.id))
  const forged = web.serve('/create', { id: `${web.origin}/create`, type: 'Create', actor: zoe.uri, object: { ...max.note(), id: `${peer.origin}/invented`, content: 'forged' } })
  assert.equal((await resolveStatus(reach(), forged)).ok, false)
})

test('a profile that nobody here knew: latest posts, pins, numbers, once', async () => {
  const zoe = someone()
  const posts = Array.from({ length: 3 }, () => zoe.note())
  const kept = zoe.note()
  const foreign = someone({}, web).note({ attributedTo: zoe.uri })
  peer.serve(`${zoe.uri}/outbox`, { id: `${zoe.uri}/outbox`, type: 'OrderedCollection', totalItems: 77, first: `${zoe.uri}/outbox?page=1` })
  peer.serve(`${zoe.uri}/outbox?page=1`, { id: `${zoe.uri}/outbox?page=1`, type: 'OrderedCollectionPage', orderedItems: [...posts.map((post) => zoe.create(post)), zoe.create(foreign)] })
  peer.serve(`${zoe.uri}/featured`, { id: `${zoe.uri}/featured`, type: 'OrderedCollection', orderedItems: [kept.id, foreign.id] })
  peer.serve(`${zoe.uri}/followers`, { id: `${zoe.uri}/followers`, type: 'OrderedCollection', totalItems: 12 })
  const id = await resolveActor(reach(), zoe.uri)
  assert.ok(id.ok)
  web.seen.length = 0
  await backfillAccount(reach(), id.value)
  assert.deepEqual(web.seen, [], 'nobody sends us to other servers')
  for (const post of posts) assert.ok(await findStatusByUri(server.house, post.id))
  assert.equal(await findStatusByUri(server.house, foreign.id), null)
  assert.deepEqual(await pinnedIds(server.house.db, id.value), [await findStatusByUri(server.house, kept.id)])
  const row = await accountRow(server.house.db, id.value)
  assert.deepEqual([row?.statuses_count, row?.followers_count], [77, 12])
  peer.seen.length = 0
  await backfillAccount(reach(), id.value)
  assert.equal(peer.seen.length, 0)
})

test('replies that nobody sent are fetched, level by level, each from its own server', async () => {
  const zoe = someone()
  const top = zoe.note()
  const first = zoe.note({ inReplyTo: top.id })
  const second = zoe.note({ inReplyTo: first.id })
  const foreign = someone({}, web).note({ inReplyTo: top.id })
  const forged = { ...zoe.note({ inReplyTo: top.id }), id: `${web.origin}/forged` }
  peer.serve(first.id, { ...first, replies: { type: 'Collection', first: { type: 'CollectionPage', items: [second.id] } } })
  peer.serve(top.id, { ...top, replies: { id: `${top.id}/replies`, type: 'Collection', first: { type: 'CollectionPage', next: `${top.id}/replies?page=2`, items: [first.id] } } })
  peer.serve(`${top.id}/replies?page=2`, { id: `${top.id}/replies?page=2`, type: 'CollectionPage', items: [foreign.id, forged, forged.id], next: `${top.id}/replies?page=2` })
  const status = await resolveStatus(reach(), top.id)
  assert.ok(status.ok)
  peer.serve(second.id, { ...second, replies: `${web.origin}/replies-elsewhere` })
  assert.equal(await fetchReplies(reach(), status.value), 3)
  assert.ok(!web.seen.some((one) => one.url === '/replies-elsewhere'))
  for (const reply of [first, second, foreign]) assert.ok(await findStatusByUri(server.house, reply.id))
  assert.equal(await findStatusByUri(server.house, forged.id), null)
  peer.seen.length = 0
  assert.equal(await fetchReplies(reach(), status.value), 0)
  assert.equal(peer.seen.length, 0)
})

test('a collection without end is not read to its end', async () => {
  const zoe = someone()
  const top = zoe.note()
  peer.serve(top.id, { ...top, replies: `${top.id}/r?0` })
  for (let page = 0; page < 200; page++) {
    const items = Array.from({ length: 5 }, (_, index) => zoe.note({ id: `${top.id}/r${page}-${index}`, inReplyTo: top.id }).id)
    peer.serve(`${top.id}/r?${page}`, { id: `${top.id}/r?${page}`, type: 'CollectionPage', items, next: `${top.id}/r?${page + 1}` })
  }
  const status = await resolveStatus(reach(), top.id)
  assert.ok(status.ok)
  peer.seen.length = 0
  assert.ok(await fetchReplies(reach(), status.value) <= 30)
  assert.ok(peer.seen.length <= 40, String(peer.seen.length))
})

test('what apps ask for: a handle, an actor, a post, a page, ours, nothing', async () => {
  const { resolve } = federationServices(reach())
  const zoe = someone()
  const note = zoe.note()
  peer.serve(String(note['url']), note)
  assert.equal((await resolve(`@${zoe.name}@${peer.host}`))?.kind, 'account')
  assert.equal((await resolve(zoe.uri))?.id, (await findByUri(server.house.db, zoe.uri))?.id)
  const status = await resolve(String(note['url']))
  assert.deepEqual(status, { kind: 'status', id: await findStatusByUri(server.house, note.id) })
  assert.deepEqual(await resolve(note.id, { kind: 'status' }), status)
  assert.equal(await resolve(note.id, { kind: 'account' }), null)
  const ada = await server.member('ada')
  assert.deepEqual(await resolve(`${server.house.config.origin}/@ada`), { kind: 'account', id: ada.accountId })
  assert.equal(await resolve('https://'), null)
  assert.equal(await resolve(`${peer.origin}/none`), null)
  assert.equal(await resolve('no such thing'), null)
})

test('fetching takes three jobs at once and no more: what is too much comes back later', async () => {
  const slow = Array.from({ length: 5 }, () => {
    const note = someone().note()
    peer.serve(note.id, note, { delayMs: 400 })
    return note.id
  })
  peer.seen.length = 0
  const jobs = resolveJobs(reach())
  const running = slow.map((uri) => jobs['resolve.ancestors']({ uri }, { attempts: 1 }))
  await Promise.all(running.slice(3))
  const waiting = await server.house.db.selectFrom('jobs').select('run_at').where('kind', '=', 'resolve.ancestors').execute()
  assert.equal(waiting.length, 2)
  assert.ok(waiting.every((job) => job.run_at > Date.now()))
  await Promise.all(running)
  const here = await Promise.all(slow.map((uri) => findStatusByUri(server.house, uri)))
  assert.ok(here.filter((id) => id !== null).length >= 3)
})
