// Streaming over real WebSockets: who is let in, what reaches whom, and what ends a stream.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { createToken, revokeToken, findToken } from '#domain/access/tokens.ts'
import { changeUserSettings } from '#domain/access/user-settings.ts'
import { block, unblock } from '#domain/relationships/block.ts'
import { mute } from '#domain/relationships/mute.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { draftOf, follows, posts, remotePerson } from '#test/seeds/village.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { testEngine } from '#test/support/database.ts'
import { openSocket, type Streamed, type TestSocket } from '#test/support/streams.ts'

let server: TestServer
let people = 0
const open: TestSocket[] = []

before(async () => { server = await startTestServer() })
after(async () => {
  for (const one of open) one.close()
  await server.remove()
})

interface StatusPart { id: string; content: string; favourited?: boolean; bookmarked?: boolean; visibility: string; reblog: StatusPart | null; account: { id: string } }

const member = () => server.member(`soul${++people}`)
const say = async (who: Member, status: string, form: Record<string, unknown> = {}): Promise<string> => {
  const { body, text } = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: who.token, form: { status, ...form } })
  assert.ok(body?.id, text)
  return body.id
}
const act = (who: Member, path: string, form: Record<string, unknown> = {}) => server.call('POST', path, { token: who.token, form })
const entity = <T = StatusPart>(message: Streamed): T => JSON.parse(message.payload) as T
const about = (event: string, id: string) => (message: Streamed) => message.event === event && (event === 'delete' ? message.payload === id : entity(message).id === id)

async function listen(who: Member, stream?: string, more: Record<string, string> = {}): Promise<TestSocket> {
  const socket = await openSocket(server.url, { access_token: who.token, ...(stream ? { stream } : {}), ...more })
  open.push(socket)
  // Messages are taken in order, so an answer to this one says that the stream before it is open.
  socket.send({ type: 'subscribe', stream: 'no such stream' })
  await socket.until((message) => message.error === 'Unknown stream type')
  socket.heard.length = 0
  return socket
}

/** What has come once everything that happened before has: a mark is posted and waited for. */
async function heardBy(socket: TestSocket, marker: Member): Promise<Streamed[]> {
  socket.subscribe('hashtag', { tag: 'mark' })
  await sleep(30)
  const id = await say(marker, '#mark')
  await socket.until(about('update', id))
  return socket.heard.filter((message) => message.stream[0] !== 'hashtag' && !(message.payload ?? '').includes(id))
}

test('a token is taken from the header, the query or the subprotocol; others are refused', async () => {
  const ann = await member()
  const header = await openSocket(server.url, {}, { headers: { authorization: `Bearer ${ann.token}` } })
  const query = await openSocket(server.url, { access_token: ann.token })
  const protocol = await openSocket(server.url, {}, { protocols: [ann.token] })
  assert.equal(protocol.socket.protocol, ann.token)
  open.push(header, query, protocol)
  await assert.rejects(openSocket(server.url, {}), /401/)
  await assert.rejects(openSocket(server.url, { access_token: 'nonsense' }), /401/)
  const app = await server.house.write((tx) => createToken(tx, { scopes: 'read' }))
  await assert.rejects(openSocket(server.url, { access_token: app.token }), /401/)
  const gone = await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'read' }))
  await server.house.write((tx) => revokeToken(tx, gone.tokenId))
  await assert.rejects(openSocket(server.url, { access_token: gone.token }), /401/)
  const elsewhere = new URL(server.url)
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(elsewhere.port), elsewhere.hostname, () => socket.write('GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'))
    socket.once('data', (data) => { resolve(String(data)); socket.destroy() })
  })
  assert.match(answer, /^HTTP\/1\.1 404 /)
})

