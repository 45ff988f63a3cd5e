// Pictures of other servers, kept here for a while once somebody looked at them. Fetching is lent by `main`.
import { LRUCache } from 'lru-cache'
import type { Context } from '#domain/context.ts'
import { deleteFilesOf } from './delete-media.ts'
import { keepRemoteFile, type Fetched, type RemoteTools } from './keep-remote-file.ts'
import { findRemote, noteKept, type RemoteFile, type RemoteKind } from './remote-rows.ts'

/** Fetches a file of another server, guarded and limited; the bytes, or a file that is ours to read. */
export type FetchMedia = (url: string) => Promise<
  { ok: true; body: Fetched; contentType: string | null } | { ok: false; reason: string }>

const DAY_MS = 86_400_000
const CHUNK = 200
/** What could not be had is not asked for again for this long, ms. */
const PATIENCE_MS = 5 * 60_000

/**
 * Answers where a remote file is kept (a key of our storage), fetching it on first sight; null when it cannot be had,
 * is nothing that may be shown, or its account is suspended. Those who look at once share one fetch, and what failed is
 * left alone for five minutes. What belongs to this server is never answered: an id is no permission.
 */
export type OpenRemote = (kind: RemoteKind, id: number) => Promise<string | null>

const wantedOf = (file: RemoteFile | null, kind: RemoteKind): string | null => kind === 'preview' ? file?.smallKey ?? null : file?.key ?? null

/** The cache of everything that members see of other servers' files. */
export function createRemoteCache(ctx: Pick<Context, 'db' | 'write' | 'log'>, tools: RemoteTools, fetchMedia: FetchMedia): OpenRemote {
  const fetching = new Map<string, Promise<void>>()
  const failed = new LRUCache<string, true>({ max: 5000, ttl: PATIENCE_MS })

  async function fetchAndKeep(kind: RemoteKind, id: number, url: string): Promise<void> {
    const fetched = await fetchMedia(url)
    const kept = fetched.ok ? await keepRemoteFile(tools, kind, fetched.body) : null
    if (kept) return ctx.write((tx) => noteKept(tx, kind, id, url, kept))
    failed.set(url, true)
    ctx.log.info({ kind, id, reason: fetched.ok ? 'nothing that may be shown' : fetched.reason }, 'a remote file is not kept')
  }

  return async (kind, id) => {
    const file = await findRemote(ctx.db, kind, id)
    if (file === null || file.url === null) return null
    if (file.key !== null) return wantedOf(file, kind)
    if (failed.has(file.url)) return null
    const name = `${kind === 'preview' ? 'media' : kind} ${id}`
    const running = fetching.get(name) ?? fetchAndKeep(kind, id, file.url).finally(() => fetching.delete(name))
    fetching.set(name, running)
    await running
    return wantedOf(await findRemote(ctx.db, kind, id), kind)
  }
}

/** Lets go of remote attachments that were fetched more than `days` ago; they are fetched again when somebody looks. For the schedule. */
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
