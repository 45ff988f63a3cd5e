// A file of another server becomes one of ours, if it is a picture, a sound or a film by its content.
import { readFile } from 'node:fs/promises'
import type { ImageFile, ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { newFileKey, storeImage } from './store-image.ts'
import type { Kept, RemoteKind } from './remote-rows.ts'

export interface RemoteTools { storage: Pick<Storage, 'put' | 'delete'>; images: Pick<ImagePool, 'processImage' | 'processAvatar' | 'processHeader'> }

/** A fetched file: its bytes, or where they lie. */
export type Fetched = { path: string } | { bytes: Uint8Array }

const SOUND_OR_FILM: Record<string, string> = {
  'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'audio/ogg': 'ogg', 'audio/wav': 'wav',
  'audio/flac': 'flac', 'audio/aac': 'aac', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'video/x-m4v': 'm4v', 'application/ogg': 'ogg',
}

/**
 * Prepares and stores a fetched file; null when it is nothing that may be shown. Pictures are encoded anew, so that
 * nothing of another server's bytes reaches a browser; sounds and films of statuses are kept as they are.
 */
export async function keepRemoteFile(tools: RemoteTools, kind: RemoteKind, fetched: Fetched): Promise<Kept | null> {
  const input = 'path' in fetched ? fetched.path : fetched.bytes
  if (kind === 'avatar' || kind === 'header') return keepPicture(tools, kind, input)
  const image = await tools.images.processImage(input)
  if (image.ok && kind === 'card') return keepSmall(tools, image)
  if (image.ok) {
    const { fileKey, previewKey, ...stored } = await storeImage(tools.storage, image)
    return { key: fileKey, smallKey: previewKey, contentType: stored.contentType, fileSize: stored.fileSize, blurhash: stored.blurhash, meta: stored.meta }
  }
  return kind !== 'emoji' && kind !== 'card' && image.reason === 'unsupported-type' ? keepAsIs(tools, input) : null
}

async function keepPicture({ storage, images }: RemoteTools, kind: 'avatar' | 'header', input: string | Uint8Array): Promise<Kept | null> {
  const picture = kind === 'avatar' ? await images.processAvatar(input) : await images.processHeader(input)
  if (!picture.ok) return null
  const put = async (file: ImageFile) => {
    const key = newFileKey(file.extension, `${kind}s`)
    await storage.put(key, file.data, file.contentType)
    return key
  }
  const key = await put(picture.image)
  const smallKey = picture.still === picture.image || !picture.animated ? key : await put(picture.still)
  return { key, smallKey, contentType: picture.image.contentType, fileSize: picture.image.data.length }
}

/** Nobody opens the picture of a card: its preview is all that is kept. */
async function keepSmall({ storage }: RemoteTools, { small, meta, blurhash }: ProcessedImage): Promise<Kept> {
  const key = newFileKey(small.extension, 'cards')
  await storage.put(key, small.data, small.contentType)
  return { key, smallKey: null, contentType: small.contentType, fileSize: small.data.length, blurhash, meta: { original: meta.small } }
}

async function keepAsIs({ storage }: RemoteTools, input: string | Uint8Array): Promise<Kept | null> {
  const bytes = typeof input === 'string' ? await readFile(input) : input
  const { fileTypeFromBuffer } = await import('file-type')
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? ''
  const extension = Object.hasOwn(SOUND_OR_FILM, type) ? SOUND_OR_FILM[type] : undefined
  if (extension === undefined) return null
  const key = newFileKey(extension)
  const { size } = await storage.put(key, bytes, type)
  return { key, smallKey: null, contentType: type, fileSize: size }
}
