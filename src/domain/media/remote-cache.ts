// Pictures of other servers, kept here for a while once somebody looked at them. Fetching is lent by `main`.
import { readFile } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { Context, Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { storeImage, newFileKey, type MediaTools } from './create-media.ts'
import { deleteFilesOf } from './delete-media.ts'

/** Fetches a file of another server, guarded and limited; the bytes, or a file that is ours to read. */
export type FetchMedia = (url: string) => Promise<
  | { ok: true; body: { path: string } | { bytes: Uint8Array }; contentType: string | null }
  | { ok: false; reason: string }>

type RemoteFile = Pick<Row<'media_attachments'>, 'id' | 'type' | 'file_key' | 'preview_key' | 'remote_url' | 'state'>

/** What a cached file is known by; a sound or film has no preview. */
interface Cached {
  contentType: string
  fileKey: string
  previewKey: string | null
  fileSize: number
  blurhash?: string
  meta?: Record<string, unknown>
}

const DAY_MS = 86_400_000
const CHUNK = 200
const SOUND_OR_FILM: Record<string, string> = {
  'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'audio/ogg': 'ogg', 'audio/wav': 'wav',
  'audio/flac': 'flac', 'audio/aac': 'aac', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'video/x-m4v': 'm4v', 'application/ogg': 'ogg',
}

/** A remote attachment and what of it is here, or null. Also for local ones, which need no fetching. */
export async function remoteFile(db: Reader, mediaId: number): Promise<RemoteFile | null> {
  return await db.selectFrom('media_attachments').select(['id', 'type', 'file_key', 'preview_key', 'remote_url', 'state'])
    .where('id', '=', mediaId).executeTakeFirst() ?? null
}

/** Notes where a remote attachment is kept. Of two fetches at once the first is kept; returns whether this one is. */
export async function noteCached(tx: Tx, mediaId: number, cached: Cached): Promise<boolean> {
  const noted = await tx.db.updateTable('media_attachments').set({
    file_key: cached.fileKey, preview_key: cached.previewKey, content_type: cached.contentType, file_size: cached.fileSize, cached_at: tx.now,
    ...(cached.blurhash ? { blurhash: cached.blurhash } : {}), ...(cached.meta ? { meta: JSON.stringify(cached.meta) } : {}),
  }).where('id', '=', mediaId).where('state', '=', 'remote').where('file_key', 'is', null).returning('id').executeTakeFirst()
  if (!noted) await deleteFilesOf(tx, [{ file_key: cached.fileKey, preview_key: cached.previewKey }])
  return noted !== undefined
}

async function keep({ storage, images }: MediaTools, fetched: { path: string } | { bytes: Uint8Array }): Promise<Cached | null> {
  const input = 'path' in fetched ? fetched.path : fetched.bytes
  const image = await images.processImage(input)
  if (image.ok) return storeImage(storage, image)
  if (image.reason !== 'unsupported-type') return null
  const bytes = typeof input === 'string' ? await readFile(input) : input
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? ''
  const extension = Object.hasOwn(SOUND_OR_FILM, type) ? SOUND_OR_FILM[type] : undefined
  if (extension === undefined) return null
  const fileKey = newFileKey(extension)
  const { size } = await storage.put(fileKey, bytes, type)
  return { contentType: type, fileKey, previewKey: null, fileSize: size }
}

interface Cache {
  /**
   * Where a remote attachment is kept, fetching it on first sight; null when it cannot be had or is nothing that may be
   * shown. Pictures are encoded anew, so nothing of another server's bytes reaches a browser; sounds and films are kept
   * as they are if their content says they are such.
   */
  open(mediaId: number): Promise<{ fileKey: string; previewKey: string | null } | null>
}

/** The cache of remote attachments. Those who look at once share one fetch. */
export function createRemoteCache(ctx: Pick<Context, 'db' | 'write' | 'log'>, tools: MediaTools, fetchMedia: FetchMedia): Cache {
  const fetching = new Map<number, Promise<{ fileKey: string; previewKey: string | null } | null>>()

  async function fetchAndKeep(mediaId: number, url: string) {
    const fetched = await fetchMedia(url)
    if (!fetched.ok) {
      ctx.log.info({ media: mediaId, reason: fetched.reason }, 'remote media could not be fetched')
      return null
    }
    const cached = await keep(tools, fetched.body)
    if (cached === null) return null
    await ctx.write((tx) => noteCached(tx, mediaId, cached))
    return here(await remoteFile(ctx.db, mediaId))
  }

  const here = (row: RemoteFile | null) => row === null || row.file_key === null ? null : { fileKey: row.file_key, previewKey: row.preview_key }

  return {
    async open(mediaId) {
      const row = await remoteFile(ctx.db, mediaId)
      if (row === null || row.file_key !== null || row.state !== 'remote' || row.remote_url === null) return here(row)
      const url = row.remote_url
      const running = fetching.get(mediaId) ?? fetchAndKeep(mediaId, url).finally(() => fetching.delete(mediaId))
      fetching.set(mediaId, running)
      return running
    },
  }
}

/** Lets go of remote files that were fetched more than `days` ago; they are fetched again when somebody looks. For the schedule. */
export async function evictRemoteMedia(ctx: Pick<Context, 'write'>, days: number): Promise<void> {
  for (;;) {
    const count = await ctx.write(async (tx) => {
      const rows = await tx.db.selectFrom('media_attachments').select(['id', 'file_key', 'preview_key'])
        .where('state', '=', 'remote').where('cached_at', '<', tx.now - days * DAY_MS).orderBy('cached_at').limit(CHUNK).execute()
      if (rows.length === 0) return 0
      await deleteFilesOf(tx, rows)
      await tx.db.updateTable('media_attachments').set({ file_key: null, preview_key: null, cached_at: null, file_size: 0 })
        .where('id', 'in', rows.map((row) => row.id)).execute()
      return rows.length
    })
    if (count < CHUNK) return
  }
}
