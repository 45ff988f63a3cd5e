// After a status is gone, everything that pointed at it in any number: boosts, favourites, bookmarks, entries in filters, votes, replies.
import { sql } from 'kysely'
import type { Context, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { MOVE_THREAD, moveThread } from './threads.ts'

const SWEEP_STATUS = 'status.sweep'
const CHUNK = 500
/** Each of these is told to its readers' screens. */
const QUOTES = 10

interface Gone { statusId: number; pollId: number | null }

/** Removes one chunk of each kind; if there may be more, a job goes on. Repeatable. */
export async function sweepStatus(tx: Tx, gone: Gone): Promise<void> {
  const full = [
    await sweepBoosts(tx, gone.statusId),
    await sweepRows(tx, 'favourites', gone.statusId),
    await sweepRows(tx, 'bookmarks', gone.statusId),
    await sweepRows(tx, 'filter_statuses', gone.statusId),
    await sweepReplies(tx, gone.statusId),
    await sweepQuotes(tx, gone.statusId),
    gone.pollId === null ? 0 : await sweepVotes(tx, gone.pollId),
  ].some((count) => count >= CHUNK)
  if (full) await tx.enqueue({ kind: SWEEP_STATUS, payload: gone, key: `${SWEEP_STATUS}:${gone.statusId}`, priority: 5 })
}

async function sweepBoosts(tx: Tx, statusId: number): Promise<number> {
  const boosts = await tx.db.deleteFrom('statuses')
    .where('id', 'in', tx.db.selectFrom('statuses').select('id').where('reblog_of_id', '=', statusId).orderBy('id').limit(CHUNK))
    .returning(['id', 'account_id', 'visibility']).execute()
  const authors = boosts.filter((boost) => boost.visibility !== 'direct').map((boost) => boost.account_id).sort((a, b) => a - b)
  if (authors.length > 0) {
    await tx.db.updateTable('accounts').set({ statuses_count: sql`statuses_count - 1` })
      .where('id', 'in', idList(authors)).where('statuses_count', '>', 0).execute()
  }
  return boosts.length
}

async function sweepRows(tx: Tx, table: 'favourites' | 'bookmarks' | 'filter_statuses', statusId: number): Promise<number> {
  const rows = await tx.db.deleteFrom(table)
    .where('id', 'in', tx.db.selectFrom(table).select('id').where('status_id', '=', statusId).limit(CHUNK)).returning('id').execute()
  return rows.length
}

async function sweepReplies(tx: Tx, statusId: number): Promise<number> {
  const rows = await tx.db.updateTable('statuses').set({ in_reply_to_id: null })
    .where('id', 'in', tx.db.selectFrom('statuses').select('id').where('in_reply_to_id', '=', statusId).limit(CHUNK)).returning('id').execute()
  return rows.length
}

/** Those who quoted it quote nothing now, which their readers are told; what was declined stays declined. */
async function sweepQuotes(tx: Tx, statusId: number): Promise<number> {
  const rows = await tx.db.updateTable('quotes')
    .set({ quoted_status_id: null, state: sql`case when state in ('accepted', 'pending') then 'deleted' else state end`, updated_at: tx.now })
    .where('id', 'in', tx.db.selectFrom('quotes').select('id').where('quoted_status_id', '=', statusId).limit(QUOTES))
    .returning(['id', 'status_id', 'account_id']).execute()
  for (const row of rows) await tx.record('quote.lost', { quoteId: row.id, statusId: row.status_id, accountId: row.account_id })
  return rows.length < QUOTES ? 0 : CHUNK
}

async function sweepVotes(tx: Tx, pollId: number): Promise<number> {
  const voters = await tx.db.selectFrom('poll_votes').select('account_id').distinct().where('poll_id', '=', pollId).limit(CHUNK).execute()
  if (voters.length > 0) {
    await tx.db.deleteFrom('poll_votes').where('poll_id', '=', pollId).where('account_id', 'in', idList(voters.map((row) => row.account_id))).execute()
  }
  await tx.db.deleteFrom('polls').where('id', '=', pollId).execute()
  return voters.length
}

/** The jobs that follow a deletion and a late parent. */
export const sweepJobs = (ctx: Pick<Context, 'write'>) => ({
  [SWEEP_STATUS]: (gone: Gone): Promise<void> => ctx.write((tx) => sweepStatus(tx, gone)),
  [MOVE_THREAD]: (move: { from: number; to: number }): Promise<void> => ctx.write((tx) => moveThread(tx, move)),
})
