// An upload becomes a file that can be attached: checked by its content, prepared in another process, stored, written.
import { randomBytes } from 'node:crypto'
import type { Context, Tx } from '#domain/context.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import type { ImageFailureReason, ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { deleteFilesOf } from './delete-media.ts'
import { checkDescription, describeMedia, ownUpload, type MediaDetails } from './update-media.ts'

/** What preparing and keeping files takes. */
export interface MediaTools { storage: Pick<Storage, 'put' | 'delete'>; images: Pick<ImagePool, 'processImage'> }

/** A file as it is kept. */
interface StoredMedia {
  type: 'image'
  contentType: string
  fileKey: string
  previewKey: string
  fileSize: number
  blurhash: string
  /** The shape of a media attachment's `meta`. */
  meta: Record<string, unknown>
}

export interface Upload {
  accountId: number
  /** Where the file lies. */
  path: string
  /** Where a picture lies that the author wants as preview. */
  thumbnailPath?: string | null
}

const refusals: Record<ImageFailureReason, string> = {
  'unsupported-type': 'File type is not supported: JPEG, PNG, GIF, WebP, AVIF and HEIC pictures can be uploaded',
  'too-many-pixels': 'File has too many pixels (maximum is 7680 x 4320)',
  'too-large': 'File size must be less than 16 MB',
  unreadable: 'File could not be read as a picture',
  timeout: 'File took too long to process',
}

async function prepare(images: MediaTools['images'], path: string): Promise<ProcessedImage> {
  const result = await images.processImage(path)
  if (!result.ok) throw invalid(refusals[result.reason])
  return result
}

/** A key nobody can guess; the first letters spread files over folders. */
export function newFileKey(extension: string, folder = 'media'): string {
  const name = randomBytes(16).toString('hex')
  return `${folder}/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}.${extension}`
}

/** Stores a prepared picture and its preview. */
export async function storeImage(storage: MediaTools['storage'], image: ProcessedImage, thumbnail: ProcessedImage | null = null): Promise<StoredMedia> {
  const preview = thumbnail?.small ?? image.small
  const fileKey = newFileKey(image.original.extension)
  const previewKey = newFileKey(preview.extension)
  const { size } = await storage.put(fileKey, image.original.data, image.original.contentType)
  await storage.put(previewKey, preview.data, preview.contentType)
  return {
    type: 'image', contentType: image.original.contentType, fileKey, previewKey, fileSize: size, blurhash: image.blurhash,
    meta: { original: image.meta.original, small: thumbnail?.meta.small ?? image.meta.small },
  }
}

/**
 * Takes a picture that a member uploads: returns the id of a file that is ready to be attached. Pictures only, told by
 * their content; everything else, and what is too large or broken, is refused with 422.
 */
export async function uploadMedia(
  ctx: Pick<Context, 'write'>, { storage, images }: MediaTools, upload: Upload, details: MediaDetails = {},
): Promise<number> {
  checkDescription(details.description)
  const image = await prepare(images, upload.path)
  const thumbnail = upload.thumbnailPath ? await prepare(images, upload.thumbnailPath) : null
  const stored = await storeImage(storage, image, thumbnail)
  try {
    return await ctx.write((tx) => createMedia(tx, upload.accountId, stored, details))
  } catch (error) {
    await storage.delete(stored.fileKey)
    await storage.delete(stored.previewKey)
    throw error
  }
}

/** Writes a stored file's row, ready to be attached by its owner. */
async function createMedia(tx: Tx, accountId: number, stored: StoredMedia, details: MediaDetails = {}): Promise<number> {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({
    id, account_id: accountId, status_id: null, scheduled_status_id: null, type: stored.type, state: 'ready',
    content_type: stored.contentType, file_key: stored.fileKey, preview_key: stored.previewKey, blurhash: stored.blurhash,
    meta: JSON.stringify(stored.meta), file_size: stored.fileSize, created_at: tx.now,
  }).execute()
  await describeMedia(tx, id, details)
  return id
}

/** Gives an own upload that no status carries another preview. */
export async function replaceThumbnail(
  ctx: Pick<Context, 'write'>, { storage, images }: MediaTools, accountId: number, mediaId: number, path: string,
): Promise<void> {
  const { small, meta } = await prepare(images, path)
  const previewKey = newFileKey(small.extension)
  await storage.put(previewKey, small.data, small.contentType)
  await ctx.write(async (tx) => {
    const row = await ownUpload(tx.db, accountId, mediaId)
    await deleteFilesOf(tx, [{ file_key: null, preview_key: row.preview_key }])
    const described = { ...JSON.parse(row.meta) as Record<string, unknown>, small: meta.small }
    await tx.db.updateTable('media_attachments').set({ preview_key: previewKey, meta: JSON.stringify(described) }).where('id', '=', mediaId).execute()
  })
}

/** `x,y` as clients send it, each cut to -1 … 1; null for nothing, a refusal for anything else. */
export function parseFocus(text: string | undefined): { x: number; y: number } | null {
  if (text === undefined || text.trim() === '') return null
  const [x = Number.NaN, y = Number.NaN] = text.split(',').map(Number)
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Refusal('input.invalid', { text: 'Validation failed: Focus is invalid' })
  const cut = (value: number) => Math.min(1, Math.max(-1, value))
  return { x: cut(x), y: cut(y) }
}
