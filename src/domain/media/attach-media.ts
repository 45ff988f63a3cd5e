// Media and the statuses that carry them. An upload belongs to its author alone until a status takes it.
import type { Reader, Tx } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { idList } from '#machinery/db/id-list.ts'

/** How many files one of our own statuses may carry. */
export const MEDIA_LIMIT = 4

interface Attachable {
  accountId: number
  ids: readonly number[]
  /** Uploads that this status carries already may stay. */
  statusId?: number
  /** Uploads that wait for this scheduled status may be taken. */
  scheduledStatusId?: number
}

/**
 * Refuses ids that `accountId` may not attach, in Mastodon's words: more than four, of others, attached elsewhere, not
 * processed yet, or a film beside pictures.
 */
export async function checkAttachable(db: Reader, { accountId, ids, statusId, scheduledStatusId }: Attachable): Promise<void> {
  if (ids.length === 0) return
  if (ids.length > MEDIA_LIMIT) throw new Refusal('input.invalid', { text: `Cannot attach more than ${MEDIA_LIMIT} files` })
  const rows = await db.selectFrom('media_attachments').select(['id', 'type', 'state', 'status_id', 'scheduled_status_id'])
    .where('id', 'in', idList(ids)).where('account_id', '=', accountId).execute()
  const free = rows.filter((row) => (row.status_id === null || row.status_id === statusId)
    && (row.scheduled_status_id === null || row.scheduled_status_id === scheduledStatusId))
  const missing = ids.filter((id) => !free.some((row) => row.id === id))
  if (missing.length > 0) throw notAttachable(missing)
  if (free.some((row) => row.state !== 'ready')) {
    throw new Refusal('input.invalid', { text: 'Cannot attach files that have not finished processing. Try again in a moment!' })
  }
  if (free.length > 1 && free.some((row) => row.type === 'video' || row.type === 'audio')) {
    throw new Refusal('input.invalid', { text: 'Cannot attach a video to a post that already contains images' })
  }
}

/** Gives uploads to a status of their author; refuses as {@link checkAttachable} does. Repeatable. */
export async function attachMedia(tx: Tx, attachable: Attachable & { statusId: number }): Promise<void> {
  const { ids, accountId, statusId } = attachable
  if (ids.length === 0) return
  await checkAttachable(tx.db, attachable)
  const taken = await tx.db.updateTable('media_attachments').set({ status_id: statusId, scheduled_status_id: null })
    .where('id', 'in', idList(ids)).where('account_id', '=', accountId)
    .where((where) => where.or([where('status_id', 'is', null), where('status_id', '=', statusId)])).returning('id').execute()
  refuseUnlessAll(ids, taken)
}

/** Another post may have taken an upload since it was looked at. */
function refuseUnlessAll(ids: readonly number[], taken: readonly { id: number }[]): void {
  const missing = ids.filter((id) => !taken.some((row) => row.id === id))
  if (missing.length > 0) throw notAttachable(missing)
}

const notAttachable = (ids: readonly number[]): Refusal =>
  new Refusal('input.invalid', { text: `Media ${ids.join(', ')} not found or already attached to another post` })

/** Keeps uploads for a scheduled status, so that they are neither used twice nor swept up. */
export async function reserveMedia(tx: Tx, attachable: Attachable & { scheduledStatusId: number }): Promise<void> {
  if (attachable.ids.length === 0) return
  await checkAttachable(tx.db, attachable)
  const { ids, accountId, scheduledStatusId } = attachable
  const taken = await tx.db.updateTable('media_attachments').set({ scheduled_status_id: scheduledStatusId })
    .where('id', 'in', idList(ids)).where('account_id', '=', accountId).where('status_id', 'is', null)
    .where((where) => where.or([where('scheduled_status_id', 'is', null), where('scheduled_status_id', '=', scheduledStatusId)]))
    .returning('id').execute()
  refuseUnlessAll(ids, taken)
}

/** Frees what a scheduled status had reserved. */
export async function releaseMedia(tx: Tx, scheduledStatusId: number): Promise<void> {
  await tx.db.updateTable('media_attachments').set({ scheduled_status_id: null })
    .where('scheduled_status_id', '=', scheduledStatusId).execute()
}
