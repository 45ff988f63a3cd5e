// What is kept for strangers: drawn once, sent small, and gone the moment that something on it is.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { changeSettings } from '#domain/instance/settings.ts'
import type { Member } from '#test/support/members.ts'
import { follows, posts } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { createKeptPages, encodingFor } from './kept-pages.ts'

let server: TestServer
let ada: Member
let id = 0
let path = ''

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
})
beforeEach(async () => {
  id = await posts(server.house, ada.accountId, 'keep me for a moment')
  path = `/@ada/${id}`
})
after(() => server.remove())

const get = (headers: Record<string, string> = {}) => server.call('GET', path, { headers: { accept: 'text/html', ...headers } })
const edit = (table: 'accounts', values: Record<string, number | null>) =>
  server.house.write((tx) => tx.db.updateTable(table).set(values).where('id', '=', ada.accountId).execute())

test('a page is drawn once: a crowd shares one drawing, and counts may be a moment old', async () => {
  const crowd = await Promise.all(Array.from({ length: 30 }, () => get()))
  assert.equal(new Set(crowd.map((one) => one.text)).size, 1)
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ favourites_count: 7 }).where('id', '=', id).execute())
  assert.doesNotMatch((await get()).text, /7 favourites/)
})

test('lists are kept for five seconds; a post for a minute while nobody marks it; nothing that changed while it was drawn', async () => {
  let now = 1_000_000
  const kept = createKeptPages({ db: server.house.db, clock: { now: () => now } })
  const page = { etag: 'W/"x"', headers: {}, bodies: { identity: Buffer.from('x') } }
  const post = { statuses: [id], accounts: [], growing: false }
  await kept.keep('list', page, { ...post, growing: true }, now)
  await kept.keep('post', page, post, now)
  now += 4_999
  assert.equal(await kept.find('list'), page)
  now += 1
  assert.deepEqual([await kept.find('list'), await kept.find('post')], [null, page])
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ favourites_count: 1 }).where('id', '=', id).execute())
  assert.equal(await kept.find('post'), null)
  await kept.keep('post', page, post, now)
  now += 59_999
  assert.equal(await kept.find('post'), page)
  now += 1
  assert.equal(await kept.find('post'), null)
  await kept.keep('b', page, { ...post, statuses: [id, 1] }, now)
  assert.equal(await kept.find('b'), null)
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ edited_at: now }).where('id', '=', id).execute())
  await kept.keep('c', page, post, now)
  assert.equal(await kept.find('c'), null)
  await kept.keep('d', page, post, now + 1)
  now += 1
  assert.equal(await kept.find('d'), page)
})

test('what is deleted is gone at once, and so is what its author loses', async () => {
  assert.equal((await get()).status, 200)
  await edit('accounts', { suspended_at: Date.now() })
  assert.equal((await get()).status, 403)
  await edit('accounts', { suspended_at: null })
  assert.equal((await get()).status, 200)
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ada.token })
  assert.equal((await get()).status, 410)
})

test('edits, and posts that are not for everybody any more, show at once', async () => {
  await get()
  await server.call('PUT', `/api/v1/statuses/${id}`, { token: ada.token, form: { status: 'put differently' } })
  assert.match((await get()).text, /put differently/)
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ visibility: 'private' }).where('id', '=', id).execute())
  assert.equal((await get()).status, 404)
})

test('a reply that is deleted leaves the page of what it answered at once', async () => {
  const reply = await posts(server.house, ada.accountId, 'a hasty answer', { inReplyToId: id })
  assert.match((await get()).text, /a hasty answer/)
  await server.call('DELETE', `/api/v1/statuses/${reply}`, { token: ada.token })
  assert.doesNotMatch((await get()).text, /a hasty answer/)
})

test('members never get what was kept for strangers, nor strangers what was drawn for members', async () => {
  const bob = await server.member('bob')
  await follows(server.house, bob.accountId, ada.accountId)
  const { startSession } = await import('#domain/access/web-sessions.ts')
  const { cookie } = await server.house.write((tx) => startSession(tx, bob.userId, { ip: null, userAgent: null }))
  await get()
  const mine = await get({ cookie: `covey_session=${cookie}` })
  assert.equal(mine.headers.get('cache-control'), 'private, no-store')
  assert.equal(mine.headers.get('content-encoding'), null)
  assert.ok(!(await get()).text.includes('csrf'))
})

test('it is sent as small as the reader can take it, and 304 to who has it', async () => {
  const raw = async (encoding: string) => {
    const response = await fetch(new URL(path, server.url), { headers: { accept: 'text/html', 'accept-encoding': encoding } })
    return { encoding: response.headers.get('content-encoding'), text: await response.text(), etag: response.headers.get('etag') ?? '', vary: response.headers.get('vary') ?? '' }
  }
  const [br, gz, plain] = [await raw('gzip, br'), await raw('gzip'), await raw('identity')]
  assert.deepEqual([br.encoding, gz.encoding, plain.encoding], ['br', 'gzip', null])
  assert.equal(br.text, plain.text)
  assert.equal(gz.text, plain.text)
  assert.match(br.vary, /Accept-Encoding/)
  assert.equal((await get({ 'if-none-match': br.etag })).status, 304)
  const bodies = { identity: Buffer.from('x'), br: Buffer.from('b'), gzip: Buffer.from('g') }
  assert.deepEqual(['br;q=0, gzip', '*', '', 'BR', 'gzip;q=0', 'deflate'].map((one) => encodingFor(one, bodies)), ['gzip', 'gzip', 'identity', 'br', 'identity', 'identity'])
})

test('a whole page with its style sheet weighs less than 40 kB', async () => {
  const size = async (address: string) => {
    const response = await fetch(new URL(address, server.url), { headers: { accept: '*/*', 'accept-encoding': 'br' } })
    const length = Number(response.headers.get('content-length') ?? 0)
    const body = await response.text()
    return { body, length: length || Buffer.byteLength(body) }
  }
  const page = await size(path)
  const sheets = await Promise.all([...page.body.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href = '']) => size(href)))
  assert.ok(sheets.length > 0)
  const total = page.length + sheets.reduce((sum, one) => sum + one.length, 0)
  assert.ok(total < 40_000, `${total} bytes`)
})

test('kept pages are forgotten with the process, and what has changed meanwhile is there after a restart', async () => {
  await get()
  await server.stop()
  await server.restart()
  assert.equal((await get()).status, 200)
  await server.house.write((tx) => changeSettings(tx, { name: 'Harbour' }))
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ada.token })
  assert.equal((await get()).status, 410)
})
