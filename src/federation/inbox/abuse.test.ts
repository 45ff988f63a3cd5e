// What attackers have done to servers of this kind, done to this one. Each test fails when its guard is taken out.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { findByUri } from '#domain/accounts/queries.ts'
import { actorUri } from '#domain/addresses.ts'
import { digestHeader } from '#federation/signatures/digest.ts'
import { signCavage } from '#federation/signatures/draft-cavage.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { exchange, newKeys, PUBLIC, startPeer, type Doc, type PeerActor, type SendOptions, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let other: SimulatedPeer
let ada: Member
let zoe: PeerActor
let mallory: PeerActor

const HOUR = 3_600_000
const OTHER_KEYS = newKeys()

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  other = await startPeer('127.0.0.3')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  mallory = other.actor('mallory', {}, OTHER_KEYS)
  for (const [from, actor] of [[peer, zoe], [other, mallory]] as const) {
    assert.equal((await from.send(actor, actor.act('Follow', uriOf(ada)), shared())).status, 202)
  }
  await server.idle()
})
after(async () => {
  await server.remove()
  await peer.close()
  await other.close()
})
beforeEach(() => {
  peer.seen.length = 0
  other.seen.length = 0
})

const shared = () => `${server.url}/inbox`
const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)
/** A note that would be taken if nothing were wrong: it mentions a member. */
const toAda = (actor: PeerActor, more: Doc = {}) => actor.note({ tag: [{ type: 'Mention', href: uriOf(ada) }], cc: [uriOf(ada)], ...more })
const isHere = async (uri: unknown) => await server.house.db.selectFrom('statuses').select('id').where('uri', '=', String(uri)).executeTakeFirst() !== undefined

/** Sends, lets everything settle, answers the status. */
async function sends(from: SimulatedPeer, actor: PeerActor, activity: unknown, options: SendOptions = {}): Promise<number> {
  const { status } = await from.send(actor, activity, shared(), options)
  await server.idle()
  return status
}

async function refused(activity: Doc, options: SendOptions, status = 401): Promise<void> {
  assert.equal(await sends(peer, zoe, activity, options), status)
  assert.equal(await isHere((activity['object'] as Doc)['id']), false)
}

test('the same note without anything wrong is taken', async () => {
  const note = toAda(zoe)
  assert.equal(await sends(peer, zoe, zoe.create(note)), 202)
  assert.equal(await isHere(note.id), true)
})

test('unsigned: 401 before the body is read, whatever is in it', async () => {
  await refused(zoe.create(toAda(zoe)), { scheme: 'none' })
  const { status } = await exchange('POST', new URL(shared()), { 'content-type': 'application/activity+json' }, Buffer.alloc(2_000_000, '['))
  assert.equal(status, 401)
})

test('forged: signed with another key, or with a key that is somebody else\'s', async () => {
  await refused(zoe.create(toAda(zoe)), { keys: OTHER_KEYS })
  await refused(zoe.create(toAda(zoe)), { keys: OTHER_KEYS, keyId: mallory.keyId }, 202)
})

test('a body that was changed, with the old digest and with a new one', async () => {
  const create = zoe.create(toAda(zoe))
  const changed = JSON.stringify({ ...create, extra: true })
  await refused(create, { body: changed })
  await refused(create, { body: changed, headers: { digest: digestHeader(Buffer.from(changed)) } })
})

test('a digest that is missing, or not signed', async () => {
  const create = zoe.create(toAda(zoe))
  await refused(create, { without: ['digest'] })
  const body = Buffer.from(JSON.stringify(create))
  const url = new URL(shared())
  const signed = await signCavage({ method: 'POST', url, headers: { 'content-type': 'application/activity+json' } }, { keyId: zoe.keyId, privateKey: readPrivateKey(zoe.keys.privatePem) })
  const { status } = await exchange('POST', url, { ...signed, digest: digestHeader(body) }, body)
  assert.equal(status, 401)
})

test('signed long ago, or tomorrow', async () => {
  await refused(zoe.create(toAda(zoe)), { signedAt: Date.now() - 14 * HOUR })
  await refused(zoe.create(toAda(zoe)), { signedAt: Date.now() + 3 * HOUR })
})

test('signed for another server', async () => {
  const create = zoe.create(toAda(zoe))
  const body = Buffer.from(JSON.stringify(create))
  const headers = await signCavage({ method: 'POST', url: new URL('http://elsewhere.example/inbox'), body, headers: { 'content-type': 'application/activity+json' } },
    { keyId: zoe.keyId, privateKey: readPrivateKey(zoe.keys.privatePem) })
  assert.equal((await exchange('POST', new URL(shared()), headers, body)).status, 401)
})

