// Every version of an edited status, the first included: who has read something may see what it was.
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { idList } from '#machinery/db/id-list.ts'

/** What `status_edits.media` holds, in order: the file, and how it was described in that version. */
export interface EditedMedia { id: number; description: string | null }

interface Version {
  media: EditedMedia[]
  pollOptions: string[] | null
}

/** What a status has besides its row, as it is now. */
export async function versionOf(db: Reader, status: Row<'statuses'>): Promise<Version> {
  const ids = JSON.parse(status.media_ids) as number[]
  const rows = ids.length === 0 ? [] : await db.selectFrom('media_attachments').select(['id', 'description']).where('id', 'in', idList(ids)).execute()
  const descriptions = new Map(rows.map((row) => [row.id, row.description]))
  const poll = status.poll_id === null ? undefined : await db.selectFrom('polls').select('options').where('id', '=', status.poll_id).executeTakeFirst()
  return {
    media: ids.filter((id) => descriptions.has(id)).map((id) => ({ id, description: descriptions.get(id) ?? null })),
    pollOptions: poll ? JSON.parse(poll.options) as string[] : null,
  }
}

/** Keeps a version of a status; `at` (epoch ms) is when it was written. */
export async function keepVersion(tx: Tx, status: Row<'statuses'>, version: Version, at: number): Promise<void> {
  await tx.db.insertInto('status_edits').values({
    id: tx.id(), status_id: status.id, account_id: status.account_id, text: status.text, content: status.content,
    spoiler_text: status.spoiler_text, sensitive: status.sensitive, media: JSON.stringify(version.media),
    poll_options: version.pollOptions === null ? null : JSON.stringify(version.pollOptions), quote_id: status.quote_id, created_at: at,
  }).execute()
}

/** Whether a former version is kept already. */
export async function hasVersions(db: Reader, statusId: number): Promise<boolean> {
  return await db.selectFrom('status_edits').select('id').where('status_id', '=', statusId).limit(1).executeTakeFirst() !== undefined
}

/** The versions of a status, oldest first; one that was never edited is its own only version. */
export async function versionsOf(db: Reader, status: Row<'statuses'>): Promise<Row<'status_edits'>[]> {
  const kept = await db.selectFrom('status_edits').selectAll().where('status_id', '=', status.id).orderBy('id').execute()
  if (kept.length > 0) return kept
  const { media, pollOptions } = await versionOf(db, status)
  return [{
    id: status.id, status_id: status.id, account_id: status.account_id, text: status.text, content: status.content,
    spoiler_text: status.spoiler_text, sensitive: status.sensitive, media: JSON.stringify(media),
    poll_options: pollOptions === null ? null : JSON.stringify(pollOptions), quote_id: status.quote_id, created_at: status.edited_at ?? status.created_at,
  }]
}
