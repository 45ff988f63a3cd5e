// Files over HTTP: ranges, what a browser may take them for, what cannot be reached, and the cache of other servers' files.
import assert from 'node:assert/strict'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import sharp from 'sharp'
import { proxyUrl } from '#domain/addresses.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { createRemoteMedia, type RemoteMedia } from '#domain/media/remote-media.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: Server
let origin: string
let asked: string[] = []
let answer: { status: number; type: string; body: Buffer } = { status: 200, type: 'image/png', body: Buffer.alloc(0) }
const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#08a' } }).png().toBuffer()

before(async () => {
  server = await startTestServer()
  peer = createServer((incoming, response) => {
    asked.push(incoming.url ?? '')
    setTimeout(() => response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body), 20)
  })
  await new Promise<void>((listening) => { peer.listen(0, '127.0.0.2', listening) })
  origin = `http://127.0.0.2:${(peer.address() as AddressInfo).port}`
})
beforeEach(async () => {
  asked = []
  answer = { status: 200, type: 'image/png', body: await draw(640, 480) }
})
after(async () => {
  peer.closeAllConnections()
  peer.close()
  await server.remove()
})

const store = (key: string, text: string) => server.house.storage.put(key, Buffer.from(text), 'text/html')
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => server.call(method, path, { headers })

/** A path as it is, which fetch would tidy up. */
const raw = (path: string) => new Promise<{ status: number; text: string }>((done, fail) => {
  const { hostname, port } = new URL(server.url)
  request({ hostname, port, path }, (response) => {
    let text = ''
    response.on('data', (chunk: Buffer) => { text += chunk.toString('latin1') }).on('end', () => { done({ status: response.statusCode ?? 0, text }) })
  }).on('error', fail).end()
})

test('a file whole, in parts, and as HEAD', async () => {
  await store('media/aa/film.mp4', '0123456789')
  const whole = await get('/files/media/aa/film.mp4')
  assert.deepEqual([whole.status, whole.text, whole.headers.get('content-type'), whole.headers.get('accept-ranges')], [200, '0123456789', 'video/mp4', 'bytes'])
  assert.equal(whole.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(whole.headers.get('access-control-allow-origin'), '*')
  for (const [range, text, said] of [['bytes=2-4', '234', 'bytes 2-4/10'], ['bytes=7-', '789', 'bytes 7-9/10'], ['bytes=8-99', '89', 'bytes 8-9/10']] as const) {
    const part = await get('/files/media/aa/film.mp4', { range })
    assert.deepEqual([part.status, part.text, part.headers.get('content-range'), part.headers.get('content-length')], [206, text, said, String(text.length)], range)
  }
  for (const range of ['bytes=4-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=-']) assert.equal((await get('/files/media/aa/film.mp4', { range })).status, 200, range)
  assert.equal((await get('/files/media/aa/film.mp4', { range: 'bytes=10-' })).status, 416)
  const head = await get('/files/media/aa/film.mp4', {}, 'HEAD')
  assert.deepEqual([head.status, head.text, head.headers.get('content-length')], [200, '', '10'])
})

test('nothing that is served can be a page, a script or a document of the network', async () => {
  for (const name of ['page.html', 'drawing.svg', 'code.js', 'actor.json', 'feed.xml', 'none', 'style.css']) {
    await store(`media/aa/${name}`, '<script>alert(1)</script>')
    const { headers } = await get(`/files/media/aa/${name}`)
    assert.equal(headers.get('content-type'), 'application/octet-stream', name)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox")
  }
})

test('no path leads out of the storage', async () => {
  for (const path of ['/files/../covey.db', '/files/%2e%2e/covey.db', '/files/..%2fcovey.db', '/files/media/..%2f..%2fcovey.db', '/files/%2fetc%2fpasswd', '/files//etc/passwd',
    '/files/.unfinished/x', '/files/media%00.png', '/files/media', '/files/', '/files/media/aa/none.png', '/files/..%5c..%5ccovey.db', '/assets/../package.json', '/assets/..%2f..%2fpackage.json']) {
    const { status, text } = await raw(path)
    assert.equal(status, 404, path)
    assert.doesNotMatch(text, /SQLite format|root:|"dependencies"/)
  }
})

test('the style sheet of the pages', async () => {
  const href = /<link rel="stylesheet" href="([^"]+)"/.exec((await get('/')).text)?.[1] ?? ''
  const { status, headers } = await get(href)
  assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control')], [200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'])
})

async function remoteMedia(name: string, type: RemoteMedia['type'] = 'image'): Promise<{ id: number; url: string }> {
  const { house } = server
  const account = await remotePerson(house, `media_${name.replaceAll('.', '_')}`, '127.0.0.2')
  const statusId = await posts(house, account, 'look', { uri: `${origin}/notes/${name}` })
  const [id = 0] = await house.write((tx) => createRemoteMedia(tx, { statusId, accountId: account }, [{
    type, contentType: null, remoteUrl: `${origin}/${name}`, description: null, blurhash: null, focus: null, width: null, height: null,
  }]))
  return { id, url: proxyUrl(house.config, 'media', id, `${origin}/${name}`) }
}

