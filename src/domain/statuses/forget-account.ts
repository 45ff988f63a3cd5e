// After an account is deleted: its statuses go, in chunks and quietly, for the account's own deletion says it all.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { deleteFilesOf } from '#domain/media/delete-media.ts'
import { deleteStatus } from './delete-status.ts'

export const FORGET_STATUSES = 'account.forget-statuses'
const CHUNK = 50

/** Reaction to `account.deleted`. */
export const forgetStatuses = (tx: Tx, { accountId }: { accountId: number }): Promise<void> =>
  tx.enqueue({ kind: FORGET_STATUSES, payload: { accountId }, key: `${FORGET_STATUSES}:${accountId}`, priority: 5 })

const someOf = (db: Reader, accountId: number) => db.selectFrom('statuses').select('id').where('account_id', '=', accountId).orderBy('id', 'desc').limit(CHUNK)

/** Deletes one chunk of an account's statuses; true when there was a full one, so that there may be more. */
async function forgetSome(tx: Tx, accountId: number): Promise<boolean> {
  const rows = await someOf(tx.db, accountId).execute()
  for (const { id } of rows) await deleteStatus(tx, id, { media: 'delete', quietly: true })
  if (rows.length === CHUNK) return true
  await tx.db.deleteFrom('scheduled_statuses').where('account_id', '=', accountId).execute()
  await deleteFilesOf(tx, await tx.db.deleteFrom('media_attachments').where('account_id', '=', accountId).returning(['file_key', 'preview_key']).execute())
  return false
}

/** The job that deletes them. Only for an account that is deleted: a job that comes late to one that is not does nothing. */
export const forgetStatusesJobs = (ctx: Pick<Context, 'db' | 'write'>) => ({
  async [FORGET_STATUSES]({ accountId }: { accountId: number }): Promise<void> {
    const account = await ctx.db.selectFrom('accounts').select('deleted_at').where('id', '=', accountId).executeTakeFirst()
    if (account && account.deleted_at === null) return
    while (await ctx.write((tx) => forgetSome(tx, accountId)));
  },
})
