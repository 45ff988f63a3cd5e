// Avatars and headers as files: prepared in another process, stored under keys nobody can guess, removed when replaced.
import { randomBytes } from 'node:crypto'
import { invalid } from '#domain/refusals.ts'
import type { ImageFailureReason } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import type { StoredPicture } from './profile-patch.ts'

export type PictureKind = 'avatar' | 'header'
export interface PictureTools { storage: Pick<Storage, 'put' | 'delete'>; images: Pick<ImagePool, 'processAvatar' | 'processHeader'> }

/** Bytes of an uploaded avatar or header. */
export const PICTURE_BYTES = 8 * 1024 * 1024

const reasons: Record<ImageFailureReason, [error: string, description: string]> = {
  'unsupported-type': ['ERR_NO_PICTURE', 'has contents that are not what they are reported to be'],
  'too-many-pixels': ['ERR_TOO_MANY_PIXELS', 'has too many pixels (maximum is 7680 x 4320)'],
  'too-large': ['ERR_TOO_LONG', 'must be less than 8 MB'],
  unreadable: ['ERR_UNREADABLE', 'could not be read as a picture'],
  timeout: ['ERR_TOOK_TOO_LONG', 'took too long to process'],
}

function newKey(kind: PictureKind, extension: string): string {
  const name = randomBytes(16).toString('hex')
  return `${kind}s/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}.${extension}`
}

/** Prepares the picture at `path` and stores it, with a still one beside it if it moves. Refuses what is no picture. */
export async function storePicture({ storage, images }: PictureTools, kind: PictureKind, path: string): Promise<StoredPicture> {
  const prepared = kind === 'avatar'
    ? await images.processAvatar(path, { maxBytes: PICTURE_BYTES }) : await images.processHeader(path, { maxBytes: PICTURE_BYTES })
  if (!prepared.ok) {
    const [error, description] = reasons[prepared.reason]
    throw invalid(`${kind === 'avatar' ? 'Avatar' : 'Header'} ${description}`, { [kind]: [{ error, description }] })
  }
  const key = newKey(kind, prepared.image.extension)
  await storage.put(key, prepared.image.data, prepared.image.contentType)
  if (!prepared.animated) return { key, staticKey: null }
  const staticKey = newKey(kind, prepared.still.extension)
  await storage.put(staticKey, prepared.still.data, prepared.still.contentType)
  return { key, staticKey }
}

/** Removes files that no profile shows any more. */
export async function removePictures(storage: PictureTools['storage'], keys: readonly (string | null)[]): Promise<void> {
  for (const key of keys) if (key !== null) await storage.delete(key)
}