test('home: a follower hears new posts as they see them, edits and deletions; a stranger does not', async () => {
  const [ann, ben, cat] = [await member(), await member(), await member()]
  await follows(server.house, ben.accountId, ann.accountId)
  const [follower, stranger, own] = [await listen(ben, 'user'), await listen(cat, 'user'), await listen(ann, 'user')]
  const id = await say(ann, 'followers only', { visibility: 'private' })
  const update = await follower.until(about('update', id))
  assert.deepEqual(update.stream, ['user'])
  const status = entity(update)
  assert.deepEqual([status.visibility, status.favourited, status.bookmarked], ['private', false, false])
  assert.equal(entity(await own.until(about('update', id))).account.id, String(ann.accountId))
  await server.call('PUT', `/api/v1/statuses/${id}`, { token: ann.token, form: { status: 'changed' } })
  assert.match(entity(await follower.until(about('status.update', id))).content, /changed/)
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ann.token })
  await follower.until(about('delete', id))
  assert.deepEqual(follower.heard.map((message) => message.event), ['update', 'status.update', 'delete'])
  assert.deepEqual(await heardBy(stranger, ann), [])
})

test('a boost of what the receiver has liked carries their own marks, and only theirs', async () => {
  const [ann, ben, cat] = [await member(), await member(), await member()]
  const id = await say(cat, 'likeable')
  await act(ann, `/api/v1/statuses/${id}/favourite`)
  for (const reader of [ann, cat]) await follows(server.house, reader.accountId, ben.accountId)
  const [liker, other] = [await listen(ann, 'user'), await listen(await followerOf(ben), 'user')]
  const { body: boost } = await server.call<{ id: string }>('POST', `/api/v1/statuses/${id}/reblog`, { token: ben.token })
  assert.equal(entity(await liker.until(about('update', boost.id))).reblog?.favourited, true)
  assert.equal(entity(await other.until(about('update', boost.id))).reblog?.favourited, false)
})

async function followerOf(author: Member): Promise<Member> {
  const who = await member()
  await follows(server.house, who.accountId, author.accountId)
  return who
}

test('public streams: local, remote and media are kept apart, and carry no marks', async () => {
  const [ann, ben] = [await member(), await member()]
  const afar = await remotePerson(server.house, `afar${++people}`, 'far.example')
  const all = await listen(ben, 'public')
  const local = await listen(ben, 'public:local')
  const remote = await listen(ben, 'public:remote')
  const media = await listen(ben, 'public:media')
  const here = await say(ann, 'from here')
  const there = String(await posts(server.house, afar, 'from there', { uri: `https://far.example/${++people}` }))
  await say(ann, 'not for all', { visibility: 'unlisted' })
  assert.equal(entity(await all.until(about('update', here))).favourited, undefined)
  await all.until(about('update', there))
  assert.deepEqual((await heardBy(local, ann)).map((message) => entity(message).id), [here])
  assert.deepEqual((await heardBy(remote, ann)).map((message) => entity(message).id), [there])
  assert.deepEqual(await heardBy(media, ann), [])
})

test('public streams leave out blocks both ways, mutes, mentions of either, hidden hosts and other languages, at once', async () => {
  const [ann, ben, cat, dot] = [await member(), await member(), await member(), await member()]
  const afar = await remotePerson(server.house, `afar${++people}`, 'hidden.example')
  const socket = await listen(ann, 'public')
  const [own, theirs] = [await say(ann, 'a'), await say(ben, 'b')]
  await socket.until(about('update', own))
  await socket.until(about('update', theirs))
  await server.house.write((tx) => block(tx, ann.accountId, ben.accountId))
  await server.house.write((tx) => block(tx, cat.accountId, ann.accountId))
  await server.house.write((tx) => mute(tx, ann.accountId, dot.accountId))
  await server.house.write((tx) => blockHost(tx, ann.accountId, 'hidden.example'))
  socket.heard.length = 0
  for (const who of [ben, cat, dot]) await say(who, 'hidden')
  await posts(server.house, afar, 'hidden', { uri: `https://hidden.example/${++people}` })
  await posts(server.house, (await member()).accountId, 'naming them', { mentions: [dot.accountId] })
  const marker = await member()
  assert.deepEqual(await heardBy(socket, marker), [])
  await server.house.write((tx) => unblock(tx, ann.accountId, ben.accountId))
  await socket.until(about('update', await say(ben, 'back again')))
  await server.house.write((tx) => changeUserSettings(tx, ann.userId, { chosen_languages: ['de'] }))
  await sleep(1200)
  socket.heard.length = 0
  await say(ben, 'english', { language: 'en' })
  await socket.until(about('update', await say(ben, 'deutsch', { language: 'de' })))
  assert.equal(socket.heard.length, 1)
})

