// The words and limits of image processing, shared by the side that asks (pool.ts) and the one that works (worker.ts).
import type { PictureColours } from './colours.ts'

/** Width × height beyond which an upload is refused before it is decoded: 7680 × 4320. */
export const MAX_PIXELS = 33_177_600
/** What an original is scaled down to: the area of 3840 × 2160. */
export const ORIGINAL_PIXELS = 8_294_400
/** The area of a preview: 640 × 360. */
export const SMALL_PIXELS = 230_400
/** No output is longer than this on either side; WebP can hold no more. */
export const MAX_SIDE = 16_383
/** Bytes of an upload, unless the caller says otherwise: 16 MiB. */
export const MAX_BYTES = 16 * 1024 * 1024
/** Avatars are square, headers three times as wide as high; in pixels. */
export const AVATAR_SIDE = 400
export const HEADER_WIDTH = 1500
export const HEADER_HEIGHT = 500

/** What can be read, and is announced. */
export const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']
/**
 * What is tried besides: AVIF files often call themselves HEIF. The photos of telephones (HEVC inside) cannot be read,
 * because sharp comes without that codec; as they are not announced, browsers and apps send a JPEG instead.
 */
export const TRIED_TYPES: readonly string[] = [...IMAGE_TYPES, 'image/heif', 'image/heic']

/** A file's path, or its bytes. Prefer the path for large files: bytes are copied to the worker. */
export type ImageInput = string | Uint8Array

export interface ImageOptions {
  /** Refuse larger input; bytes. */
  maxBytes?: number
  /** Tell the colours that go with the picture. */
  colours?: boolean
}

export type ImageFailureReason = 'unsupported-type' | 'too-many-pixels' | 'unreadable' | 'too-large' | 'timeout'

/** Why an image was refused. `too-large`: too many bytes, or more memory than a worker may use. */
export interface ImageFailure {
  ok: false
  reason: ImageFailureReason
}

/** Pixels; `size` is `WxH`, `aspect` is width / height. The shape clients know from a media attachment's `meta`. */
export interface ImageGeometry {
  width: number
  height: number
  size: string
  aspect: number
}

export interface ImageFile extends ImageGeometry {
  data: Buffer
  contentType: string
  /** Without the dot. */
  extension: string
}

export interface ProcessedImage {
  ok: true
  /** What was uploaded, found by its content. */
  sourceType: string
  /** Whether `original` moves. */
  animated: boolean
  original: ImageFile
  small: ImageFile
  /** 4 × 4 components. */
  blurhash: string
  /** When they were asked for. */
  colours?: PictureColours
  meta: { original: ImageGeometry; small: ImageGeometry }
}

export interface ProcessedProfileImage {
  ok: true
  sourceType: string
  animated: boolean
  /** The picture, moving if it did. */
  image: ImageFile
  /** The same standing still; the same object as `image` when that does not move. */
  still: ImageFile
  blurhash: string
}

/** Geometry of an image of the given size in pixels. */
export function geometry(width: number, height: number): ImageGeometry {
  return { width, height, size: `${width}x${height}`, aspect: width / height }
}

/** The largest size of the same proportions within an area in pixels and `MAX_SIDE`; never larger than given. */
export function fitArea(width: number, height: number, pixels: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)), MAX_SIDE / Math.max(width, height))
  if (scale === 1) return { width, height }
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

/** The largest size of a box's proportions that fits both in the box and in the picture. */
export function coverWithin(width: number, height: number, box: { width: number; height: number }) {
  const scale = Math.min(1, width / box.width, height / box.height)
  return { width: Math.max(1, Math.round(box.width * scale)), height: Math.max(1, Math.round(box.height * scale)) }
}
