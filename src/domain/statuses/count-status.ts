// The counters a status moves when it comes and when it goes: its author's and its parent's.
// Direct statuses count nowhere; replies count when everybody could see them.
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

export interface Counted {
  accountId: number
  visibility: string
  createdAt: number
  inReplyToId: number | null
}

const countOne = prepared<never, { id: number; at: number }>(`
  update accounts set statuses_count = statuses_count + 1,
    last_status_at = case when last_status_at is null or last_status_at < :at then :at else last_status_at end where id = :id`)

/** Counts a status (or a boost) that was just written. */
export async function countPosted(tx: Tx, { accountId, visibility, createdAt, inReplyToId }: Counted): Promise<void> {
  if (visibility === 'direct') return
  await countOne(tx.db, { id: accountId, at: createdAt })
  if (inReplyToId !== null && countsAsReply(visibility)) await addReplies(tx, inReplyToId, 1)
}

/** Takes back what {@link countPosted} counted. */
export async function countRemoved(tx: Tx, { accountId, visibility, inReplyToId }: Counted): Promise<void> {
  if (visibility === 'direct') return
  await tx.db.updateTable('accounts').set({ statuses_count: sql`statuses_count - 1` })
    .where('id', '=', accountId).where('statuses_count', '>', 0).execute()
  if (inReplyToId !== null && countsAsReply(visibility)) await addReplies(tx, inReplyToId, -1)
}

/** Whether a reply of this visibility is counted by its parent. */
export const countsAsReply = (visibility: string): boolean => visibility === 'public' || visibility === 'unlisted'

/** Adds `by` to a status's number of replies, never below 0. */
export async function addReplies(tx: Tx, statusId: number, by: number): Promise<void> {
  if (by === 0) return
  await tx.db.updateTable('statuses').set({ replies_count: sql`case when replies_count + ${by} < 0 then 0 else replies_count + ${by} end` })
    .where('id', '=', statusId).execute()
}
