// Uploads are prepared, described, kept and swept; remote pictures are fetched once, when somebody looks.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { createImagePool, type ImagePool } from '#machinery/media-tools/pool.ts'
import { createLocalStorage } from '#machinery/storage/local.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { remotePerson } from '#test/seeds/village.ts'
import { listening } from '#test/support/told-events.ts'
import { parseFocus, replaceThumbnail, uploadMedia } from './create-media.ts'
import { deleteFilesJobs, deleteMedia, removeOrphanMedia } from './delete-media.ts'
import { createRemoteCache, evictRemoteMedia, type FetchMedia } from './remote-cache.ts'
import { createRemoteMedia } from './remote-media.ts'
import { ownUpload, updateMedia } from './update-media.ts'

const DAY = 86_400_000
let house: TestHouse
let images: ImagePool
let folder: string
let storage: ReturnType<typeof createLocalStorage>
let alice: number
let bob: number
let now = Date.UTC(2026, 5, 1)

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions, clock: { now: () => now } })
  images = createImagePool()
  folder = mkdtempSync(join(tmpdir(), 'covey-media-'))
  storage = createLocalStorage(join(folder, 'files'))
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
})
after(async () => {
  await images.close()
  await house.remove()
  rmSync(folder, { recursive: true, force: true })
})

const png = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c06' } }).png().toBuffer()
const file = (bytes: Uint8Array, name = 'upload') => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const upload = async (details = {}) => uploadMedia(house, { storage, images, films: null }, { accountId: alice, path: file(await png(80, 40)) }, details)
const exists = async (key: string | null) => {
  const found = key === null ? null : await storage.get(key)
  found?.body.destroy()
  return found !== null
}
const row = (id: number) => house.db.selectFrom('media_attachments').selectAll().where('id', '=', id).executeTakeFirst()
const sweepFiles = () => runJobs(house, deleteFilesJobs({ storage }))

test('a picture is ready at once, with preview, blurhash, sizes and words', async () => {
  const media = await ownUpload(house.db, alice, await upload({ description: ' A square ', focus: { x: 0.1, y: -0.2 } }))
  assert.deepEqual([media.type, media.state, media.content_type, media.description], ['image', 'ready', 'image/png', 'A square'])
  assert.deepEqual([media.focus_x, media.focus_y], [0.1, -0.2])
  assert.equal((JSON.parse(media.meta) as { original: { size: string } }).original.size, '80x40')
  assert.ok(media.blurhash)
  assert.ok(await exists(media.file_key) && await exists(media.preview_key))
  assert.ok(media.file_size > 0)
})

test('only pictures, told by what is in them, whatever they are called', async () => {
  const tools = { storage, images, films: null }
  const attempt = (bytes: Uint8Array) => uploadMedia(house, tools, { accountId: alice, path: file(bytes, 'picture.png') })
  await assert.rejects(attempt(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), { code: 'input.invalid', message: /File type is not supported/ })
  await assert.rejects(attempt(Buffer.from('not a picture')), /File type is not supported/)
  await assert.rejects(attempt((await png(80, 40)).subarray(0, 60)), /Validation failed: File/)
})

test('descriptions have at most 1500 characters; a focus is two numbers from -1 to 1', async () => {
  await assert.rejects(upload({ description: 'x'.repeat(1501) }), /Description is too long/)
  const id = await upload()
  await house.write((tx) => updateMedia(tx, alice, id, { description: 'x'.repeat(1500) }))
  await house.write((tx) => updateMedia(tx, alice, id, { description: '' }))
  assert.equal((await row(id))?.description, null)
  assert.deepEqual(parseFocus('0.5,-3'), { x: 0.5, y: -1 })
  assert.equal(parseFocus(''), null)
  assert.throws(() => parseFocus('left'), /Focus is invalid/)
})

test('a thumbnail of one\'s own replaces the preview', async () => {
  const id = await upload()
  const old = (await row(id))?.preview_key ?? null
  await replaceThumbnail(house, { storage, images, films: null }, { accountId: alice, mediaId: id, path: file(await png(10, 30), 'thumbnail') })
  await sweepFiles()
  const media = await row(id)
  assert.equal((JSON.parse(media?.meta ?? '{}') as { small: { size: string } }).small.size, '10x30')
  assert.ok(await exists(media?.preview_key ?? null))
  assert.equal(await exists(old), false)
})

test('nobody touches other people\'s uploads or attached ones', async () => {
  const id = await upload()
  await assert.rejects(house.write((tx) => updateMedia(tx, bob, id, { description: 'x' })), { code: 'record.missing' })
  await assert.rejects(house.write((tx) => deleteMedia(tx, bob, id)), { code: 'record.missing' })
  await house.write((tx) => tx.db.updateTable('media_attachments').set({ status_id: 5 }).where('id', '=', id).execute())
  await assert.rejects(house.write((tx) => deleteMedia(tx, alice, id)), { code: 'input.invalid', message: /used by a status/ })
  await assert.rejects(house.write((tx) => deleteMedia(tx, bob, id)), { code: 'record.missing' })
  await assert.rejects(ownUpload(house.db, alice, id), { code: 'record.missing' })
})

