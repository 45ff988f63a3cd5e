// Sound, film and animated GIFs: kept at once, made ready by a job, whatever happens meanwhile.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import type { FilmFacts } from '#machinery/media-tools/film-types.ts'
import { findFilmTools, type FilmTools } from '#machinery/media-tools/films.ts'
import { createImagePool, type ImagePool } from '#machinery/media-tools/pool.ts'
import { BOTH, film, MOVING, needsFfmpeg, songWithCover, TONE } from '#machinery/media-tools/sample-films.ts'
import { createLocalStorage } from '#machinery/storage/local.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { listening } from '#test/support/told-events.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { checkAttachable } from './attach-media.ts'
import { replaceThumbnail, uploadMedia } from './create-media.ts'
import { deleteFilesJobs, deleteMedia } from './delete-media.ts'
import { filmMeta } from './film-meta.ts'
import { createRemoteCache } from './remote-cache.ts'
import { createRemoteMedia } from './remote-media.ts'
import { prepareFilmJobs } from './prepare-film.ts'

let house: TestHouse
let images: ImagePool
let folder: string
let storage: ReturnType<typeof createLocalStorage>
let alice: number
let now = Date.UTC(2026, 5, 1)
let count = 0
const films = findFilmTools(true)

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions, clock: { now: () => now } })
  images = createImagePool()
  folder = mkdtempSync(join(tmpdir(), 'covey-film-test-'))
  storage = createLocalStorage(join(folder, 'files'))
  alice = (await house.member('alice')).accountId
})
after(async () => {
  films?.close()
  await images.close()
  await house.remove()
  rmSync(folder, { recursive: true, force: true })
})

