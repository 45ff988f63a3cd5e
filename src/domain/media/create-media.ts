// An upload becomes a file that can be attached: checked by its content, prepared in another process, stored, written.
import type { Context, Tx } from '#domain/context.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ImageFailureReason, ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { deleteFilesOf } from './delete-media.ts'
import { storeImage, storePreview, type StoredMedia } from './store-image.ts'
import { judgeFilm, keepUnfinished, looksLikeFilm, previewMeta } from './upload-film.ts'
import { checkDescription, describeMedia, ownUpload, type MediaDetails } from './update-media.ts'

/** What preparing and keeping files takes. */
export interface MediaTools {
  storage: Pick<Storage, 'put' | 'delete'>
  images: Pick<ImagePool, 'processImage'>
  /** null where sound and film are refused. */
  films: FilmTools | null
}

export interface Upload {
  accountId: number
  /** Where the file lies. */
  path: string
  /** Where a picture lies that the author wants as preview. */
  thumbnailPath?: string | null
}

const refusals: Record<ImageFailureReason, string> = {
  'unsupported-type': 'File type is not supported: JPEG, PNG, GIF, WebP and AVIF pictures can be uploaded',
  'too-many-pixels': 'File has too many pixels (maximum is 7680 x 4320)',
  'too-large': 'File size must be less than 16 MB',
  unreadable: 'File could not be read as a picture',
  timeout: 'File took too long to process',
}

const NO_FILMS = 'Sound and video cannot be uploaded to this server, which has no ffmpeg: JPEG, PNG, GIF, WebP and AVIF pictures can be'
const SOME_FILMS = 'File type is not supported: pictures (JPEG, PNG, GIF, WebP, AVIF), video (MP4, MOV, WebM, MKV) and sound (MP3, Ogg, FLAC, WAV, AAC, M4A) can be uploaded'

async function prepare({ images, films }: MediaTools, path: string, options: { colours?: boolean } = {}): Promise<ProcessedImage> {
  const result = await images.processImage(path, options)
  if (result.ok) return result
  throw invalid(films !== null && result.reason === 'unsupported-type' ? SOME_FILMS : refusals[result.reason])
}

async function uploadFilm(ctx: Pick<Context, 'write'>, tools: MediaTools, { accountId, path, thumbnailPath }: Upload, details: MediaDetails): Promise<number> {
  if (tools.films === null) throw invalid(NO_FILMS)
  const film = await judgeFilm(tools.films, path)
  const preview = thumbnailPath ? await prepare(tools, thumbnailPath, { colours: film.kind === 'audio' }) : null
  return keepUnfinished(ctx, tools.storage, { accountId, ...film, source: path, preview, details })
}

/**
 * Takes a file that a member uploads: returns the id of a picture that is ready to be attached, or of a sound, a film
 * or an animated GIF that a job makes ready. What it is is told by its content; everything else, and what is too large
 * or broken, is refused with 422.
 */
export async function uploadMedia(ctx: Pick<Context, 'write'>, tools: MediaTools, upload: Upload, details: MediaDetails = {}): Promise<number> {
  checkDescription(details.description)
  if (await looksLikeFilm(upload.path)) return uploadFilm(ctx, tools, upload, details)
  const image = await prepare(tools, upload.path)
  const thumbnail = upload.thumbnailPath ? await prepare(tools, upload.thumbnailPath) : null
  if (tools.films !== null && image.animated && image.sourceType === 'image/gif') {
    const { data: source } = image.original
    return keepUnfinished(ctx, tools.storage, { accountId: upload.accountId, type: 'gifv', kind: 'gif', source, preview: thumbnail ?? image, details })
  }
  const { storage } = tools
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
export async function replaceThumbnail(ctx: Pick<Context, 'db' | 'write'>, tools: MediaTools, { accountId, mediaId, path }: { accountId: number; mediaId: number; path: string }): Promise<void> {
  const { type } = await ownUpload(ctx.db, accountId, mediaId)
  const preview = await prepare(tools, path, { colours: type === 'audio' })
  const previewKey = await storePreview(tools.storage, preview)
  await ctx.write(async (tx) => {
    const row = await ownUpload(tx.db, accountId, mediaId)
    await deleteFilesOf(tx, [{ file_key: null, preview_key: row.preview_key }])
    const meta = JSON.stringify({ ...JSON.parse(row.meta) as object, ...previewMeta(preview) })
    // A picture is its own blurhash; a film's is that of what is shown of it.
    const blurhash = row.type === 'image' ? row.blurhash : preview.blurhash
    await tx.db.updateTable('media_attachments').set({ preview_key: previewKey, meta, blurhash }).where('id', '=', mediaId).execute()
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
