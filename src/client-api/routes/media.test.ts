// Uploads as an app does them: pictures at once, film and sound in a while, hostile files never.
import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { BOTH, film, MOVING, needsFfmpeg, TONE } from '#machinery/media-tools/sample-films.ts'
import type { MediaAttachment } from '#entities/media.ts'
import { says } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let ann: Member
let bob: Member

before(async () => {
  server = await startTestServer()
  ann = await server.member('ann')
  bob = await server.member('bob')
})
after(() => server.remove())

interface Sent { name?: string; type?: string; fields?: Record<string, string>; version?: 1 | 2; thumbnail?: Uint8Array }
const blob = (bytes: Uint8Array, type = 'image/png') => new Blob([new Uint8Array(bytes)], { type })
function send(bytes: Uint8Array, { name = 'file.png', type = 'image/png', fields = {}, version = 2, thumbnail }: Sent = {}) {
  const multipart = new FormData()
  multipart.append('file', blob(bytes, type), name)
  if (thumbnail) multipart.append('thumbnail', blob(thumbnail), 'thumbnail.png')
  for (const [field, value] of Object.entries(fields)) multipart.append(field, value)
  return server.call<MediaAttachment>('POST', `/api/v${version}/media`, { token: ann.token, multipart })
}
const as = (who: Member, method: string, path: string, options = {}) => server.call<MediaAttachment & Record<string, unknown>>(method, path, { token: who.token, ...options })
const png = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: '#08a' } }).png().toBuffer()
const meta = (media: MediaAttachment) => media.meta as Record<string, Record<string, unknown>>

test('a picture is finished at once, on both addresses, with its place left out and its words kept', async () => {
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a40' } }).withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } }).jpeg().toBuffer()
  assert.ok((await sharp(photo).metadata()).exif)
  for (const version of [1, 2] as const) {
    const { status, body } = await send(photo, { version, fields: { description: 'A wall', focus: '0.25,-0.5' } })
    assert.deepEqual([status, body.type, body.description, body.remote_url], [200, 'image', 'A wall', null])
    assert.deepEqual(meta(body)['focus'], { x: 0.25, y: -0.5 })
    assert.deepEqual(meta(body)['original'], { width: 40, height: 60, size: '40x60', aspect: 40 / 60 })
    const kept = await fetch(body.url ?? '')
    const { exif, orientation, width, height } = await sharp(Buffer.from(await kept.arrayBuffer())).metadata()
    assert.deepEqual([exif, orientation, width, height], [undefined, undefined, 40, 60])
  }
})

test('AVIF and WebP are read; colours of a wide profile become those of the web', async () => {
  const wide = await sharp(await png()).withIccProfile('p3').avif().toBuffer()
  const { status, body } = await send(wide)
  assert.deepEqual([status, body.type], [200, 'image'])
  assert.equal((await sharp(Buffer.from(await (await fetch(body.url ?? '')).arrayBuffer())).metadata()).icc, undefined)
  assert.equal((await send(await sharp(await png()).webp().toBuffer())).status, 200)
})

