// A sound or film is looked into while its author waits, kept as it came, and made ready by a job: see prepare-film.ts.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Context, Tx } from '#domain/context.ts'
import { invalid } from '#domain/refusals.ts'
import { FILM_BYTES, FILM_FRAME_RATE, FILM_PIXELS, FILM_TYPES, rateOf } from '#machinery/media-tools/film-types.ts'
import type { FilmFacts, FilmFailureReason, FilmKind } from '#machinery/media-tools/film-types.ts'
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { newFileKey, storePreview } from './store-image.ts'
import { describeMedia, type MediaDetails } from './update-media.ts'

/** The job that makes an upload ready; its payload is {@link FilmJob}. */
export const PREPARE_FILM = 'media.prepare'

export interface FilmJob {
  id: number
  kind: FilmKind
  /** Where the upload is kept until it is ready. */
  sourceKey: string
}

const refusals: Record<FilmFailureReason, string> = {
  unreadable: 'File could not be read as a sound or video',
  'too-large': 'File could not be read as a sound or video',
  timeout: 'File took too long to process',
}

/** Whether a file is a sound or film by its content; what it really holds is seen later. */
export async function looksLikeFilm(path: string): Promise<boolean> {
  const { fileTypeFromFile } = await import('file-type')
  const mime = (await fileTypeFromFile(path).catch(() => undefined))?.mime.split(';')[0] ?? ''
  return FILM_TYPES.includes(mime) || mime === 'application/ogg'
}

function checkFacts({ video }: FilmFacts): void {
  if (!video) return
  if (video.width * video.height > FILM_PIXELS) throw invalid(`${video.width}x${video.height} videos are not supported`)
  const rate = Math.floor(rateOf(video.frameRate))
  if (rate > FILM_FRAME_RATE) throw invalid(`${rate}fps videos are not supported`)
  if (rate === 0 && rateOf(video.frameRate) === 0) throw invalid('Video stream has no frame rate')
}

async function lookInto(films: FilmTools, path: string): Promise<FilmFacts> {
  if ((await stat(path)).size > FILM_BYTES) throw invalid(`File size must be less than ${FILM_BYTES / 1024 ** 2} MB`)
  const probed = await films.probe(path)
  if (!probed.ok) throw invalid(refusals[probed.reason])
  checkFacts(probed.facts)
  return probed.facts
}

interface Unfinished {
  accountId: number
  type: 'audio' | 'video' | 'gifv'
  kind: FilmKind
  /** The upload: where it lies, or its bytes. */
  source: string | Uint8Array
  /** What is shown meanwhile and afterwards: the author's choice. */
  preview: ProcessedImage | null
  details: MediaDetails
}

async function createUnfinished(tx: Tx, { accountId, type, kind, preview, details }: Unfinished, keys: { sourceKey: string; previewKey: string | null }): Promise<number> {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({
    id, account_id: accountId, status_id: null, scheduled_status_id: null, type, state: 'processing', content_type: null, file_key: null,
    preview_key: keys.previewKey, blurhash: preview?.blurhash ?? null, meta: JSON.stringify(previewMeta(preview)), file_size: 0, created_at: tx.now,
  }).execute()
  await describeMedia(tx, id, details)
  const job: FilmJob = { id, kind, sourceKey: keys.sourceKey }
  await tx.enqueue({ kind: PREPARE_FILM, payload: job, key: `${PREPARE_FILM} ${id}` })
  return id
}

/** What `meta` tells of a preview. */
export function previewMeta(preview: ProcessedImage | null): Record<string, unknown> {
  return preview === null ? {} : { small: preview.meta.small, ...(preview.colours ? { colors: preview.colours } : {}) }
}

/**
 * Keeps an upload that a job will make ready: once this returns it survives the end of the process. The row is
 * `processing` until then.
 */
export async function keepUnfinished(ctx: Pick<Context, 'write'>, storage: Pick<Storage, 'put' | 'delete'>, upload: Unfinished): Promise<number> {
  const sourceKey = newFileKey('upload', 'incoming')
  await storage.put(sourceKey, typeof upload.source === 'string' ? createReadStream(upload.source) : upload.source, 'application/octet-stream')
  const previewKey = upload.preview === null ? null : await storePreview(storage, upload.preview)
  try {
    return await ctx.write((tx) => createUnfinished(tx, upload, { sourceKey, previewKey }))
  } catch (error) {
    await storage.delete(sourceKey)
    if (previewKey !== null) await storage.delete(previewKey)
    throw error
  }
}

/** What kind of sound or film a file is; refuses what cannot be read and what is larger than announced. A film without sound is a `gifv`. */
export async function judgeFilm(films: FilmTools, path: string): Promise<{ type: Unfinished['type']; kind: FilmKind }> {
  const { video, sound } = await lookInto(films, path)
  return video === null ? { type: 'audio', kind: 'audio' } : { type: sound === null ? 'gifv' : 'video', kind: 'video' }
}
