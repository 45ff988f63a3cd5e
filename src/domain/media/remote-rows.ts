// What the rows know of pictures on other servers, kind by kind: where it is, where it is kept, and that it is kept now.
import type { Reader, Tx } from '#domain/context.ts'
import { deleteFilesOf } from './delete-media.ts'

/** `preview` is the small picture of an attachment; the ids of both are the attachment's. */
export type RemoteKind = 'media' | 'preview' | 'avatar' | 'header' | 'emoji' | 'card'

export interface RemoteFile {
  /** On its own server; null when there is none, or nothing of its account may be shown. */
  url: string | null
  /** In our storage; null when nobody has looked yet. */
  key: string | null
  /** The preview of an attachment; of the others, the picture standing still. */
  smallKey: string | null
}

/** A file that was fetched, prepared and stored. */
export interface Kept {
  key: string
  smallKey: string | null
  contentType: string
  fileSize: number
  blurhash?: string
  meta?: Record<string, unknown>
  /** What an attachment turned out to be. */
  type?: 'audio' | 'video' | 'gifv'
}

/** What is known of a remote file; null when nothing is. */
export async function findRemote(db: Reader, kind: RemoteKind, id: number): Promise<RemoteFile | null> {
  if (kind === 'emoji') {
    const row = await db.selectFrom('custom_emojis').select(['remote_url as url', 'file_key as key', 'static_key as smallKey'])
      .where('id', '=', id).where('disabled', '=', 0).executeTakeFirst()
    return row ?? null
  }
  if (kind === 'card') {
    const row = await db.selectFrom('preview_cards').select(['image_url as url', 'image_key as key']).where('id', '=', id).executeTakeFirst()
    return row ? { ...row, smallKey: null } : null
  }
  if (kind === 'avatar' || kind === 'header') {
    const row = await db.selectFrom('accounts').select([`${kind}_remote_url as url`, `${kind}_key as key`, `${kind}_static_key as smallKey`])
      .where('id', '=', id).where('suspended_at', 'is', null).executeTakeFirst()
    return row ?? null
  }
  const row = await db.selectFrom('media_attachments as m').innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.remote_url as url', 'm.file_key as key', 'm.preview_key as smallKey'])
    .where('m.id', '=', id).where('a.suspended_at', 'is', null).executeTakeFirst()
  return row ?? null
}

/**
 * Notes where the file from `url` is kept. It is not noted when another fetch was first or the address has changed
 * meanwhile; then the stored files go again.
 */
export async function noteKept(tx: Tx, kind: RemoteKind, id: number, url: string, kept: Kept): Promise<void> {
  const noted = kind === 'emoji' ? await noteEmoji(tx, id, url, kept)
    : kind === 'card' ? await noteCard(tx, id, url, kept)
    : kind === 'avatar' || kind === 'header' ? await notePicture(tx, kind, id, url, kept)
    : await noteMedia(tx, id, url, kept)
  if (noted.length === 0) await deleteFilesOf(tx, [{ file_key: kept.key, preview_key: kept.smallKey }])
}

const noteMedia = (tx: Tx, id: number, url: string, kept: Kept) => tx.db.updateTable('media_attachments').set({
  file_key: kept.key, preview_key: kept.smallKey, content_type: kept.contentType, file_size: kept.fileSize, cached_at: tx.now,
  ...(kept.blurhash ? { blurhash: kept.blurhash } : {}), ...(kept.meta ? { meta: JSON.stringify(kept.meta) } : {}), ...(kept.type ? { type: kept.type } : {}),
}).where('id', '=', id).where('state', '=', 'remote').where('remote_url', '=', url).where('file_key', 'is', null).returning('id').execute()

const notePicture = (tx: Tx, kind: 'avatar' | 'header', id: number, url: string, kept: Kept) => tx.db.updateTable('accounts')
  .set({ [`${kind}_key`]: kept.key, [`${kind}_static_key`]: kept.smallKey })
  .where('id', '=', id).where(`${kind}_remote_url`, '=', url).where(`${kind}_key`, 'is', null).returning('id').execute()

const noteCard = (tx: Tx, id: number, url: string, kept: Kept) => tx.db.updateTable('preview_cards')
  .set({ image_key: kept.key, image_cached_at: tx.now }).where('id', '=', id).where('image_url', '=', url).where('image_key', 'is', null)
  .returning('id').execute()

const noteEmoji = (tx: Tx, id: number, url: string, kept: Kept) => tx.db.updateTable('custom_emojis')
  .set({ file_key: kept.key, static_key: kept.smallKey }).where('id', '=', id).where('remote_url', '=', url).where('file_key', 'is', null)
  .returning('id').execute()