/** A PNG of a few bytes that says it is a hundred thousand pixels wide and high. */
async function bomb(): Promise<Buffer> {
  const bytes = await png()
  bytes.writeUInt32BE(100_000, 16)
  bytes.writeUInt32BE(100_000, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

test('what is no picture, sound or film is refused, whatever it is called', async () => {
  const note = JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', type: 'Note', id: `${server.url}/x`, content: 'forged' })
  const hostile: [name: string, bytes: Uint8Array, type?: string][] = [
    ['page.png', Buffer.from('<!doctype html><script>alert(1)</script>')], ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/svg+xml'],
    ['note.json', Buffer.from(note), 'application/activity+json'], ['note.png', Buffer.from(note)], ['cut.png', (await png()).subarray(0, 50)], ['bomb.png', await bomb()],
    ['list.m3u8', Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/\n'), 'application/vnd.apple.mpegurl'], ['paper.pdf', Buffer.from('%PDF-1.7\n')],
    ['script.gif', Buffer.from('GIF89a/*'.padEnd(40, ' ') + '*/=1;alert(1)'), 'image/gif'], ['cut.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov', 'latin1'), 'video/mp4'],
  ]
  for (const [name, bytes, type] of hostile) {
    const answer = await send(bytes, { name, ...(type ? { type } : {}) })
    assert.equal(answer.status, 422, `${name}: ${answer.text}`)
  }
  says(await as(ann, 'POST', '/api/v2/media', { form: { file: 'text' } }), 422, /File can't be blank/)
  assert.equal((await send(await png(), { fields: { description: 'x'.repeat(1501) } })).status, 422)
})

test('a picture that is a page as well is drawn anew; what is served can be taken for nothing else', async () => {
  const page = Buffer.from('<html><script>alert("polyglot")</script></html>')
  const { body } = await send(Buffer.concat([await png(), page]), { name: 'evil.html', type: 'text/html' })
  const answer = await fetch(body.url ?? '')
  assert.ok(!Buffer.from(await answer.arrayBuffer()).includes('polyglot'))
  assert.deepEqual(['content-type', 'x-content-type-options', 'content-security-policy'].map((name) => answer.headers.get(name)), ['image/png', 'nosniff', "default-src 'none'; sandbox"])
  await server.house.storage.put('incoming/aa/bb/x.upload', page, 'text/html')
  const raw = await fetch(`${server.url}/files/incoming/aa/bb/x.upload`, { headers: { accept: 'application/activity+json' } })
  assert.deepEqual([raw.headers.get('content-type'), raw.headers.get('content-disposition')], ['application/octet-stream', 'attachment'])
  await raw.body?.cancel()
})

test('words and thumbnail may change until it is posted; then only through the post', async () => {
  const { body: { id, preview_url: former } } = await send(await png(), { thumbnail: await png(12, 12) })
  const thumbnail = new FormData()
  thumbnail.append('thumbnail', blob(await png(30, 10)), 't.png')
  thumbnail.append('description', 'Blue')
  const changed = await as(ann, 'PUT', `/api/v1/media/${id}`, { multipart: thumbnail })
  assert.deepEqual([changed.status, changed.body.description, meta(changed.body)['small']?.['size']], [200, 'Blue', '30x10'])
  assert.notEqual(changed.body.preview_url, former)
  assert.equal((await as(bob, 'PUT', `/api/v1/media/${id}`, { form: { description: 'Red' } })).status, 404)
  const post = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ann.token, json: { status: 'look', media_ids: [id] } })
  assert.equal((await as(ann, 'PUT', `/api/v1/media/${id}`, { form: { description: 'Green' } })).status, 404)
  says(await as(ann, 'DELETE', `/api/v1/media/${id}`), 422, 'Media attachment is currently used by a status')
  const edited = await server.call<{ media_attachments: MediaAttachment[] }>('PUT', `/api/v1/statuses/${post.body.id}`, {
    token: ann.token, json: { status: 'look', media_ids: [id], media_attributes: [{ id, description: 'Green', focus: '1,1' }] },
  })
  assert.deepEqual([edited.status, edited.body.media_attachments[0]?.description], [200, 'Green'])
})

test('an upload that was not posted can be deleted, once, by its owner', async () => {
  const { body: { id } } = await send(await png())
  assert.equal((await as(bob, 'DELETE', `/api/v1/media/${id}`)).status, 404)
  assert.equal((await as(ann, 'DELETE', `/api/v1/media/${id}`)).status, 200)
  assert.equal((await as(ann, 'GET', `/api/v1/media/${id}`)).status, 404)
  assert.equal((await as(ann, 'DELETE', `/api/v1/media/${id}`)).status, 404)
})

describe('sound and film', { skip: needsFfmpeg }, () => {
  const webm = () => film('webm', ...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus')

  test('202 without address, 206 until it is done, then 200 and a film in parts', async () => {
    const { status, body } = await send(webm(), { name: 'film.webm', type: 'video/webm', fields: { description: 'Bars' } })
    assert.deepEqual([status, body.type, body.url, body.description], [202, 'video', null, 'Bars'])
    const first = await as(ann, 'GET', `/api/v1/media/${body.id}`)
    assert.deepEqual([first.status, first.body.url], [206, null])
    says(await as(ann, 'POST', '/api/v1/statuses', { json: { status: 'early', media_ids: [body.id] } }), 422, /not finished processing/)
    await server.idle()
    const done = await as(ann, 'GET', `/api/v1/media/${body.id}`)
    assert.deepEqual([done.status, done.body.type, done.body.description], [200, 'video', 'Bars'])
    const told = done.body.meta ?? {}
    assert.deepEqual([told['size'], told['fps'], told['audio_channels'], typeof told['length'], typeof meta(done.body)['original']?.['bitrate']], ['64x48', 10, 'stereo', 'string', 'number'])
    const part = await fetch(done.body.url ?? '', { headers: { range: 'bytes=4-7' } })
    assert.deepEqual([part.status, await part.text(), part.headers.get('content-type')], [206, 'ftyp', 'video/mp4'])
    assert.equal((await fetch(done.body.preview_url ?? '')).headers.get('content-type'), 'image/webp')
    const post = await as(ann, 'POST', '/api/v1/statuses', { json: { status: 'bars', media_ids: [body.id] } })
    assert.equal(post.status, 200)
    const picture = await send(await png())
    says(await as(ann, 'POST', '/api/v1/statuses', { json: { status: 'both', media_ids: [(await send(film('mp3', ...TONE), { version: 1 })).body.id, picture.body.id] } }), 422, /video to a post that already contains images/)
  })

  test('v1 waits; a GIF that moves is a film; a song in any format is MP3', async () => {
    const gif = await send(film('gif', ...MOVING), { version: 1, name: 'x.gif', type: 'image/gif' })
    assert.deepEqual([gif.status, gif.body.type, gif.body.url?.endsWith('.mp4')], [200, 'gifv', true])
    const song = await send(film('flac', ...TONE), { version: 1, name: 'x.flac', type: 'audio/flac' })
    assert.deepEqual([song.status, song.body.type, song.body.url?.endsWith('.mp3'), song.body.preview_url], [200, 'audio', true, null])
  })

  test('an upload outlives the server it was sent to', async () => {
    const { status, body } = await send(webm(), { name: 'film.webm', type: 'video/webm' })
    assert.equal(status, 202)
    await server.stop()
    await server.restart()
    // A job that was interrupted is tried again a little later.
    await server.house.write((tx) => tx.db.updateTable('jobs').set({ run_at: tx.now }).where('kind', '=', 'media.prepare').execute())
    await server.idle()
    assert.equal((await as(ann, 'GET', `/api/v1/media/${body.id}`)).status, 200)
  })

  test('what failed is told as 422 on reading and changing', async () => {
    const { body: { id } } = await send(film('mp3', ...TONE))
    await server.idle()
    await server.house.write((tx) => tx.db.updateTable('media_attachments').set({ state: 'failed' }).where('id', '=', Number(id)).execute())
    says(await as(ann, 'GET', `/api/v1/media/${id}`), 422, 'Error processing thumbnail for uploaded media')
    says(await as(ann, 'PUT', `/api/v1/media/${id}`, { form: { description: 'x' } }), 422, 'Error processing thumbnail for uploaded media')
    assert.equal((await as(ann, 'DELETE', `/api/v1/media/${id}`)).status, 200)
  })
})

test('the instance announces what it takes, and nothing else', async () => {
  const announced = async (one: TestServer) => {
    const { body } = await one.call<{ configuration: { media_attachments: { supported_mime_types: string[] } } }>('GET', '/api/v2/instance')
    return body.configuration.media_attachments
  }
  const limits = await announced(server)
  const { supported_mime_types: types, ...rest } = limits
  assert.deepEqual(rest, {
    description_limit: 1500, image_size_limit: 16_777_216, image_matrix_limit: 33_177_600,
    video_size_limit: 103_809_024, video_frame_rate_limit: 120, video_matrix_limit: 8_294_400,
  })
  assert.equal(types.includes('video/mp4'), needsFfmpeg === false)
  assert.ok(types.includes('image/avif') && !types.includes('image/heic'))
})