const file = (bytes: Uint8Array) => {
  const path = join(folder, `upload-${count += 1}`)
  writeFileSync(path, bytes)
  return path
}
const red = () => sharp({ create: { width: 90, height: 30, channels: 3, background: '#f00' } }).png().toBuffer()
const upload = async (bytes: Uint8Array, { tools = films, thumbnail }: { tools?: FilmTools | null; thumbnail?: Uint8Array } = {}) => uploadMedia(
  house, { storage, images, films: tools }, { accountId: alice, path: file(bytes), thumbnailPath: thumbnail ? file(thumbnail) : null }, { description: 'mine' },
)
const work = (tools: FilmTools | null = films) => runJobs(house, { ...prepareFilmJobs({ ...house, storage, images, films: tools }), ...deleteFilesJobs({ storage }) })
const row = async (id: number) => {
  const found = await house.db.selectFrom('media_attachments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { ...found, told: JSON.parse(found.meta) as Record<string, unknown> & { original?: Record<string, unknown>; small?: { size: string }; colors?: { background: string } } }
}
const exists = async (key: string | null) => {
  const found = key === null ? null : await storage.get(key)
  found?.body.destroy()
  return found !== null
}
const sourceOf = async (id: number): Promise<string> => {
  const jobs = await house.db.selectFrom('jobs').select('payload').where('kind', '=', 'media.prepare').execute()
  return jobs.map(({ payload }) => JSON.parse(payload) as { id: number; sourceKey: string }).find((job) => job.id === id)?.sourceKey ?? assert.fail('no job')
}

test('meta is told as documented and as Mastodon does', () => {
  const facts: FilmFacts = {
    duration: 88.654, bitrate: 862_056, cover: false,
    video: { codec: 'h264', pixelFormat: 'yuv420p', width: 1280, height: 720, frameRate: '24000/1001' },
    sound: { codec: 'aac', encode: 'aac (LC) (mp4a / 0x6134706D)', rate: '44100 Hz', channels: 'stereo' },
  }
  assert.deepEqual(filmMeta(facts), {
    length: '0:01:28.65', duration: 88.654, fps: 24, size: '1280x720', width: 1280, height: 720, aspect: 1280 / 720,
    audio_encode: 'aac (LC) (mp4a / 0x6134706D)', audio_bitrate: '44100 Hz', audio_channels: 'stereo',
    original: { width: 1280, height: 720, frame_rate: '24000/1001', duration: 88.654, bitrate: 862_056 },
  })
  assert.deepEqual(filmMeta({ ...facts, duration: 3_725, video: null, sound: null }), {
    length: '1:02:05.00', duration: 3725, original: { duration: 3725, bitrate: 862_056 },
  })
})

const asked = (facts: Partial<NonNullable<FilmFacts['video']>>): FilmTools => ({
  probe: async () => ({ ok: true, facts: { duration: 1, bitrate: 1, cover: false, sound: null, video: { codec: 'h264', pixelFormat: 'yuv420p', width: 64, height: 48, frameRate: '30/1', ...facts } } }),
  convert: async () => 'busy', picture: async () => null, close: () => {},
})

describe('sound and film', { skip: needsFfmpeg }, () => {
  test('a film is processing until the job is done; then it has its file, preview and meta', async () => {
    const id = await upload(film('webm', ...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus'))
    const [early, source] = [await row(id), await sourceOf(id)]
    assert.deepEqual([early.type, early.state, early.file_key, early.preview_key, early.description], ['video', 'processing', null, null, 'mine'])
    await assert.rejects(checkAttachable(house.db, { accountId: alice, ids: [id] }), /not finished processing/)
    assert.ok(await exists(source))
    await work()
    const done = await row(id)
    assert.deepEqual([done.type, done.state, done.content_type], ['video', 'ready', 'video/mp4'])
    assert.ok(await exists(done.file_key) && await exists(done.preview_key) && done.blurhash && done.file_size > 0)
    assert.deepEqual([done.told.original?.['width'], done.told.original?.['frame_rate'], done.told.small?.size], [64, '10/1', '64x48'])
    assert.equal(await exists(source), false, 'the upload goes')
    await checkAttachable(house.db, { accountId: alice, ids: [id] })
  })

  test('a film without sound and an animated GIF are gifv; without ffmpeg a GIF stays a picture', async () => {
    const silent = await upload(film('mp4', ...MOVING, '-c:v', 'libx264', '-pix_fmt', 'yuv420p'))
    const gif = film('gif', ...MOVING)
    const moving = await upload(gif)
    const early = await row(moving)
    assert.deepEqual([early.type, early.state, await exists(early.preview_key), early.told.small?.size], ['gifv', 'processing', true, '64x48'])
    await work()
    for (const id of [silent, moving]) {
      const { type, state, content_type, told, preview_key } = await row(id)
      assert.deepEqual([type, state, content_type, told['audio_encode'], await exists(preview_key)], ['gifv', 'ready', 'video/mp4', undefined, true])
    }
    const still = await row(await upload(gif, { tools: null }))
    assert.deepEqual([still.type, still.state, still.content_type], ['image', 'ready', 'image/gif'])
  })

  test('a song has its cover and the colours that go with it; a voice has neither', async () => {
    const [song, voice] = [await upload(songWithCover()), await upload(film('flac', ...TONE))]
    await work()
    const [told, bare] = [await row(song), await row(voice)]
    assert.deepEqual([told.type, told.content_type, told.told.colors?.background, told.told.small?.size], ['audio', 'audio/mpeg', '#f30c0c', '40x40'])
    assert.deepEqual([bare.type, bare.preview_key, bare.blurhash, bare.told.colors, bare.told['audio_channels']], ['audio', null, null, undefined, 'mono'])
  })

  test('the author\'s own picture stays, given with the upload or while it is worked on', async () => {
    const first = await upload(songWithCover(), { thumbnail: await red() })
    const second = await upload(film('mov', ...BOTH))
    await replaceThumbnail(house, { storage, images, films }, { accountId: alice, mediaId: second, path: file(await red()) })
    const chosen = [(await row(first)).preview_key, (await row(second)).preview_key]
    await work()
    const done = [await row(first), await row(second)]
    assert.deepEqual(done.map((one) => one.preview_key), chosen)
    assert.deepEqual(done.map((one) => one.told.small?.size), ['90x30', '90x30'])
    assert.equal(done[0]?.told.colors?.background, '#f30c0c')
    assert.ok(await exists(chosen[0] ?? null) && await exists(chosen[1] ?? null))
  })

  test('deleted meanwhile: nothing is left', async () => {
    const id = await upload(film('mp3', ...TONE))
    const source = await sourceOf(id)
    await house.write((tx) => deleteMedia(tx, alice, id))
    await work()
    assert.equal(await exists(source), false)
  })

  test('a process that ended while it worked begins again from the upload', async () => {
    const id = await upload(film('mp3', ...TONE))
    const source = await sourceOf(id)
    const dying: FilmTools = { ...asked({}), convert: async () => { throw new Error('sound and film are closed') } }
    const payload = JSON.parse((await house.db.selectFrom('jobs').select('payload').where('kind', '=', 'media.prepare').executeTakeFirstOrThrow()).payload) as never
    await assert.rejects(prepareFilmJobs({ ...house, storage, images, films: dying })['media.prepare'](payload), /closed/)
    assert.deepEqual([(await row(id)).state, await exists(source)], ['processing', true])
    await work()
    assert.equal((await row(id)).state, 'ready')
    await prepareFilmJobs({ ...house, storage, images, films })['media.prepare'](payload)
    assert.equal((await row(id)).state, 'ready', 'done twice is done once')
  })

  test('while another is worked on it waits its turn; what cannot be converted has failed', async () => {
    const id = await upload(film('mp3', ...TONE))
    const source = await sourceOf(id)
    await work(asked({}))
    assert.equal((await row(id)).state, 'processing')
    now += 3000
    await work({ ...asked({}), convert: async () => ({ ok: false, reason: 'timeout' }) })
    assert.deepEqual([(await row(id)).state, await exists(source)], ['failed', false])
    await assert.rejects(checkAttachable(house.db, { accountId: alice, ids: [id] }), /not finished processing/)
  })

  test('a film of another server is measured, gets a preview and is known for what it is; large ones too', async () => {
    const [id = 0] = await house.write((tx) => createRemoteMedia(tx, { statusId: 9, accountId: alice }, [{
      type: 'video', contentType: 'video/mp4', remoteUrl: 'https://peer.example/f.mp4', description: null, blurhash: null, focus: null, width: null, height: null,
    }]))
    const silent = film('mp4', ...MOVING, '-c:v', 'libx264', '-pix_fmt', 'yuv420p')
    // A box that players skip (ISO 14496-12, 8.1.2) makes it larger than any picture may be.
    const free = Buffer.alloc(17 * 1024 * 1024)
    free.writeUInt32BE(free.length)
    free.write('free', 4)
    const open = createRemoteCache(house, { storage, images, films }, async () => ({ ok: true, body: { bytes: Buffer.concat([silent, free]) }, contentType: null }))
    assert.match(await open('media', id) ?? '', /\.mp4$/)
    const { type, told, blurhash, preview_key } = await row(id)
    assert.deepEqual([type, told['size'], told.small?.size, blurhash === null, await exists(preview_key)], ['gifv', '64x48', '64x48', false, true])
  })

  test('what is larger than announced, broken, or not wanted here is refused at once', async () => {
    const mp4 = film('mp4', ...BOTH)
    await assert.rejects(upload(mp4, { tools: asked({ width: 4000, height: 2160 }) }), /4000x2160 videos are not supported/)
    await assert.rejects(upload(mp4, { tools: asked({ frameRate: '240/1' }) }), /240fps videos are not supported/)
    await assert.rejects(upload(mp4.subarray(0, 300)), /could not be read as a sound or video/)
    await assert.rejects(upload(mp4, { tools: null }), { code: 'input.invalid', message: /cannot be uploaded to this server, which has no ffmpeg/ })
    await assert.rejects(upload(Buffer.concat([mp4, Buffer.alloc(99 * 1024 * 1024)])), /less than 99 MB/)
    const rows = await house.db.selectFrom('media_attachments').select('id').execute()
    await assert.rejects(upload(mp4, { thumbnail: Buffer.from('<svg/>') }), /File type is not supported: pictures .*video/)
    assert.equal((await house.db.selectFrom('media_attachments').select('id').execute()).length, rows.length)
  })
})
