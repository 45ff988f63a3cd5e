// Which thread a status belongs to. A thread takes the id of the status that began it; when a parent arrives after
// its replies, the replies move into the parent's thread.
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { countsAsReply } from './count-status.ts'
import { findStatusByUri } from './find-status.ts'

export const MOVE_THREAD = 'thread.move'
const CHUNK = 500

export interface Parent {
  id: number
  accountId: number
  threadId: number | null
  /** Whom a self-reply to this status answers: Mastodon carries the first addressee along a chain of one's own. */
  inReplyToAccountId: number | null
}

/** The status that is answered; a boost stands for what it boosts. Null when it is not here. */
export async function findParent(tx: Tx, draft: { inReplyToId: number | null; inReplyToUri: string | null }): Promise<Parent | null> {
  const id = draft.inReplyToId ?? (draft.inReplyToUri === null ? null : await findStatusByUri(tx, draft.inReplyToUri))
  if (id === null) return null
  const row = await parentRow(tx.db, id)
  if (!row) return null
  const proper = row.reblog_of_id === null ? row : await parentRow(tx.db, row.reblog_of_id)
  if (!proper) return null
  return { id: proper.id, accountId: proper.account_id, threadId: proper.thread_id, inReplyToAccountId: proper.in_reply_to_account_id }
}

const parentRow = (db: Reader, id: number) => db.selectFrom('statuses')
  .select(['id', 'account_id', 'thread_id', 'reblog_of_id', 'in_reply_to_account_id']).where('id', '=', id).executeTakeFirst()

/** Whom a new status by `accountId` answers when it is put under `parent`. */
export const addresseeOf = (parent: Parent, accountId: number): number =>
  parent.accountId === accountId && parent.inReplyToAccountId !== null ? parent.inReplyToAccountId : parent.accountId

/** The thread of a new status: its parent's, the one its server names, or one that begins with it. */
export async function threadFor(tx: Tx, statusId: number, parent: Parent | null, threadUri: string | null): Promise<number> {
  if (parent) return parent.threadId ?? parent.id
  if (threadUri === null) return statusId
  const made = await tx.db.insertInto('threads').values({ id: statusId, uri: threadUri, created_at: tx.now })
    .onConflict((conflict) => conflict.column('uri').doNothing()).returning('id').executeTakeFirst()
  if (made) return made.id
  const known = await tx.db.selectFrom('threads').select('id').where('uri', '=', threadUri).executeTakeFirstOrThrow()
  return known.id
}

const repliesWaiting = prepared<{ id: number }, { uri: string; parent: number }>(
  'select id from statuses where in_reply_to_uri = :uri and id <> :parent')

/**
 * Puts the replies that waited for `parent` under it, and their threads into its thread. Returns them, and how many
 * count as replies (public and unlisted ones). What `parent` itself answers stays above it: no thread runs in a circle.
 */
export async function adoptReplies(tx: Tx, parent: { id: number; accountId: number; threadId: number; uri: string }): Promise<{ replies: number[]; counted: number }> {
  const waiting = await repliesWaiting(tx.db, { uri: parent.uri, parent: parent.id })
  if (waiting.length === 0) return { replies: [], counted: 0 }
  const above = new Set(await chainAbove(tx.db, parent.id))
  const ids = waiting.map((row) => row.id).filter((id) => !above.has(id))
  const adopted = await tx.db.updateTable('statuses')
    .set({ in_reply_to_id: parent.id, in_reply_to_account_id: parent.accountId, in_reply_to_uri: null })
    .where('id', 'in', idList(ids)).returning(['id', 'thread_id', 'visibility']).execute()
  const threads = new Set(adopted.map((row) => row.thread_id))
  for (const threadId of threads) {
    if (threadId !== null && threadId !== parent.threadId) await moveThread(tx, { from: threadId, to: parent.threadId })
  }
  return { replies: adopted.map((row) => row.id), counted: adopted.filter((row) => countsAsReply(row.visibility)).length }
}

/** The ids above a status, nearest first, whoever may see them. */
async function chainAbove(db: Reader, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain (id, in_reply_to_id, depth) as (
      select p.id, p.in_reply_to_id, 1 from statuses s join statuses p on p.id = s.in_reply_to_id where s.id = ${id}
      union all select p.id, p.in_reply_to_id, chain.depth + 1 from chain join statuses p on p.id = chain.in_reply_to_id where chain.depth < 4096
    ) select id from chain order by depth`.execute(db as never)
  return rows.map((row) => row.id)
}

/** Moves up to 500 statuses of a thread into another, with those who muted it; the rest follows in jobs. Repeatable. */
export async function moveThread(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  const moved = await tx.db.updateTable('statuses').set({ thread_id: to })
    .where('id', 'in', tx.db.selectFrom('statuses').select('id').where('thread_id', '=', from).orderBy('id').limit(CHUNK))
    .returning('id').execute()
  await sql`insert into thread_mutes (account_id, thread_id) select account_id, ${sql.lit(to)} from thread_mutes
    where thread_id = ${from} on conflict (account_id, thread_id) do nothing`.execute(tx.db)
  if (moved.length === CHUNK) await tx.enqueue({ kind: MOVE_THREAD, payload: { from, to }, key: `${MOVE_THREAD}:${from}:${to}` })
}
