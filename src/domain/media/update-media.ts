// What people say about a file: its description and the point that must stay in view.
import type { Reader, Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { countGraphemes } from '#domain/text/count.ts'

/** Characters a description may have. */
export const DESCRIPTION_LIMIT = 1500

/** What is left out stays as it is. */
export interface MediaDetails {
  /** An empty one is none. */
  description?: string | null
  /** From the middle of the picture, -1 to 1; y points up. */
  focus?: { x: number; y: number } | null
}

/** Refuses a description that is too long. */
export function checkDescription(description: string | null | undefined): void {
  if (description && countGraphemes(description) > DESCRIPTION_LIMIT) {
    throw invalid(`Description is too long (maximum is ${DESCRIPTION_LIMIT} characters)`)
  }
}

/** Describes a file; the caller has asked whether it may. Returns whether anything changed. Refuses too long descriptions. */
export async function describeMedia(tx: Tx, mediaId: number, { description, focus }: MediaDetails): Promise<boolean> {
  checkDescription(description)
  const row = await tx.db.selectFrom('media_attachments').select(['description', 'focus_x', 'focus_y']).where('id', '=', mediaId).executeTakeFirst()
  if (!row) throw missing()
  const set = {
    description: description === undefined ? row.description : description?.trim() || null,
    focus_x: focus === undefined ? row.focus_x : focus?.x ?? null,
    focus_y: focus === undefined ? row.focus_y : focus?.y ?? null,
  }
  if (set.description === row.description && set.focus_x === row.focus_x && set.focus_y === row.focus_y) return false
  await tx.db.updateTable('media_attachments').set(set).where('id', '=', mediaId).execute()
  return true
}

/** The row of an own upload that no status carries; everything else refuses as missing. */
export async function ownUpload(db: Reader, accountId: number, mediaId: number): Promise<Row<'media_attachments'>> {
  const row = await db.selectFrom('media_attachments').selectAll().where('id', '=', mediaId).where('account_id', '=', accountId)
    .where('status_id', 'is', null).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Describes an own upload that no status carries yet. */
export async function updateMedia(tx: Tx, accountId: number, mediaId: number, details: MediaDetails): Promise<void> {
  await ownUpload(tx.db, accountId, mediaId)
  await describeMedia(tx, mediaId, details)
}