test('replayed: the very same request again does nothing, not even for what may be repeated', async () => {
  const follow = zoe.act('Follow', uriOf(ada))
  const undo = zoe.act('Undo', follow)
  const url = new URL(shared())
  const sign = (activity: Doc) => signCavage({ method: 'POST', url, body: Buffer.from(JSON.stringify(activity)), headers: { 'content-type': 'application/activity+json' } },
    { keyId: zoe.keyId, privateKey: readPrivateKey(zoe.keys.privatePem) })
  const once = await sign(follow)
  const replay = async () => { assert.equal((await exchange('POST', url, once, Buffer.from(JSON.stringify(follow)))).status, 202); await server.idle() }
  const follows = async () => (await server.house.db.selectFrom('follows').select('id').where('target_account_id', '=', ada.accountId)
    .where('account_id', '=', (await findByUri(server.house.db, zoe.uri))?.id ?? 0).execute()).length
  await replay()
  assert.equal(await follows(), 1)
  assert.equal(await sends(peer, zoe, undo), 202)
  assert.equal(await follows(), 0)
  await replay()
  assert.equal(await follows(), 0)
})

test('one activity twice at once, in two inboxes: one status, one notification', async () => {
  const note = toAda(zoe)
  const create = zoe.create(note)
  const inboxes = [shared(), `${uriOf(ada)}/inbox`, shared(), `${uriOf(ada)}/inbox`]
  const answers = await Promise.all(inboxes.map((inbox, index) => peer.send(zoe, { ...create, proof: index }, inbox)))
  assert.deepEqual(answers.map((one) => one.status), [202, 202, 202, 202])
  await server.idle()
  const rows = await server.house.db.selectFrom('statuses').select('id').where('uri', '=', note.id).execute()
  assert.equal(rows.length, 1)
  const told = await server.house.db.selectFrom('notifications').select('id').where('status_id', '=', rows[0]?.id ?? 0).execute()
  assert.equal(told.length, 1)
})

test('an actor of another server than the key\'s, an id or an object of another origin', async () => {
  assert.equal(await sends(other, mallory, { ...mallory.act('Follow', uriOf(ada)), actor: zoe.uri }), 401)
  assert.equal(await sends(other, mallory, { ...mallory.act('Like', uriOf(ada)), id: `${peer.origin}/likes/1` }), 401)
  const victim = zoe.note()
  const fake = { ...toAda(mallory), id: `${peer.origin}/users/zoe/notes/forged` }
  await sends(other, mallory, mallory.act('Create', fake))
  assert.equal(await isHere(fake.id), false)
  await sends(other, mallory, mallory.act('Announce', victim.id, { id: `${peer.origin}/users/zoe/notes/claimed`, to: [PUBLIC] }))
  assert.equal(await isHere(`${peer.origin}/users/zoe/notes/claimed`), false)
})

test('another actor of the same server', async () => {
  const twin = peer.actor('twin', {}, OTHER_KEYS)
  assert.equal(await sends(peer, twin, { ...twin.act('Follow', uriOf(ada)), actor: zoe.uri }), 401)
})

test('a note that says somebody else wrote it, or nobody', async () => {
  for (const attributedTo of [zoe.uri, `${other.origin}/users/someone`, undefined]) {
    const note = toAda(mallory, { attributedTo })
    assert.equal(await sends(other, mallory, mallory.create(note)), 202)
    assert.equal(await isHere(note.id), false)
  }
})

test('a forwarded note counts only as its own server shows it', async () => {
  const mine = await server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'thread' } })
  const note = zoe.note({ inReplyTo: mine.body.uri, content: '<p>genuine</p>' })
  const invented = { ...note, id: `${note.id}-invented`, content: '<p>invented</p>' }
  assert.equal(await sends(other, mallory, zoe.create({ ...note, content: '<p>forged</p>' })), 202)
  assert.equal(await sends(other, mallory, zoe.create(invented)), 202)
  const row = await server.house.db.selectFrom('statuses').select('content').where('uri', '=', note.id).executeTakeFirst()
  assert.equal(row?.content, '<p>genuine</p>')
  assert.equal(await isHere(invented.id), false)
})

test('a forwarded Update or Delete is asked about at its origin', async () => {
  const note = toAda(zoe)
  await sends(peer, zoe, zoe.create(note))
  await sends(other, mallory, zoe.act('Update', { ...note, content: '<p>forged</p>', updated: new Date(Date.now() + 1000).toISOString() }))
  await sends(other, mallory, zoe.act('Delete', note.id))
  const row = await server.house.db.selectFrom('statuses').select('content').where('uri', '=', note.id).executeTakeFirst()
  assert.equal(row?.content, note['content'])
})

