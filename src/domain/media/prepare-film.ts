// The job behind an upload of sound or film: what came becomes what every browser plays, with a preview. It may be
// begun again at any time: the upload goes only with the transaction that makes the row ready.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Context, Tx } from '#domain/context.ts'
import { dropFiles } from '#domain/stored-files.ts'
import type { ConvertedFilm, FilmKind } from '#machinery/media-tools/film-types.ts'
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ProcessedImage } from '#machinery/media-tools/image-types.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { filmMeta } from './film-meta.ts'
import { newFileKey, storePreview } from './store-image.ts'
import { PREPARE_FILM, previewMeta, type FilmJob } from './upload-film.ts'

interface PrepareTools {
  storage: Pick<Storage, 'put' | 'get' | 'delete'>
  images: Pick<ImagePool, 'processImage'>
  films: FilmTools | null
}

/** While another file is being made ready, the next is asked for again after this, ms. */
const BUSY_MS = 2000

interface Made { film: ConvertedFilm; preview: ProcessedImage | null }

async function make({ images, films }: PrepareTools, path: string, { kind, folder }: { kind: FilmKind; folder: string }): Promise<Made | null | 'busy'> {
  const film = await films?.convert(path, { kind, folder }) ?? null
  if (film === 'busy') return 'busy'
  if (!film?.ok) return null
  const preview = film.picturePath === null ? null : await images.processImage(film.picturePath, { colours: kind === 'audio' })
  return { film, preview: preview?.ok ? preview : null }
}

const unfinished = (db: Context['db'], id: number) => db.selectFrom('media_attachments').select(['preview_key', 'blurhash', 'meta'])
  .where('id', '=', id).where('state', '=', 'processing').executeTakeFirst()

/** A preview that the author chose stays. */
async function finish(tx: Tx, job: FilmJob, { film, preview }: Made, stored: { fileKey: string; previewKey: string | null; fileSize: number }): Promise<void> {
  const row = await unfinished(tx.db, job.id)
  if (!row) return dropFiles(tx, [stored.fileKey, stored.previewKey, job.sourceKey])
  const chosen = row.preview_key !== null
  await tx.db.updateTable('media_attachments').set({
    state: 'ready', content_type: film.contentType, file_key: stored.fileKey, file_size: stored.fileSize,
    preview_key: chosen ? row.preview_key : stored.previewKey, blurhash: chosen ? row.blurhash : preview?.blurhash ?? null,
    meta: JSON.stringify({ ...filmMeta(film.facts), ...previewMeta(chosen ? null : preview), ...JSON.parse(row.meta) as object }),
    ...(job.kind === 'video' && film.facts.sound === null ? { type: 'gifv' } : {}),
  }).where('id', '=', job.id).execute()
  await dropFiles(tx, [job.sourceKey, ...(chosen ? [stored.previewKey] : [])])
}

async function giveUp(tx: Tx, job: FilmJob): Promise<void> {
  await tx.db.updateTable('media_attachments').set({ state: 'failed' }).where('id', '=', job.id).where('state', '=', 'processing').execute()
  await dropFiles(tx, [job.sourceKey])
}

async function keep({ storage }: PrepareTools, { film, preview }: Made) {
  const fileKey = newFileKey(film.extension)
  const { size } = await storage.put(fileKey, createReadStream(film.path), film.contentType)
  return { fileKey, previewKey: preview === null ? null : await storePreview(storage, preview), fileSize: size }
}

async function prepare(ctx: Pick<Context, 'db' | 'write' | 'log'>, tools: PrepareTools, job: FilmJob, folder: string): Promise<void> {
  const source = await unfinished(ctx.db, job.id) ? await tools.storage.get(job.sourceKey) : null
  if (source === null) return ctx.write((tx) => giveUp(tx, job))
  const path = join(folder, 'source')
  await pipeline(source.body, createWriteStream(path))
  const made = await make(tools, path, { kind: job.kind, folder })
  if (made === 'busy') return ctx.write((tx) => tx.enqueue({ kind: PREPARE_FILM, payload: job, runAt: tx.now + BUSY_MS }))
  if (made === null) {
    ctx.log.info({ id: job.id, kind: job.kind }, 'an upload could not be made ready')
    return ctx.write((tx) => giveUp(tx, job))
  }
  const stored = await keep(tools, made)
  await ctx.write((tx) => finish(tx, job, made, stored))
}

/** The job that makes sound and film ready. */
export const prepareFilmJobs = (house: Pick<Context, 'db' | 'write' | 'log'> & PrepareTools) => ({
  async [PREPARE_FILM](job: FilmJob): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'covey-film-'))
    try {
      await prepare(house, house, job, folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})
