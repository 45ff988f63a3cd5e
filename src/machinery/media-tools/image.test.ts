// Pictures come out upright, within bounds and without a trace of where they were taken.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isBlurhashValid } from 'blurhash'
import sharp from 'sharp'
import { coverWithin, fitArea, ORIGINAL_PIXELS, SMALL_PIXELS } from './image-types.ts'
import type { ImageFailure, ImageFile, ProcessedImage, ProcessedProfileImage } from './image-types.ts'
import { processAvatar, processHeader, processImage } from './image.ts'
import { animation, halves, pngClaiming, telephonePhoto } from './sample-images.ts'

function accepted<Result extends ProcessedImage | ProcessedProfileImage>(result: Result | ImageFailure): Result {
  assert.ok(result.ok, `refused: ${JSON.stringify(result)}`)
  return result
}

async function pixel(file: ImageFile, left: number, top: number): Promise<number[]> {
  const raw = await sharp(file.data).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  return [...raw]
}

async function assertNoMetadata(file: ImageFile): Promise<void> {
  const { exif, xmp, iptc, icc, orientation } = await sharp(file.data).metadata()
  assert.deepEqual({ exif, xmp, iptc, icc, orientation }, {
    exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, orientation: undefined,
  })
  assert.ok(!file.data.includes('secret'))
}

describe('processImage', () => {
  const kinds: [name: string, make: () => Promise<Buffer>, source: string, output: string][] = [
    ['JPEG', async () => halves({ width: 60, height: 40 }).jpeg().toBuffer(), 'image/jpeg', 'image/jpeg'],
    ['PNG', async () => halves({ width: 60, height: 40 }, 4).png().toBuffer(), 'image/png', 'image/png'],
    ['WebP', async () => halves({ width: 60, height: 40 }).webp().toBuffer(), 'image/webp', 'image/webp'],
    ['AVIF', async () => halves({ width: 60, height: 40 }).avif().toBuffer(), 'image/avif', 'image/jpeg'],
    ['AVIF with alpha', async () => halves({ width: 60, height: 40 }, 4).avif().toBuffer(), 'image/avif', 'image/webp'],
    ['still GIF', async () => halves({ width: 60, height: 40 }).gif().toBuffer(), 'image/gif', 'image/png'],
  ]
  for (const [name, make, source, output] of kinds) {
    it(`accepts ${name}`, async () => {
      const image = accepted(await processImage(await make()))
      assert.equal(image.sourceType, source)
      assert.equal(image.original.contentType, output)
      assert.equal(image.small.contentType, 'image/webp')
      assert.equal(image.animated, false)
      assert.deepEqual(image.meta.original, { width: 60, height: 40, size: '60x40', aspect: 1.5 })
      assert.ok(isBlurhashValid(image.blurhash).result)
      assert.equal(image.blurhash.charAt(0), 'U', '4 × 4 components')
      const { width, height } = await sharp(image.original.data).metadata()
      assert.deepEqual([width, height], [60, 40])
    })
  }

  it('turns a photo upright and forgets where it was taken', async () => {
    const photo = await telephonePhoto({ width: 80, height: 40 })
    const { exif, orientation } = await sharp(photo).metadata()
    assert.ok(exif !== undefined && orientation === 6 && photo.includes('secret garden'))
    const image = accepted(await processImage(photo))
    assert.deepEqual([image.original.width, image.original.height], [40, 80])
    assert.deepEqual([image.small.width, image.small.height], [40, 80])
    const [red = 0] = await pixel(image.original, 20, 5)
    const [, , blue = 0] = await pixel(image.original, 20, 75)
    assert.ok(red > 200 && blue > 200, 'what was left is now above')
    await assertNoMetadata(image.original)
    await assertNoMetadata(image.small)
  })

  it('scales down to the areas of the original and of the preview', async () => {
    const image = accepted(await processImage(await halves({ width: 4800, height: 3200 }).jpeg().toBuffer()))
    assert.ok(image.original.width * image.original.height <= ORIGINAL_PIXELS)
    assert.ok(image.original.width * image.original.height > ORIGINAL_PIXELS * 0.99)
    assert.ok(image.small.width * image.small.height <= SMALL_PIXELS)
    assert.ok(Math.abs(image.original.aspect - 1.5) < 0.01 && Math.abs(image.small.aspect - 1.5) < 0.01)
  })

  it('keeps the frames of an animated GIF but not what is written in it', async () => {
    const drawn = await animation({ width: 30, height: 20 }, ['red', 'green', 'blue'], 'gif')
    const comment = Buffer.from('\x21\xfe\x0dsecret garden\x00', 'latin1')
    const gif = Buffer.concat([drawn.subarray(0, -1), comment, Buffer.of(0x3b), Buffer.from('secret appendix')])
    const image = accepted(await processImage(gif))
    assert.equal(image.animated, true)
    assert.equal(image.original.contentType, 'image/gif')
    assert.equal((await sharp(image.original.data, { animated: true }).metadata()).pages, 3)
    assert.deepEqual(image.meta.original, { width: 30, height: 20, size: '30x20', aspect: 1.5 })
    assert.deepEqual([image.small.width, image.small.height], [30, 20])
    assert.ok(!image.original.data.includes('secret'))
  })

  it('keeps the frames of an animated WebP', async () => {
    const image = accepted(await processImage(await animation({ width: 30, height: 20 }, ['red', 'blue'], 'webp')))
    assert.equal(image.animated, true)
    assert.equal((await sharp(image.original.data, { animated: true }).metadata()).pages, 2)
    assert.deepEqual([image.original.width, image.original.height], [30, 20])
  })

  it('survives extreme shapes', async () => {
    for (const area of [{ width: 30_000, height: 1 }, { width: 1, height: 30_000 }, { width: 1, height: 1 }]) {
      const image = accepted(await processImage(await (await halves(area)).png().toBuffer()))
      assert.ok(image.small.width >= 1 && image.small.height >= 1)
    }
  })

  it('reads from a path, and throws when there is no file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'covey-image-'))
    const path = join(directory, 'named.txt')
    await writeFile(path, await halves({ width: 6, height: 4 }).png().toBuffer())
    assert.equal(accepted(await processImage(path)).sourceType, 'image/png')
    assert.deepEqual(await processImage(path, { maxBytes: 10 }), { ok: false, reason: 'too-large' })
    await assert.rejects(processImage(join(directory, 'missing.png')), /ENOENT/)
    await rm(directory, { recursive: true })
  })
})

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'
  const cases: [name: string, make: () => Promise<Uint8Array>, reason: string][] = [
    ['nothing', async () => Buffer.alloc(0), 'unsupported-type'],
    ['text', async () => Buffer.from('just a note'), 'unsupported-type'],
    ['HTML', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'unsupported-type'],
    ['SVG', async () => Buffer.from(svg), 'unsupported-type'],
    ['SVG with a declaration', async () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'unsupported-type'],
    ['PDF', async () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'unsupported-type'],
    ['TIFF', async () => halves({ width: 6, height: 4 }).tiff().toBuffer(), 'unsupported-type'],
    ['MP4', async () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'latin1'), 'unsupported-type'],
    ['a JPEG header and noise', async () => Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(200, 7)]), 'unreadable'],
    ['a PNG cut in half', async () => {
      const png = await halves({ width: 900, height: 900 }).png({ compressionLevel: 0 }).toBuffer()
      return png.subarray(0, png.length / 2)
    }, 'unreadable'],
    ['a small bomb', () => pngClaiming({ width: 5761, height: 5760 }), 'too-many-pixels'],
    ['a large bomb', () => pngClaiming({ width: 1_000_000, height: 1_000_000 }), 'too-many-pixels'],
    ['too many bytes', async () => Buffer.alloc(16 * 1024 * 1024 + 1), 'too-large'],
  ]
  for (const [name, make, reason] of cases) {
    it(`${name}: ${reason}`, async () => {
      assert.deepEqual(await processImage(await make()), { ok: false, reason })
      assert.deepEqual(await processAvatar(await make()), { ok: false, reason })
    })
  }
})