test('deleted uploads and those of nobody go with their files, a day later', async () => {
  const [one, two] = [await upload(), await upload()]
  const [first, second] = [await row(one), await row(two)]
  await house.write((tx) => deleteMedia(tx, alice, one))
  await removeOrphanMedia(house)
  assert.ok(await row(two))
  now += DAY + 1
  await removeOrphanMedia(house)
  assert.equal(await row(two), undefined)
  await sweepFiles()
  for (const key of [first?.file_key, first?.preview_key, second?.file_key]) assert.equal(await exists(key ?? null), false)
})

const remote = (remoteUrl: string) => house.write(async (tx) => (await createRemoteMedia(tx, { statusId: 9, accountId: bob }, [{
  type: 'image', contentType: 'image/png', remoteUrl, description: 'far away', blurhash: null, focus: null, width: null, height: null,
}]))[0] ?? 0)
const cacheOf = (fetchMedia: FetchMedia) => createRemoteCache(house, { storage, images }, fetchMedia)

test('a remote picture is fetched once however many look, is encoded anew, and is let go after its time', async () => {
  const id = await remote('https://peer.example/a.png')
  let fetches = 0
  const bytes = await png(64, 64)
  const open = cacheOf(async () => {
    fetches += 1
    return { ok: true, body: { bytes }, contentType: 'text/html' }
  })
  const [one, two, preview] = await Promise.all([open('media', id), open('media', id), open('preview', id)])
  assert.equal(one, two)
  assert.notEqual(one, preview)
  await open('media', id)
  assert.equal(fetches, 1)
  assert.ok(await exists(one) && await exists(preview))
  assert.deepEqual([(await row(id))?.content_type, (await row(id))?.cached_at], ['image/png', now])
  now += 10 * DAY
  await evictRemoteMedia(house, 14)
  assert.ok((await row(id))?.file_key)
  now += 5 * DAY
  await evictRemoteMedia(house, 14)
  await sweepFiles()
  assert.equal((await row(id))?.file_key, null)
  assert.equal(await exists(one), false)
  assert.ok(await open('media', id))
  assert.equal(fetches, 2)
})

test('what cannot be had, or is nothing to show, is not kept, and not asked for at once again', async () => {
  const id = await remote('https://peer.example/b.png')
  let fetches = 0
  const open = cacheOf(async () => {
    fetches += 1
    return { ok: false, reason: 'timeout' }
  })
  assert.equal(await open('media', id), null)
  assert.equal(await open('media', id), null)
  assert.equal(fetches, 1)
  const script = Buffer.from('<script>alert(1)</script>')
  assert.equal(await cacheOf(async () => ({ ok: true, body: { bytes: script }, contentType: 'image/png' }))('media', id), null)
  assert.equal(await open('media', 12), null)
  assert.equal((await row(id))?.file_key, null)
})

test('films are kept as they are, if they are films', async () => {
  const id = await remote('https://peer.example/c.mp4')
  const bytes = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.from([0, 0, 0, 0]), Buffer.from('mp42isom'), Buffer.alloc(64)])
  const open = cacheOf(async () => ({ ok: true, body: { path: file(bytes, 'film') }, contentType: null }))
  assert.match(await open('media', id) ?? '', /\.mp4$/)
  assert.equal(await open('preview', id), null)
  assert.equal(await open('media', await upload()), null, 'an upload of ours is not found by its id')
})

test('avatars, headers and emojis come the same way, and nothing of the suspended', async () => {
  const carol = await remotePerson(house, 'carol', 'peer.example', { avatarUrl: 'https://peer.example/carol.png', headerUrl: 'https://peer.example/wide.png' })
  await house.write((tx) => keepRemoteEmojis(tx, 'peer.example', [{ shortcode: 'wave', remoteUrl: 'https://peer.example/wave.png' }]))
  const emoji = await house.db.selectFrom('custom_emojis').select('id').where('shortcode', '=', 'wave').executeTakeFirstOrThrow()
  const bytes = await png(500, 400)
  const open = cacheOf(async () => ({ ok: true, body: { bytes }, contentType: null }))
  const keys = [await open('avatar', carol), await open('header', carol), await open('emoji', emoji.id)]
  for (const key of keys) assert.ok(await exists(key), String(key))
  const account = await house.db.selectFrom('accounts').selectAll().where('id', '=', carol).executeTakeFirstOrThrow()
  assert.deepEqual([account.avatar_key, account.avatar_static_key, account.header_key], [keys[0], keys[0], keys[1]])
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', carol).execute())
  assert.equal(await open('avatar', carol), null)
})

test('a picture that its owner changed meanwhile is not kept for the new one', async () => {
  const dave = await remotePerson(house, 'dave', 'peer.example', { avatarUrl: 'https://peer.example/old.png' })
  const bytes = await png(20, 20)
  const open = cacheOf(async () => {
    await remotePerson(house, 'dave', 'peer.example', { avatarUrl: 'https://peer.example/new.png' })
    return { ok: true, body: { bytes }, contentType: null }
  })
  assert.equal(await open('avatar', dave), null)
  assert.equal(await open('avatar', dave) === null, false, 'the new one is fetched by the next who looks')
})