test('a remote picture is fetched once, when somebody looks, and is our own encoding', async () => {
  const { id, url } = await remoteMedia('one.png')
  const preview = proxyUrl(server.house.config, 'preview', id, `${origin}/one.png`)
  const [one, two, small] = await Promise.all([get(url), get(url), get(preview)])
  assert.deepEqual([one.status, two.status, small.status, asked.length], [200, 200, 200, 1])
  assert.deepEqual([one.headers.get('content-type'), small.headers.get('content-type')], ['image/png', 'image/webp'])
  await get(url)
  assert.equal(asked.length, 1)
})

test('only what a row names is fetched, and only for who was told of it', async () => {
  const { id, url } = await remoteMedia('two.png')
  const other = `${url.slice(0, -16)}${'A'.repeat(16)}`
  for (const path of [other, `/files/remote/media/${id}`, `/files/remote/media/${id}/`, `/files/remote/media/${id + 1}/${url.slice(-16)}`, `/files/remote/page/${id}/${url.slice(-16)}`,
    `/files/remote/emoji/${id}/${url.slice(-16)}`, `/files/remote/media/1e5/${url.slice(-16)}`, `/files/remote/media/${id}/${encodeURIComponent('http://127.0.0.2/x')}`]) {
    assert.equal((await get(path)).status, 404, path)
  }
  assert.deepEqual(asked, [])
})

test('what is no picture, film or sound is not shown; what failed is left alone for a while', async () => {
  answer = { status: 200, type: 'image/png', body: Buffer.from('<html><script>alert(1)</script></html>') }
  const page = await remoteMedia('three.png')
  for (let time = 0; time < 3; time++) {
    const refused = await get(page.url)
    assert.deepEqual([refused.status, refused.headers.get('content-type'), refused.headers.get('cache-control')], [404, 'text/plain; charset=utf-8', 'public, max-age=300'])
  }
  assert.equal(asked.length, 1)
  answer = { status: 503, type: 'text/plain', body: Buffer.from('later') }
  assert.equal((await get((await remoteMedia('four.png')).url)).status, 404)
  answer = { status: 200, type: 'text/html', body: await draw(10, 10) }
  assert.equal((await get((await remoteMedia('five.png')).url)).status, 404)
})

test('avatars, headers and emojis: made small, gone with their account, missing rather than broken', async () => {
  const { house } = server
  const [avatarUrl, headerUrl] = [`${origin}/avatar.png`, `${origin}/header.png`]
  const id = await remotePerson(house, 'pictured', '127.0.0.2', { avatarUrl, headerUrl })
  const shown = async () => (await server.call<{ avatar: string; header: string }>('GET', `/api/v1/accounts/${id}`)).body
  const { avatar, header } = await shown()
  assert.equal(avatar, proxyUrl(house.config, 'avatar', id, avatarUrl))
  const response = await fetch(avatar)
  const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
  assert.deepEqual([response.status, width, height], [200, 400, 400])
  assert.equal((await get(header)).status, 200)
  const kept = (await shown()).avatar
  assert.match(kept, /\/files\/avatars\//)
  assert.equal((await get(kept)).status, 200)

  const next = `${origin}/next.png`
  await remotePerson(house, 'pictured', '127.0.0.2', { avatarUrl: next, headerUrl })
  await server.idle()
  assert.equal((await get(kept)).status, 404, 'the file of a replaced picture goes')
  assert.equal((await get(avatar)).headers.get('location'), '/avatars/missing.png')
  answer = { status: 404, type: 'text/plain', body: Buffer.from('no') }
  assert.equal((await get((await shown()).avatar)).headers.get('location'), '/avatars/missing.png')

  answer = { status: 200, type: 'image/png', body: await draw(64, 32) }
  await house.write((tx) => keepRemoteEmojis(tx, '127.0.0.2', [{ shortcode: 'gull', remoteUrl: `${origin}/gull.png` }]))
  const emoji = await house.db.selectFrom('custom_emojis').select('id').where('shortcode', '=', 'gull').executeTakeFirstOrThrow()
  assert.equal((await get(proxyUrl(house.config, 'emoji', emoji.id, `${origin}/gull.png`))).status, 200)

  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', id).execute())
  asked = []
  assert.equal((await get(header)).headers.get('location'), '/headers/missing.png')
  assert.deepEqual(asked, [])
})

test('sounds and films are kept as they are, if their content says so', async () => {
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42\0\0\0\0mp42isom'), Buffer.alloc(200)])
  answer = { status: 200, type: 'video/mp4', body: film }
  const { id, url } = await remoteMedia('film.mp4', 'video')
  const shown = await server.call<{ media_attachments: { url: string; preview_url: string | null }[] }>('GET', `/api/v1/statuses/${
    (await server.house.db.selectFrom('media_attachments').select('status_id').where('id', '=', id).executeTakeFirstOrThrow()).status_id}`)
  assert.equal(shown.status, 200)
  const part = await get(url, { range: 'bytes=4-7' })
  assert.deepEqual([part.status, part.text, part.headers.get('content-type')], [206, 'ftyp', 'video/mp4'])
})
