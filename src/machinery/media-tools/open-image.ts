// The gate in front of every decoder: what a file is by its content, and whether it is small enough to be decoded.
import { readFile, stat } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import { MAX_BYTES, MAX_PIXELS, TRIED_TYPES } from './image-types.ts'
import type { ImageFailure, ImageFailureReason, ImageInput, ImageOptions } from './image-types.ts'

/** An image that may be decoded. Sizes are after applying the EXIF orientation, of one frame. */
export interface OpenImage {
  ok: true
  bytes: Uint8Array
  type: string
  width: number
  height: number
  frames: number
  hasAlpha: boolean
}

const FORMATS: Record<string, string> = {
  'image/jpeg': 'jpeg', 'image/png': 'png', 'image/apng': 'png', 'image/gif': 'gif', 'image/webp': 'webp',
  'image/avif': 'heif', 'image/heif': 'heif', 'image/heic': 'heif',
}

export function refuse(reason: ImageFailureReason): ImageFailure {
  return { ok: false, reason }
}

async function readInput(input: ImageInput, maxBytes: number): Promise<Uint8Array | null> {
  if (typeof input !== 'string') return input.length > maxBytes ? null : input
  const { size } = await stat(input)
  if (size > maxBytes) return null
  const bytes = await readFile(input)
  return bytes.length > maxBytes ? null : bytes
}

async function typeOf(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (found === undefined) return null
  const type = found.mime === 'image/apng' ? 'image/png' : found.mime.replace(/-sequence$/, '')
  return TRIED_TYPES.includes(type) ? type : null
}

async function readHeader(bytes: Uint8Array): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata()
  } catch {
    return null
  }
}

/**
 * Reads an image's header and refuses what must not be decoded: too many bytes, other types (by magic bytes, never by
 * name), more than `MAX_PIXELS`. Throws only when a given path cannot be read.
 */
export async function openImage(input: ImageInput, options: ImageOptions): Promise<OpenImage | ImageFailure> {
  const bytes = await readInput(input, options.maxBytes ?? MAX_BYTES)
  if (bytes === null) return refuse('too-large')
  const type = await typeOf(bytes)
  if (type === null) return refuse('unsupported-type')
  const header = await readHeader(bytes)
  // A HEIF whose codec this build lacks has a header nobody here can read.
  if (header === null) return refuse(FORMATS[type] === 'heif' ? 'unsupported-type' : 'unreadable')
  if (header.format !== FORMATS[type]) return refuse('unsupported-type')
  const { width, height } = header.autoOrient
  if (!(width > 0) || !(height > 0)) return refuse('unreadable')
  if (width * height > MAX_PIXELS) return refuse('too-many-pixels')
  return { ok: true, bytes, type, width, height, frames: header.pages ?? 1, hasAlpha: header.hasAlpha }
}

/** A pipeline over the decoded picture, upright and in sRGB. Metadata is dropped because nobody asks to keep it. */
export function decode(image: OpenImage, { animated = false } = {}): Sharp {
  const source = sharp(image.bytes, { animated, failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true })
  return animated ? source : source.autoOrient()
}

/** Whether every frame may be decoded at once. Animated AVIF and PNG are treated as their first frame. */
export function mayAnimate(image: OpenImage): boolean {
  if (image.frames < 2 || (image.type !== 'image/gif' && image.type !== 'image/webp')) return false
  return image.width * image.height * image.frames <= MAX_PIXELS
}