test('a farewell of somebody unknown is answered without a single request', async () => {
  const ghost = other.actor('ghost')
  other.seen.length = 0
  assert.equal(await sends(other, ghost, ghost.act('Delete', ghost.uri)), 202)
  assert.deepEqual(other.seen, [])
})

test('a key under another id, of another owner, or whose owner does not know it', async () => {
  const keys = newKeys()
  const thief = other.actor('thief', { publicKey: { id: `${peer.origin}/users/zoe#main-key`, owner: `${peer.origin}/users/zoe`, publicKeyPem: keys.publicPem } }, keys)
  const act = { ...thief.act('Follow', uriOf(ada)), actor: zoe.uri, id: `${peer.origin}/x/1` }
  assert.equal(await sends(other, thief, act, { keyId: `${peer.origin}/users/zoe#main-key` }), 401)
  assert.equal(await sends(other, thief, thief.act('Follow', uriOf(ada)), { keyId: `${thief.uri}#main-key` }), 401)
  const loose = other.serve('/keys/loose', { id: `${other.origin}/keys/loose`, type: 'Key', owner: mallory.uri, publicKeyPem: keys.publicPem })
  assert.equal(await sends(other, mallory, mallory.act('Follow', uriOf(ada)), { keyId: loose, keys }), 401)
})

test('an actor whose document is somebody else\'s, or is no protocol document', async () => {
  const keys = newKeys()
  const fake = other.actor('fake', { id: `${other.origin}/users/mallory` }, keys)
  assert.equal(await sends(other, fake, fake.act('Follow', uriOf(ada))), 401)
  const upload = other.actor('upload', {}, keys)
  other.serve(upload.uri, upload.document, { type: 'text/plain' })
  assert.equal(await sends(other, upload, upload.act('Follow', uriOf(ada))), 401)
})

test('a handle whose own server names another actor, or does not know it', async () => {
  const keys = newKeys()
  const liar = other.actor('liar', {}, keys)
  other.finger(`acct:liar@${other.host}`, { subject: `acct:zoe@${peer.host}`, links: [{ rel: 'self', type: 'application/activity+json', href: liar.uri }] })
  assert.equal(await sends(other, liar, liar.act('Follow', uriOf(ada))), 401)
  const lost = other.actor('lost', {}, keys)
  other.finger(`acct:lost@${other.host}`, null)
  assert.equal(await sends(other, lost, lost.act('Follow', uriOf(ada))), 401)
})

test('a redirect into a range that must not be dialled', async (t) => {
  const inside = await startPeer('127.0.0.9')
  t.after(() => inside.close())
  const keys = newKeys()
  const bait = other.actor('bait', {}, keys)
  const hidden = inside.serve('/users/bait', bait.document)
  other.serve(bait.uri, null, { status: 302, headers: { location: hidden } })
  inside.seen.length = 0
  assert.equal((await other.send(bait, bait.act('Follow', uriOf(ada)), shared())).status, 401)
  assert.deepEqual(inside.seen, [])
})

test('unreachable: 503, so that the peer tries again', async () => {
  const away = await startPeer('127.0.0.3')
  const gone = away.actor('gone')
  const follow = gone.act('Follow', uriOf(ada))
  await away.close()
  const answer = await other.send(gone, follow, shared())
  assert.equal(answer.status, 503)
  assert.ok(answer.headers['retry-after'])
})

