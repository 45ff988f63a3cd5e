// After an account is gone, what it wrote, liked and knew: chunk by chunk, each in a transaction of its own, until
// nothing is left. Others' counters end where a recount would put them.
import { sql } from 'kysely'
import { SWEEP_ACCOUNT } from '#domain/accounts/delete-account.ts'
import type { Context, Tx } from '#domain/context.ts'
import { leaveConversations } from '#domain/conversations/conversation-reactions.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { removeAuthors } from '#domain/timelines/merge.ts'
import { idList } from '#machinery/db/id-list.ts'

// A status takes a dozen statements to delete; a transaction shall stay under 20 ms.
const STATUSES = 20
const FOLLOWS = 50
const ROWS = 200

/** Does one chunk of each kind; answers whether nothing was left. */
export async function sweepAccount(tx: Tx, accountId: number): Promise<boolean> {
  if (await sweepStatuses(tx, accountId) > 0) return false
  const left = [
    await sweepFollows(tx, accountId, 'account_id'), await sweepFollows(tx, accountId, 'target_account_id'),
    await sweepFavourites(tx, accountId), await sweepPlainRows(tx, accountId),
  ]
  return left.every((count) => count === 0)
}

async function sweepStatuses(tx: Tx, accountId: number): Promise<number> {
  const rows = await tx.db.selectFrom('statuses').select('id').where('account_id', '=', accountId).orderBy('id', 'desc').limit(STATUSES).execute()
  for (const { id } of rows) {
    await leaveConversations(tx, { statusId: id, accountId })
    await deleteStatus(tx, id, { quietly: true })
  }
  return rows.length
}

/** Follows in one direction, with the counters of whoever stays. */
async function sweepFollows(tx: Tx, accountId: number, side: 'account_id' | 'target_account_id'): Promise<number> {
  const other = side === 'account_id' ? 'target_account_id' : 'account_id'
  const rows = await tx.db.deleteFrom('follows')
    .where('id', 'in', tx.db.selectFrom('follows').select('id').where(side, '=', accountId).orderBy('id').limit(FOLLOWS))
    .returning(`${other} as otherId`).execute()
  const others = rows.map((row) => row.otherId).sort((a, b) => a - b)
  if (others.length === 0) return 0
  if (side === 'target_account_id') for (const reader of others) await removeAuthors(tx, reader, [accountId])
  const counter = side === 'account_id' ? 'followers_count' : 'following_count'
  const own = side === 'account_id' ? 'following_count' : 'followers_count'
  await tx.db.updateTable('accounts').set({ [counter]: sql`${sql.ref(counter)} - 1` }).where('id', 'in', idList(others)).where(counter, '>', 0).execute()
  await tx.db.updateTable('accounts').set({ [own]: sql`${sql.ref(own)} - ${others.length}` }).where('id', '=', accountId).execute()
  return rows.length
}

async function sweepFavourites(tx: Tx, accountId: number): Promise<number> {
  const rows = await tx.db.deleteFrom('favourites')
    .where('id', 'in', tx.db.selectFrom('favourites').select('id').where('account_id', '=', accountId).orderBy('id').limit(ROWS))
    .returning('status_id').execute()
  const liked = rows.map((row) => row.status_id)
  if (liked.length === 0) return 0
  await tx.db.updateTable('statuses').set({ favourites_count: sql`favourites_count - 1` })
    .where('id', 'in', idList(liked)).where('favourites_count', '>', 0).execute()
  return liked.length
}

/** Rows with an id of their own that nothing counts. */
const PLAIN = [
  ['bookmarks', 'account_id'], ['follow_requests', 'account_id'], ['follow_requests', 'target_account_id'],
  ['blocks', 'account_id'], ['blocks', 'target_account_id'], ['mutes', 'account_id'], ['account_domain_blocks', 'account_id'],
  ['featured_tags', 'account_id'], ['scheduled_statuses', 'account_id'], ['notifications', 'account_id'], ['notifications', 'from_account_id'],
  ['conversations', 'account_id'], ['endorsements', 'account_id'], ['filters', 'account_id'], ['account_moves', 'account_id'], ['collection_items', 'account_id'], ['collections', 'account_id'],
] as const

/** Few rows of one person's each, without an id. */
const PERSONAL = [
  'account_notes', 'followed_tags', 'dismissed_suggestions', 'announcement_reactions', 'announcement_reads', 'annual_reports',
  'annual_report_requests', 'old_posts_policies',
] as const

async function sweepPlainRows(tx: Tx, accountId: number): Promise<number> {
  let swept = 0
  for (const table of ['filter_keywords', 'filter_statuses'] as const) {
    await tx.db.deleteFrom(table).where('filter_id', 'in', tx.db.selectFrom('filters').select('id').where('account_id', '=', accountId)).execute()
  }
  await tx.db.deleteFrom('collection_items').where('collection_id', 'in', tx.db.selectFrom('collections').select('id').where('account_id', '=', accountId)).execute()
  for (const [table, column] of PLAIN) {
    const { rows } = await sql`delete from ${sql.table(table)} where id in
      (select id from ${sql.table(table)} where ${sql.ref(column)} = ${accountId} limit ${ROWS}) returning id`.execute(tx.db)
    swept += rows.length
  }
  for (const table of PERSONAL) {
    await tx.db.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
  const lists = await tx.db.deleteFrom('list_accounts').where('account_id', '=', accountId).returning('list_id').execute()
  for (const { list_id: listId } of lists) await removeAuthors(tx, listId, [accountId])
  return swept
}

/** The jobs of this room. */
export const departureJobs = (ctx: Pick<Context, 'write'>) => ({
  async [SWEEP_ACCOUNT]({ accountId }: { accountId: number }): Promise<void> {
    while (!await ctx.write((tx) => sweepAccount(tx, accountId)));
  },
})
