// A file of another server becomes one of ours, if it is a picture, a sound or a film by its content.
import { readFile } from 'node:fs/promises'
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ImageFile, ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { filmTypeOf, keepRemoteFilm } from './keep-remote-film.ts'
import { newFileKey, storeImage } from './store-image.ts'
import type { Kept, RemoteKind } from './remote-rows.ts'

export interface RemoteTools {
  storage: Pick<Storage, 'put' | 'delete'>
  images: Pick<ImagePool, 'processImage' | 'processAvatar' | 'processHeader'>
  /** Measures sound and film where there is ffmpeg. */
  films?: FilmTools | null
}

/** A fetched file: its bytes, or where they lie. */
export type Fetched = { path: string } | { bytes: Uint8Array }

/**
 * Prepares and stores a fetched file; null when it is nothing that may be shown. Pictures are encoded anew, so that
 * nothing of another server's bytes reaches a browser; sounds and films of statuses are kept as they are.
 */
export async function keepRemoteFile(tools: RemoteTools, kind: RemoteKind, fetched: Fetched): Promise<Kept | null> {
  const input = 'path' in fetched ? fetched.path : fetched.bytes
  if (kind === 'avatar' || kind === 'header') return keepPicture(tools, kind, input)
  const film = kind === 'media' || kind === 'preview' ? await filmTypeOf(input) : null
  if (film) return keepRemoteFilm(tools, film, typeof input === 'string' ? await readFile(input) : input)
  const image = await tools.images.processImage(input)
  if (!image.ok) return null
  if (kind === 'card') return keepSmall(tools, image)
  const { fileKey, previewKey, ...stored } = await storeImage(tools.storage, image)
  return { key: fileKey, smallKey: previewKey, contentType: stored.contentType, fileSize: stored.fileSize, blurhash: stored.blurhash, meta: stored.meta }
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
