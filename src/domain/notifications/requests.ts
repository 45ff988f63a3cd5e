// Requests: the people whose notifications a member's policy has kept aside, until the member lets them in or not.
import { sql } from 'kysely'
import type { Context, Reader, Tx } from '#domain/context.ts'
import { addToConversation } from '#domain/conversations/add-status.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import { idList } from '#machinery/db/id-list.ts'
import type { Row } from '#domain/tables.ts'

const UNFILTER = 'notifications.unfilter'
const CHUNK = 200
/** Nobody cares how much more there is. */
const COUNTED = 100

/** The newest filtered mentions of `fromId`, at most a hundred. */
const keptMentions = (db: Reader, accountId: number, fromId: number) => db.selectFrom('notifications').select('status_id')
  .where('account_id', '=', accountId).where('from_account_id', '=', fromId).where('type', 'in', ['mention', 'quote']).where('filtered', '=', 1)
  .orderBy('id', 'desc').limit(COUNTED).execute()

/** Brings the request of `fromId` up to what is kept aside; without any it goes. Idempotent. */
export async function refreshRequest(tx: Tx, accountId: number, fromId: number): Promise<void> {
  const kept = await keptMentions(tx.db, accountId, fromId)
  if (kept.length === 0) return dropRequest(tx, accountId, fromId)
  const last = kept[0]?.status_id ?? null
  await sql`insert into notification_requests (id, account_id, from_account_id, last_status_id, notifications_count, created_at, updated_at)
    values (${tx.id()}, ${accountId}, ${fromId}, ${last}, ${kept.length}, ${tx.now}, ${tx.now})
    on conflict (account_id, from_account_id) do update set last_status_id = excluded.last_status_id,
      notifications_count = excluded.notifications_count, updated_at = excluded.updated_at`.execute(tx.db)
}

/** Removes the request of `fromId`, if there is one. */
export async function dropRequest(tx: Tx, accountId: number, fromId: number): Promise<void> {
  await tx.db.deleteFrom('notification_requests').where('account_id', '=', accountId).where('from_account_id', '=', fromId).execute()
}

/** A page of requests, the newest first; nothing of suspended or deleted accounts. */
export async function requestsPage(db: Reader, accountId: number, page: Page): Promise<number[]> {
  const query = db.selectFrom('notification_requests as q').innerJoin('accounts as a', 'a.id', 'q.from_account_id').select('q.id')
    .where('q.account_id', '=', accountId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  return inOrder((await pageQuery(query, 'q.id', page).execute()).map((row) => row.id), page)
}

/** Refuses a request that is not `accountId`'s. */
export async function ownRequest(db: Reader, accountId: number, requestId: number): Promise<Row<'notification_requests'>> {
  const row = await db.selectFrom('notification_requests').selectAll().where('id', '=', requestId).where('account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Those of `ids` that are `accountId`'s. */
export async function ownRequests(db: Reader, accountId: number, ids: readonly number[]): Promise<Row<'notification_requests'>[]> {
  return db.selectFrom('notification_requests').selectAll().where('id', 'in', idList(ids)).where('account_id', '=', accountId).execute()
}

/**
 * Lets everything of the request's sender through, now and in future. What was kept aside appears in chunks of 200, the
 * rest in a job; the request is there until all has. Tells the member's sockets when it has.
 */
export async function acceptRequest(tx: Tx, { account_id, from_account_id }: Row<'notification_requests'>): Promise<void> {
  await tx.db.insertInto('notification_permissions').values({ account_id, from_account_id, created_at: tx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'from_account_id']).doNothing()).execute()
  const payload = { accountId: account_id, fromId: from_account_id }
  if (await unfilterChunk(tx, payload)) await tx.enqueue({ kind: UNFILTER, payload, key: `${UNFILTER}:${account_id}:${from_account_id}` })
}

/** True when there may be more. */
async function unfilterChunk(tx: Tx, { accountId, fromId }: { accountId: number; fromId: number }): Promise<boolean> {
  const rows = await tx.db.updateTable('notifications').set({ filtered: 0 })
    .where('id', 'in', tx.db.selectFrom('notifications').select('id').where('account_id', '=', accountId).where('from_account_id', '=', fromId)
      .where('filtered', '=', 1).limit(CHUNK)).returning(['type', 'status_id']).execute()
  for (const { type, status_id: statusId } of rows) {
    if (type === 'mention' && statusId !== null) await addToConversation(tx, accountId, statusId)
  }
  if (rows.length === CHUNK) return true
  await dropRequest(tx, accountId, fromId)
  tx.publish({ event: 'notifications_merged', id: accountId, streams: [`user:${accountId}`, `user:notification:${accountId}`] })
  return false
}

/** Turns the request down: it goes, with what was kept aside (up to 500 at a time; true when there may be more). */
export async function dismissRequest(tx: Tx, { account_id, from_account_id }: Row<'notification_requests'>): Promise<boolean> {
  const rows = await tx.db.deleteFrom('notifications')
    .where('id', 'in', tx.db.selectFrom('notifications').select('id').where('account_id', '=', account_id).where('from_account_id', '=', from_account_id)
      .where('filtered', '=', 1).limit(CHUNK)).returning('id').execute()
  await dropRequest(tx, account_id, from_account_id)
  return rows.length === CHUNK
}

/** Whether everything that was let in has appeared. */
export async function isMerged(db: Reader, accountId: number): Promise<boolean> {
  const row = await db.selectFrom('notification_requests as q')
    .innerJoin('notification_permissions as p', (join) => join.onRef('p.account_id', '=', 'q.account_id').onRef('p.from_account_id', '=', 'q.from_account_id'))
    .select('q.id').where('q.account_id', '=', accountId).limit(1).executeTakeFirst()
  return row === undefined
}

/** The job that goes on where accepting stopped. */
export const requestJobs = (ctx: Pick<Context, 'write'>) => ({
  async [UNFILTER](payload: { accountId: number; fromId: number }): Promise<void> {
    while (await ctx.write((tx) => unfilterChunk(tx, payload)));
  },
})
