// Media that go, and the files they leave behind. A row goes in the verb's transaction, its files in a job after it.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { DELETE_FILES, dropFiles } from '#domain/stored-files.ts'
import type { Storage } from '#machinery/storage/storage.ts'

const DAY_MS = 86_400_000
const CHUNK = 200

type WithFiles = { file_key: string | null; preview_key: string | null }

/** Has the files of these rows removed once the transaction has committed. */
export async function deleteFilesOf(tx: Tx, rows: readonly WithFiles[]): Promise<void> {
  await dropFiles(tx, rows.flatMap((row) => [row.file_key, row.preview_key]))
}

/** Deletes an own upload that no status carries, scheduled ones included; refuses others' as missing, carried ones with 422. */
export async function deleteMedia(tx: Tx, accountId: number, mediaId: number): Promise<void> {
  const gone = await tx.db.deleteFrom('media_attachments').where('id', '=', mediaId).where('account_id', '=', accountId)
    .where('status_id', 'is', null).where('scheduled_status_id', 'is', null).returning(['file_key', 'preview_key']).execute()
  if (gone.length === 0) {
    const carried = await tx.db.selectFrom('media_attachments').select('id').where('id', '=', mediaId).where('account_id', '=', accountId).executeTakeFirst()
    throw carried ? new Refusal('input.invalid', { text: 'Media attachment is currently used by a status' }) : missing()
  }
  await deleteFilesOf(tx, gone)
}

/** Frees the uploads of a status; they can be posted again within a day. */
export async function detachMedia(tx: Tx, statusId: number): Promise<void> {
  await tx.db.updateTable('media_attachments').set({ status_id: null, created_at: tx.now }).where('status_id', '=', statusId).execute()
}

/** Deletes the media of a status, with what was shown of former versions. */
export async function dropMediaOf(tx: Tx, statusId: number): Promise<void> {
  await deleteFilesOf(tx, await tx.db.deleteFrom('media_attachments').where('status_id', '=', statusId).returning(['file_key', 'preview_key']).execute())
}

/** A scheduled post that is gone keeps nothing. */
const orphans = (db: Reader, before: number) => db.selectFrom('media_attachments as m').select('m.id')
  .leftJoin('scheduled_statuses as s', 's.id', 'm.scheduled_status_id')
  .where('m.status_id', 'is', null).where('s.id', 'is', null).where('m.created_at', '<', before).orderBy('m.created_at').limit(CHUNK)

/** Removes uploads that nobody posted within a day. For the schedule: hourly. */
export async function removeOrphanMedia(ctx: Pick<Context, 'write'>): Promise<void> {
  for (;;) {
    const count = await ctx.write(async (tx) => {
      const rows = await tx.db.deleteFrom('media_attachments').where('id', 'in', orphans(tx.db, tx.now - DAY_MS)).returning(['file_key', 'preview_key']).execute()
      await deleteFilesOf(tx, rows)
      return rows.length
    })
    if (count < CHUNK) return
  }
}

/** The job that removes files; a missing one is no error. */
export const deleteFilesJobs = ({ storage }: { storage: Pick<Storage, 'delete'> }) => ({
  async [DELETE_FILES]({ keys }: { keys: string[] }): Promise<void> {
    for (const key of keys) await storage.delete(key)
  },
})
