// A sound or film of another server is kept as it is, if it is one by its content; where ffmpeg is, it gets a preview and
// its measures as well.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FilmFacts } from '#machinery/media-tools/film-types.ts'
import type { FilmTools } from '#machinery/media-tools/films.ts'
import type { ImagePool } from '#machinery/media-tools/pool.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import { filmMeta } from './film-meta.ts'
import type { Kept } from './remote-rows.ts'
import { newFileKey, storePreview } from './store-image.ts'
import { previewMeta } from './upload-film.ts'

interface Tools { storage: Pick<Storage, 'put'>; images: Pick<ImagePool, 'processImage'>; films?: FilmTools | null }
interface FilmType { mime: string; extension: string }

const SOUND_OR_FILM: Record<string, string> = {
  'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'audio/ogg': 'ogg', 'audio/wav': 'wav',
  'audio/flac': 'flac', 'audio/aac': 'aac', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'video/x-m4v': 'm4v', 'application/ogg': 'ogg',
}

/** What sound or film a file is by its content; null for everything else. */
export async function filmTypeOf(input: string | Uint8Array): Promise<FilmType | null> {
  // Loaded when the first file comes: most of the time none does.
  const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type')
  const found = await (typeof input === 'string' ? fileTypeFromFile(input) : fileTypeFromBuffer(input)).catch(() => undefined)
  const mime = found?.mime.split(';')[0] ?? ''
  const extension = Object.hasOwn(SOUND_OR_FILM, mime) ? SOUND_OR_FILM[mime] : undefined
  return extension === undefined ? null : { mime, extension }
}

const kindOf = ({ video, sound }: FilmFacts): 'audio' | 'gifv' | 'video' => (video === null ? 'audio' : sound === null ? 'gifv' : 'video')

async function measure({ storage, images, films }: Tools, path: string, folder: string): Promise<Partial<Kept>> {
  const probed = await films?.probe(path)
  if (!films || !probed?.ok) return {}
  const type = kindOf(probed.facts)
  const picture = await films.picture(path, probed.facts, folder)
  const preview = picture === null ? null : await images.processImage(picture, { colours: type === 'audio' })
  if (!preview?.ok) return { type, meta: filmMeta(probed.facts) }
  return { type, meta: { ...filmMeta(probed.facts), ...previewMeta(preview) }, blurhash: preview.blurhash, smallKey: await storePreview(storage, preview) }
}

/** Stores a fetched sound or film. */
export async function keepRemoteFilm(tools: Tools, { mime, extension }: FilmType, bytes: Uint8Array): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'covey-remote-film-'))
  try {
    const path = join(folder, 'source')
    if (tools.films) await writeFile(path, bytes)
    const measured = await measure(tools, path, folder)
    const key = newFileKey(extension)
    const { size } = await tools.storage.put(key, bytes, mime)
    return { key, smallKey: null, contentType: mime, fileSize: size, ...measured }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
