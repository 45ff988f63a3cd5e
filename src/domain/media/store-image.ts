// A prepared picture goes into storage, with its preview.
import { randomBytes } from 'node:crypto'
import type { ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { Storage } from '#machinery/storage/storage.ts'

/** A file as it is kept. */
export interface StoredMedia {
  type: 'image'
  contentType: string
  fileKey: string
  previewKey: string
  fileSize: number
  blurhash: string
  /** The shape of a media attachment's `meta`. */
  meta: Record<string, unknown>
}

/** A key nobody can guess; the first letters spread files over folders. */
export function newFileKey(extension: string, folder = 'media'): string {
  const name = randomBytes(16).toString('hex')
  return `${folder}/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}.${extension}`
}

/** Stores the small picture only. */
export async function storePreview(storage: Pick<Storage, 'put'>, { small }: ProcessedImage): Promise<string> {
  const key = newFileKey(small.extension)
  await storage.put(key, small.data, small.contentType)
  return key
}

/** Stores a prepared picture and its preview, which is that of `thumbnail` when there is one. */
export async function storeImage(storage: Pick<Storage, 'put'>, image: ProcessedImage, thumbnail: ProcessedImage | null = null): Promise<StoredMedia> {
  const fileKey = newFileKey(image.original.extension)
  const { size } = await storage.put(fileKey, image.original.data, image.original.contentType)
  return {
    type: 'image', contentType: image.original.contentType, fileKey, previewKey: await storePreview(storage, thumbnail ?? image), fileSize: size,
    blurhash: image.blurhash, meta: { original: image.meta.original, small: thumbnail?.meta.small ?? image.meta.small },
  }
}
