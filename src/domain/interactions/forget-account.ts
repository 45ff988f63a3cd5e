// After an account is deleted: what it did with other people's statuses is taken back, in chunks and quietly.
import { sql } from 'kysely'
import type { Context, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'

export const FORGET_INTERACTIONS = 'account.forget-interactions'
const CHUNK = 500

/** Reaction to `account.deleted`. */
export const forgetInteractions = (tx: Tx, { accountId }: { accountId: number }): Promise<void> =>
  tx.enqueue({ kind: FORGET_INTERACTIONS, payload: { accountId }, key: `${FORGET_INTERACTIONS}:${accountId}`, priority: 5 })

async function forgetFavourites(tx: Tx, accountId: number): Promise<boolean> {
  const gone = await tx.db.deleteFrom('favourites')
    .where('id', 'in', tx.db.selectFrom('favourites').select('id').where('account_id', '=', accountId).limit(CHUNK)).returning('status_id').execute()
  if (gone.length > 0) {
    await tx.db.updateTable('statuses').set({ favourites_count: sql`favourites_count - 1` })
      .where('id', 'in', idList(gone.map((row) => row.status_id).sort((a, b) => a - b))).where('favourites_count', '>', 0).execute()
  }
  return gone.length === CHUNK
}

async function forgetPrivate(tx: Tx, accountId: number): Promise<boolean> {
  const bookmarks = await tx.db.deleteFrom('bookmarks')
    .where('id', 'in', tx.db.selectFrom('bookmarks').select('id').where('account_id', '=', accountId).limit(CHUNK)).returning('id').execute()
  await tx.db.deleteFrom('pins').where('account_id', '=', accountId).execute()
  await tx.db.deleteFrom('thread_mutes').where('account_id', '=', accountId).execute()
  await tx.db.deleteFrom('idempotency_keys').where('account_id', '=', accountId).execute()
  return bookmarks.length === CHUNK
}

/** The job that takes it back. Votes stay counted, as in Mastodon. */
export const forgetInteractionsJobs = (ctx: Pick<Context, 'db' | 'write'>) => ({
  async [FORGET_INTERACTIONS]({ accountId }: { accountId: number }): Promise<void> {
    const account = await ctx.db.selectFrom('accounts').select('deleted_at').where('id', '=', accountId).executeTakeFirst()
    if (account && account.deleted_at === null) return
    while (await ctx.write((tx) => forgetFavourites(tx, accountId)));
    while (await ctx.write((tx) => forgetPrivate(tx, accountId)));
  },
})
