// Where files are kept: one small interface, so that a disk and an object store are the same to everyone else.
// Keys are chosen by the caller (`media/ab/cd/name.webp`); what a browser may take a file for is decided here.
import type { Readable } from 'node:stream'

/** Bytes `start` to `end`, both inclusive, as in an HTTP Range header. Without `end`: to the last byte. */
export interface ByteRange {
  start: number
  end?: number
}

export interface StoredFile {
  body: Readable
  /** Size of the whole file in bytes, also when only a range was asked for. */
  size: number
  /** The part that `body` delivers, cut to the file; null when it is the whole. */
  range: { start: number; end: number } | null
  /** Always one that no browser and no server will run or believe: see `inertContentType`. */
  contentType: string
  /** Last change, in epoch ms. */
  modifiedAt: number
}

export interface Storage {
  /**
   * Stores a file, replacing one of the same key; readers see the old or the new one, never a part. Once this resolves
   * the file survives a power cut. `contentType` is for stores that keep one; serving relies on the key alone.
   * Throws `InvalidKey`, or what the store or the stream threw; then nothing is changed.
   */
  put(key: string, body: Uint8Array | Readable, contentType: string): Promise<{ size: number }>
  /** Opens a file; null when there is none. A range that starts after the end throws `RangeError`. */
  get(key: string, range?: ByteRange): Promise<StoredFile | null>
  /** Deletes a file; a missing one is no error. */
  delete(key: string): Promise<void>
  /** Deletes everything whose key starts with `prefix` and a slash. */
  deletePrefix(prefix: string): Promise<void>
}

/** The key cannot name a file: a mistake of the calling code, never of a user. */
export class InvalidKey extends Error {
  constructor(key: string) {
    super(`not a storage key: ${JSON.stringify(key.slice(0, 100))}`)
    this.name = 'InvalidKey'
  }
}

const KEY_LIMIT = 512
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/

/** Returns the key if it is one: slash-separated ASCII names that do not start with a dot. Else throws `InvalidKey`. */
export function checkKey(key: string): string {
  if (key.length > KEY_LIMIT || !KEY.test(key)) throw new InvalidKey(key)
  return key
}

const INERT_TYPES: Record<string, string> = {
  aac: 'audio/aac', avif: 'image/avif', flac: 'audio/flac', gif: 'image/gif', ico: 'image/x-icon', jpeg: 'image/jpeg',
  jpg: 'image/jpeg', m4a: 'audio/mp4', m4v: 'video/mp4', mov: 'video/quicktime', mp3: 'audio/mpeg', mp4: 'video/mp4',
  oga: 'audio/ogg', ogg: 'audio/ogg', ogv: 'video/ogg', opus: 'audio/ogg', png: 'image/png', wav: 'audio/wav',
  weba: 'audio/webm', webm: 'video/webm', webp: 'image/webp',
}

/**
 * The content type to serve a stored file with, from its key alone: pictures, sound and video, everything else
 * `application/octet-stream`. HTML, SVG, XML and JSON never get their own type, so that an upload can be neither a page
 * nor an ActivityPub document on our origin. Send it with `X-Content-Type-Options: nosniff`.
 */
export function inertContentType(key: string): string {
  const extension = /\.([A-Za-z0-9]+)$/.exec(key)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(INERT_TYPES, extension) ? INERT_TYPES[extension] ?? OPAQUE : OPAQUE
}

const OPAQUE = 'application/octet-stream'
