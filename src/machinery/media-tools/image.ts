// What happens to a picture: turned upright, freed of its metadata, scaled, given a preview and a blurhash.
// Runs in a worker process (worker.ts); the server calls it through pool.ts.
import { encode as encodeBlurhash } from 'blurhash'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import {
  AVATAR_SIDE, coverWithin, fitArea, geometry, HEADER_HEIGHT, HEADER_WIDTH, ORIGINAL_PIXELS, SMALL_PIXELS,
} from './image-types.ts'
import type {
  ImageFailure, ImageFile, ImageInput, ImageOptions, ProcessedImage, ProcessedProfileImage,
} from './image-types.ts'
import { coloursOf } from './colours.ts'
import type { PictureColours } from './colours.ts'
import { decode, mayAnimate, openImage, refuse } from './open-image.ts'
import type { OpenImage } from './open-image.ts'
import { stripGif } from './strip-gif.ts'

type Format = 'jpeg' | 'png' | 'webp' | 'gif'

const EXTENSIONS: Record<Format, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', gif: 'gif' }
const BLURHASH_COMPONENTS = 4
const BLURHASH_SIDE = 64

/** JPEG, PNG and WebP stay what they are; the rest becomes what every browser and every other server can show. */
function stillFormat(image: OpenImage): Format {
  if (image.type === 'image/jpeg') return 'jpeg'
  if (image.type === 'image/png' || image.type === 'image/gif') return 'png'
  return image.type === 'image/webp' || image.hasAlpha ? 'webp' : 'jpeg'
}

function encode(pipeline: Sharp, format: Format, quality: number): Sharp {
  if (format === 'jpeg') return pipeline.jpeg({ quality, progressive: true })
  if (format === 'png') return pipeline.png({ compressionLevel: 7 })
  return format === 'gif' ? pipeline.gif() : pipeline.webp({ quality })
}

function file(data: Buffer, format: Format, width: number, height: number): ImageFile {
  return { data, contentType: `image/${format}`, extension: EXTENSIONS[format], ...geometry(width, height) }
}

async function write(pipeline: Sharp, format: Format, quality: number): Promise<ImageFile> {
  const { data, info } = await encode(pipeline, format, quality).toBuffer({ resolveWithObject: true })
  return file(data, format, info.width, info.pageHeight ?? info.height)
}

async function blurhashOf(small: ImageFile): Promise<string> {
  const { data, info } = await sharp(small.data)
    .flatten({ background: '#ffffff' })
    .resize(BLURHASH_SIDE, BLURHASH_SIDE, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = new Uint8ClampedArray(data)
  return encodeBlurhash(pixels, info.width, info.height, BLURHASH_COMPONENTS, BLURHASH_COMPONENTS)
}

const COLOUR_SIDE = 100

async function coloursIn(small: ImageFile): Promise<PictureColours> {
  const { data, info } = await sharp(small.data)
    .flatten({ background: '#ffffff' })
    .resize(COLOUR_SIDE, COLOUR_SIDE, { fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return coloursOf(data, info.width, info.height)
}

/** The moving original when it may stay one, else null: a GIF as it was drawn, a WebP encoded anew. */
async function movingOriginal(image: OpenImage): Promise<ImageFile | null> {
  if (image.frames < 2 || image.width * image.height > ORIGINAL_PIXELS) return null
  if (image.type === 'image/gif') {
    const data = stripGif(image.bytes)
    return data === null ? null : file(data, 'gif', image.width, image.height)
  }
  return mayAnimate(image) ? write(decode(image, { animated: true }), 'webp', 85) : null
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result | ImageFailure> {
  try {
    return await work()
  } catch (error) {
    // Only the decoder may fail here: what it cannot read is the file's fault, and libvips has no error codes.
    return refuse(/pixel limit/i.test(String(error)) ? 'too-many-pixels' : 'unreadable')
  }
}

/**
 * Prepares an uploaded or fetched picture for showing: `original` at most 3840 × 2160 in area, `small` a WebP preview of
 * at most 640 × 360 in area, both upright, in sRGB and without any metadata. Animated GIFs keep their frames.
 * Refusals are values; throws only when a given path cannot be read.
 */
export async function processImage(
  input: ImageInput, options: ImageOptions = {},
): Promise<ProcessedImage | ImageFailure> {
  const image = await openImage(input, options)
  if (!image.ok) return image
  return guarded(async () => {
    const moving = await movingOriginal(image)
    const full = fitArea(image.width, image.height, ORIGINAL_PIXELS)
    const preview = fitArea(image.width, image.height, SMALL_PIXELS)
    const original = moving ?? (await write(decode(image).resize({ ...full, fit: 'fill' }), stillFormat(image), 90))
    // Decoding the source a second time would double the time and, for AVIF, the memory.
    const source = moving === null ? sharp(original.data) : decode(image)
    const small = await write(source.resize({ ...preview, fit: 'fill' }), 'webp', 80)
    return {
      ok: true, sourceType: image.type, animated: moving !== null, original, small, blurhash: await blurhashOf(small),
      ...(options.colours ? { colours: await coloursIn(small) } : {}),
      meta: { original: geometry(original.width, original.height), small: geometry(small.width, small.height) },
    }
  })
}

async function processProfileImage(
  input: ImageInput, options: ImageOptions, box: { width: number; height: number },
): Promise<ProcessedProfileImage | ImageFailure> {
  const image = await openImage(input, options)
  if (!image.ok) return image
  return guarded(async () => {
    const size = coverWithin(image.width, image.height, box)
    const still = await write(decode(image).resize({ ...size, fit: 'cover' }), stillFormat(image), 90)
    const animated = mayAnimate(image)
    const moving = animated
      ? await write(
        decode(image, { animated: true }).resize({ ...size, fit: 'cover' }),
        image.type === 'image/gif' ? 'gif' : 'webp', 85,
      )
      : still
    return { ok: true, sourceType: image.type, animated, image: moving, still, blurhash: await blurhashOf(still) }
  })
}

/** Prepares an avatar: the middle square, at most 400 × 400, never enlarged; moving and still when it is animated. */
export function processAvatar(
  input: ImageInput, options: ImageOptions = {},
): Promise<ProcessedProfileImage | ImageFailure> {
  return processProfileImage(input, options, { width: AVATAR_SIDE, height: AVATAR_SIDE })
}

/** Prepares a profile header: the middle 3:1, at most 1500 × 500, never enlarged. */
export function processHeader(
  input: ImageInput, options: ImageOptions = {},
): Promise<ProcessedProfileImage | ImageFailure> {
  return processProfileImage(input, options, { width: HEADER_WIDTH, height: HEADER_HEIGHT })
}

/** Leaves only the decoders for `IMAGE_TYPES` switched on, for this whole process, and keeps no decoded pictures. */
export function confineDecoders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((name) => `VipsForeignLoad${name}`),
  })
  sharp.cache(false)
  sharp.concurrency(1)
}