test('too large, too deep, no JSON, no object, no actor, another type of content', async () => {
  const of = (activity: unknown, headers: Record<string, string> = {}) => peer.send(zoe, activity, shared(), { headers }).then((one) => one.status)
  assert.equal(await of(zoe.create(toAda(zoe, { content: 'x'.repeat(1_100_000) }))), 413)
  assert.equal(await of(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`), 400)
  assert.equal(await of(`{"type":"Like","actor":"${zoe.uri}","object":${'['.repeat(40_000)}${']'.repeat(40_000)}}`), 400)
  assert.equal(await of('not json'), 400)
  assert.equal(await of('[]'), 400)
  assert.equal(await of({ type: 'Create', object: {} }), 400)
  assert.equal(await of(zoe.create(toAda(zoe)), { 'content-type': 'text/html' }), 415)
})

test('10,000 mentions, tags, attachments, emojis, options and addressees are cut, and cost next to nothing', async () => {
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 10_000 }, (_, index) => make(index))
  peer.seen.length = 0
  const note = toAda(zoe, {
    type: 'Question', to: [PUBLIC, uriOf(ada)], oneOf: many((index) => ({ type: 'Note', name: `o${index}` })),
    tag: [{ type: 'Mention', href: uriOf(ada) }, ...many((index) => ({ type: 'Hashtag', name: `#t${index}` }))],
    attachment: many((index) => ({ type: 'Document', mediaType: 'image/png', url: `${peer.origin}/${index}.png` })).slice(0, 3000),
  })
  assert.equal(await sends(peer, zoe, zoe.create(note)), 202)
  const status = await server.house.db.selectFrom('statuses').selectAll().where('uri', '=', note.id).executeTakeFirstOrThrow()
  const count = async (table: 'status_tags' | 'mentions' | 'media_attachments') =>
    (await server.house.db.selectFrom(table).select('status_id').where('status_id', '=', status.id).execute()).length
  assert.ok(await count('status_tags') <= 100)
  assert.ok(await count('media_attachments') <= 16)
  const poll = await server.house.db.selectFrom('polls').select('options').where('status_id', '=', status.id).executeTakeFirstOrThrow()
  assert.equal((JSON.parse(poll.options) as string[]).length, 20)
  const crowd = toAda(zoe, { tag: [{ type: 'Mention', href: uriOf(ada) }, ...many((index) => ({ type: 'Mention', href: `${peer.origin}/users/nobody${index}` }))] })
  assert.equal(await sends(peer, zoe, zoe.create(crowd)), 202)
  assert.ok(peer.seen.length <= 12, `${peer.seen.length} requests`)
})

test('JSON-LD tricks mean nothing: aliases, expanded names and graphs are not looked at', async () => {
  const note = toAda(mallory)
  const aliased = { '@context': { who: 'as:actor' }, '@type': 'Create', who: mallory.uri, '@graph': [mallory.create(note)] }
  assert.equal(await sends(other, mallory, aliased), 400)
  const expanded = mallory.create({ ...note, 'https://www.w3.org/ns/activitystreams#attributedTo': [{ '@id': zoe.uri }], '@id': zoe.uri })
  assert.equal(await sends(other, mallory, expanded), 202)
  const row = await server.house.db.selectFrom('statuses').innerJoin('accounts', 'accounts.id', 'statuses.account_id').select('accounts.uri').where('statuses.uri', '=', note.id).executeTakeFirst()
  assert.equal(row?.uri, mallory.uri)
})

test('Undo, Delete and Accept about what others did', async () => {
  const note = toAda(zoe)
  await sends(peer, zoe, zoe.create(note))
  await sends(other, mallory, mallory.act('Undo', zoe.act('Follow', uriOf(ada))))
  await sends(other, mallory, mallory.act('Undo', { type: 'Announce', id: note.id }))
  await sends(other, mallory, mallory.act('Delete', { id: note.id, type: 'Tombstone' }))
  await sends(other, mallory, mallory.act('Delete', zoe.uri))
  assert.equal(await isHere(note.id), true)
  const late = toAda(zoe)
  await sends(other, mallory, mallory.act('Delete', late.id))
  await sends(peer, zoe, zoe.create(late))
  assert.equal(await isHere(late.id), true, 'nobody buries what another server has not said yet')
})

test('a suspended account is answered and ignored', async () => {
  const bad = other.actor('bad')
  await sends(other, bad, bad.act('Follow', uriOf(ada)))
  const id = (await findByUri(server.house.db, bad.uri))?.id ?? 0
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', id).execute())
  const mine = await server.call<{ id: string; uri: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'quiet' } })
  assert.equal(await sends(other, bad, bad.act('Like', mine.body.uri)), 202)
  const status = await server.house.db.selectFrom('statuses').select('favourites_count').where('id', '=', Number(mine.body.id)).executeTakeFirst()
  assert.equal(status?.favourites_count, 0)
})

test('a member\'s id with another account\'s number is nobody\'s', async () => {
  const id = (await findByUri(server.house.db, zoe.uri))?.id ?? 0
  assert.equal(await sends(other, mallory, mallory.act('Follow', `${server.house.config.origin}/ap/users/${id}`)), 202)
  const rows = await server.house.db.selectFrom('follow_requests').select('id').where('target_account_id', '=', id).execute()
  assert.deepEqual(rows, [])
  assert.equal((await other.send(mallory, mallory.act('Follow', uriOf(ada)), `${server.url}/ap/users/${id}/inbox`)).status, 404)
})
