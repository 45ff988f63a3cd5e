// A picture, film or sound. Members never fetch it from another server: remote ones come through our own cache.
import type { Config } from '#machinery/config/config.ts'
import type { SeenMedia } from '#domain/reading/statuses.ts'
import { seenMedia } from '#domain/reading/statuses.ts'
import { fileUrl, proxyUrl } from '#domain/addresses.ts'
import type { At } from './at.ts'

export interface MediaAttachment {
  id: string
  type: 'unknown' | 'image' | 'gifv' | 'video' | 'audio'
  url: string | null
  preview_url: string | null
  remote_url: string | null
  preview_remote_url: null
  text_url: null
  meta: Record<string, unknown> | null
  description: string | null
  blurhash: string | null
}

function metaOf(row: SeenMedia): Record<string, unknown> | null {
  const stored = row.meta === '{}' || row.meta === '' ? null : JSON.parse(row.meta) as Record<string, unknown>
  if (row.focus_x === null || row.focus_y === null) return stored
  return { ...stored, focus: { x: row.focus_x, y: row.focus_y } }
}

function urlsOf(config: Config, row: SeenMedia): [string | null, string | null] {
  const url = row.file_key !== null ? fileUrl(config, row.file_key) : row.remote_url ? proxyUrl(config, 'media', row.id, row.remote_url) : null
  const preview = row.preview_key !== null ? fileUrl(config, row.preview_key)
    : row.remote_url && (row.type === 'image' || row.type === 'unknown') ? proxyUrl(config, 'preview', row.id, row.remote_url)
    : row.type === 'image' || row.type === 'gifv' ? url : null
  return [url, preview]
}

/** One attachment; `url` is null while it is being worked on. */
export function renderMedia(config: Config, row: SeenMedia): MediaAttachment {
  const [url, preview] = urlsOf(config, row)
  return {
    id: String(row.id),
    type: row.type as MediaAttachment['type'],
    url,
    preview_url: preview,
    remote_url: row.remote_url,
    // No longer documented, but still sent by Mastodon, and asked for by apps that were made before.
    preview_remote_url: null,
    text_url: null,
    meta: metaOf(row),
    description: row.description,
    blurhash: row.blurhash,
  }
}

/** Attachments in the order of `ids`; unknown ones are left out. */
export async function showMedia(at: At, ids: readonly number[]): Promise<MediaAttachment[]> {
  if (ids.length === 0) return []
  const rows = new Map((await seenMedia(at.db, { ids })).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [renderMedia(at.config, row)] : []
  })
}