test('hashtags are heard as they were asked for, lists only by their owner', async () => {
  const [ann, ben] = [await member(), await followerOf(await member())]
  const { body: list } = await server.call<{ id: string }>('POST', '/api/v1/lists', { token: ben.token, form: { title: 'x' } })
  await act(ben, `/api/v1/accounts/${ann.accountId}/follow`)
  await act(ben, `/api/v1/lists/${list.id}/accounts`, { account_ids: [ann.accountId] })
  const socket = await listen(ben)
  socket.subscribe('hashtag', { tag: 'HarbourCafé' })
  socket.subscribe('hashtag:local', { tag: 'harbourcafe' })
  socket.subscribe('list', { list: list.id })
  await sleep(50)
  const id = await say(ann, 'at the #harbourcafe')
  await socket.until((message) => message.stream[0] === 'list' && about('update', id)(message))
  const names = socket.heard.filter(about('update', id)).map((message) => message.stream)
  assert.deepEqual(names.sort(), [['hashtag', 'HarbourCafé'], ['hashtag:local', 'harbourcafe'], ['list', list.id]].sort())
  const other = await listen(ann)
  other.subscribe('list', { list: list.id })
  assert.equal((await other.until((message) => message.error !== undefined)).error, 'Not authorized to stream this list')
})

test('notifications and conversations reach their owner only', async () => {
  const [ann, ben] = [await member(), await member()]
  await follows(server.house, ann.accountId, ben.accountId)
  const [user, only, direct, other] = [await listen(ann, 'user'), await listen(ann, 'user:notification'), await listen(ann, 'direct'), await listen(ben, 'direct')]
  const id = await say(ben, `@${ann.name} psst`, { visibility: 'direct' })
  const isMention = (message: Streamed) => message.event === 'notification'
  for (const socket of [user, only]) {
    const told = entity<{ type: string; status: StatusPart }>(await socket.until(isMention))
    assert.deepEqual([told.type, told.status.id, told.status.favourited], ['mention', id, false])
  }
  const mine = entity<{ unread: boolean; accounts: { id: string }[]; last_status: StatusPart }>(await direct.until((message) => message.event === 'conversation'))
  assert.deepEqual([mine.unread, mine.accounts[0]?.id, mine.last_status.id], [true, String(ben.accountId), id])
  const theirs = entity<{ unread: boolean; accounts: { id: string }[] }>(await other.until((message) => message.event === 'conversation'))
  assert.deepEqual([theirs.unread, theirs.accounts[0]?.id], [false, String(ann.accountId)])
  assert.deepEqual(only.heard.map((message) => message.event), ['notification'])
})

test('scopes: each stream asks for its own, and notifications stay out of a token that may not read them', async () => {
  const [ann, ben] = [await member(), await member()]
  const tokenOf = async (scopes: string) => (await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes }))).token
  const statuses = await listen({ ...ann, token: await tokenOf('read:statuses') }, 'user')
  const notifications = await listen({ ...ann, token: await tokenOf('read:notifications') }, 'user:notification')
  const id = await say(ann, 'mine')
  await statuses.until(about('update', id))
  await act(ben, `/api/v1/statuses/${id}/favourite`)
  await notifications.until((message) => message.event === 'notification')
  assert.deepEqual(statuses.heard.map((message) => message.event), ['update'])
  for (const [socket, stream] of [[statuses, 'user:notification'], [notifications, 'user'], [notifications, 'public'], [notifications, 'direct']] as const) {
    socket.heard.length = 0
    socket.subscribe(stream)
    const refusal = await socket.until((message) => message.error !== undefined)
    assert.deepEqual([refusal.error, refusal.status], ['Access token does not have the required scopes', 401])
  }
})