describe('avatars and headers', () => {
  it('an avatar is the middle square', async () => {
    const avatar = accepted(await processAvatar(await halves({ width: 1200, height: 800 }).png().toBuffer()))
    assert.deepEqual([avatar.image.width, avatar.image.height], [400, 400])
    assert.equal(avatar.image, avatar.still)
    const [red = 0] = await pixel(avatar.image, 5, 200)
    const [, , blue = 0] = await pixel(avatar.image, 395, 200)
    assert.ok(red > 200 && blue > 200)
  })

  it('small pictures are cropped, not enlarged', async () => {
    const small = await halves({ width: 90, height: 60 }).png().toBuffer()
    const avatar = accepted(await processAvatar(small))
    assert.deepEqual([avatar.image.width, avatar.image.height], [60, 60])
    const header = accepted(await processHeader(small))
    assert.deepEqual([header.image.width, header.image.height], [90, 30])
  })

  it('a header is 1500 × 500', async () => {
    const header = accepted(await processHeader(await halves({ width: 2000, height: 1500 }).jpeg().toBuffer()))
    assert.deepEqual(header.image.size, '1500x500')
    assert.equal(header.image.contentType, 'image/jpeg')
  })

  it('turns and strips like any picture', async () => {
    const avatar = accepted(await processAvatar(await telephonePhoto({ width: 80, height: 40 })))
    await assertNoMetadata(avatar.image)
    const [red = 0] = await pixel(avatar.image, 20, 3)
    assert.ok(red > 200)
  })

  for (const format of ['gif', 'webp'] as const) {
    it(`an animated ${format} keeps moving and has a still`, async () => {
      const avatar = accepted(await processAvatar(await animation({ width: 60, height: 40 }, ['red', 'blue'], format)))
      assert.equal(avatar.animated, true)
      assert.deepEqual([avatar.image.width, avatar.image.height], [40, 40])
      assert.equal((await sharp(avatar.image.data, { animated: true }).metadata()).pages, 2)
      assert.equal((await sharp(avatar.still.data, { animated: true }).metadata()).pages ?? 1, 1)
      const [red = 0] = await pixel(avatar.still, 20, 20)
      assert.ok(red > 200)
    })
  }
})

describe('sizes', () => {
  it('fit an area', () => {
    assert.deepEqual(fitArea(100, 50, 5000), { width: 100, height: 50 })
    assert.deepEqual(fitArea(200, 100, 5000), { width: 100, height: 50 })
    assert.deepEqual(fitArea(33_000_000, 1, 230_400), { width: 16_383, height: 1 })
  })
  it('cover a box without growing', () => {
    const box = { width: 1500, height: 500 }
    assert.deepEqual(coverWithin(3000, 3000, box), box)
    assert.deepEqual(coverWithin(300, 300, box), { width: 300, height: 100 })
    assert.deepEqual(coverWithin(1, 1, box), { width: 1, height: 1 })
  })
})
