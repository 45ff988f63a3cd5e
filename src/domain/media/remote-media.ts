// Media of other servers, as rows: what their server says about them. The bytes come when somebody looks.
import type { Tx } from '#domain/context.ts'

/** What another server says about a file of its own. */
export interface RemoteMedia {
  type: 'image' | 'gifv' | 'video' | 'audio' | 'unknown'
  contentType: string | null
  remoteUrl: string
  description: string | null
  blurhash: string | null
  focus: { x: number; y: number } | null
  width: number | null
  height: number | null
}

interface Owner { statusId: number; accountId: number }

/** The `meta.original` (and focus) that Mastodon's clients lay pictures out by. */
function metaOf({ width, height }: RemoteMedia): string {
  if (!width || !height) return '{}'
  return JSON.stringify({ original: { width, height, size: `${width}x${height}`, aspect: width / height } })
}

const columnsOf = (media: RemoteMedia) => ({
  type: media.type, content_type: media.contentType, description: media.description,
  focus_x: media.focus?.x ?? null, focus_y: media.focus?.y ?? null, blurhash: media.blurhash, meta: metaOf(media),
})

/** Writes the media of a remote status; returns their ids in the given order. */
export async function createRemoteMedia(tx: Tx, owner: Owner, media: readonly RemoteMedia[]): Promise<number[]> {
  if (media.length === 0) return []
  const rows = media.map((one) => ({
    id: tx.id(), account_id: owner.accountId, status_id: owner.statusId, state: 'remote', remote_url: one.remoteUrl,
    created_at: tx.now, ...columnsOf(one),
  }))
  await tx.db.insertInto('media_attachments').values(rows).execute()
  return rows.map((row) => row.id)
}

/**
 * Brings the media of an edited remote status up to date: a known address keeps its row (and its cached file), others
 * are added. Rows that are no longer shown stay for the history. Returns the ids in order and whether anything changed.
 */
export async function updateRemoteMedia(
  tx: Tx, owner: Owner, current: readonly number[], media: readonly RemoteMedia[],
): Promise<{ ids: number[]; changed: boolean }> {
  const known = await tx.db.selectFrom('media_attachments').selectAll().where('status_id', '=', owner.statusId).execute()
  const ids: number[] = []
  let changed = false
  for (const one of media) {
    const row = known.find((candidate) => candidate.remote_url === one.remoteUrl)
    if (!row) {
      ids.push(...await createRemoteMedia(tx, owner, [one]))
      continue
    }
    ids.push(row.id)
    const columns = columnsOf(one)
    const differs = row.description !== columns.description || row.focus_x !== columns.focus_x || row.focus_y !== columns.focus_y
      || row.blurhash !== columns.blurhash
    if (!differs) continue
    changed = true
    // A cached file has been measured by us; its server's word on size and kind is worth less.
    const { type: _type, content_type: _contentType, meta: _meta, ...described } = columns
    await tx.db.updateTable('media_attachments').set(row.file_key === null ? columns : described).where('id', '=', row.id).execute()
  }
  return { ids, changed: changed || ids.join() !== current.join() }
}