test('subscribing, subscribing again, unsubscribing, and what makes no sense', async () => {
  const ann = await member()
  const socket = await listen(ann)
  socket.subscribe('public:local')
  socket.send({ type: 'subscribe', stream: ['public:local'] })
  socket.socket.send('not json')
  socket.socket.send('[]')
  socket.send({ type: 'dance', stream: 'user' })
  await sleep(50)
  const id = await say(ann, 'once')
  await socket.until(about('update', id))
  await sleep(30)
  assert.equal(socket.heard.length, 1)
  socket.send({ type: 'unsubscribe', stream: 'public:local' })
  socket.subscribe('hashtag')
  assert.deepEqual(await socket.until((message) => message.error !== undefined), { error: 'Missing tag name parameter', status: 400 })
  socket.heard.length = 0
  await say(ann, 'unheard')
  await sleep(60)
  assert.deepEqual(socket.heard, [])
  socket.socket.send(Buffer.from('binary'), { binary: true })
  assert.equal(await socket.ended, 1003)
})

test('a revoked token, a disabled user, a suspended account and a lost scope end the stream within a second', async () => {
  const endsWithin = async (socket: TestSocket, ms: number) => {
    const began = Date.now()
    const ended = await Promise.race([socket.ended.then(() => true), sleep(ms, false)])
    assert.equal(ended, true, `still open after ${Date.now() - began} ms`)
  }
  const db = server.house
  const ann = await member()
  const [first, second] = [await listen(ann, 'user'), await listen({ ...ann, token: (await db.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'read' }))).token }, 'user')]
  const { tokenId = 0 } = await findToken(db.db, ann.token) ?? {}
  await db.write((tx) => revokeToken(tx, tokenId))
  await endsWithin(first, 300)
  assert.equal(second.socket.readyState, second.socket.OPEN)
  await db.write((tx) => tx.db.updateTable('users').set({ disabled_at: 1 }).where('id', '=', ann.userId).execute())
  await endsWithin(second, 1000)
  const ben = await member()
  const third = await listen(ben, 'public')
  await db.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: 1 }).where('id', '=', ben.accountId).execute())
  await endsWithin(third, 1000)
  const cat = await member()
  const fourth = await listen(cat, 'user')
  await db.write((tx) => tx.db.updateTable('access_tokens').set({ scopes: 'read:accounts' }).where('user_id', '=', cat.userId).execute())
  await endsWithin(fourth, 1000)
})

test('a connection that does not read is dropped, the others go on', async () => {
  const [ann, ben] = [await member(), await member()]
  const [slow, quick] = [await listen(ann, 'public:local'), await listen(ben, 'public:local')]
  const big = 'x'.repeat(400_000)
  slow.socket.pause()
  for (let i = 0; i < 30; i++) await server.house.write((tx) => postStatus(tx, { ...draftOf(ann.accountId, `${i}`), content: `<p>${big}</p>` }))
  for (const end = Date.now() + 5000; quick.heard.length < 30 && Date.now() < end;) await sleep(20)
  assert.equal(quick.heard.length, 30)
  slow.socket.resume()
  assert.equal(await Promise.race([slow.ended, sleep(3000, 'open')]), 1006)
  assert.ok(slow.heard.length < 30)
})

// SQLite has one process only.
if (testEngine === 'postgres') {
  test('what one process writes is heard on the sockets of another, refreshes and farewells too', async () => {
    const other = await startTestServer({ env: { COVEY_DATABASE_URL: server.house.config.databaseUrl ?? '' } })
    try {
      const [ann, ben] = [await member(), await followerOf(await member())]
      await follows(server.house, ben.accountId, ann.accountId)
      const socket = await openSocket(other.url, { access_token: ben.token, stream: 'user' })
      const everybody = await openSocket(other.url, { access_token: ben.token, stream: 'public' })
      await sleep(50)
      const id = await say(ann, 'across')
      await socket.until(about('update', id))
      await everybody.until(about('update', id))
      await server.house.write((tx) => mute(tx, ben.accountId, ann.accountId))
      await sleep(200)
      everybody.heard.length = 0
      await say(ann, 'muted')
      await everybody.until(about('update', await say(await member(), 'marker')))
      assert.equal(everybody.heard.length, 1)
      const { tokenId = 0 } = await findToken(server.house.db, ben.token) ?? {}
      await server.house.write((tx) => revokeToken(tx, tokenId))
      assert.notEqual(await Promise.race([socket.ended, sleep(400, 'open')]), 'open')
    } finally {
      await other.remove()
    }
  })
}
