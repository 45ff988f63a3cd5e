// Which notifications a member has: pages one by one, how many are unread, and what the member puts away.
import { sql, type SqlBool } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import { refreshRequest } from './requests.ts'
import { NOTIFICATION_TYPES } from './types.ts'

export interface Wanted {
  /** Only these; all when undefined or empty. */
  types?: readonly string[] | undefined
  excludeTypes?: readonly string[] | undefined
  /** Only what this account caused, filtered or not. */
  fromAccountId?: number | undefined
  includeFiltered?: boolean | undefined
}

const CLEARED_AT_ONCE = 500

/** The notifications of `accountId` that `wanted` describes, without those of suspended and deleted accounts. */
export function browse(db: Reader, accountId: number, { types, excludeTypes = [], fromAccountId, includeFiltered = false }: Wanted) {
  const asked = types && types.length > 0 ? NOTIFICATION_TYPES.filter((type) => types.includes(type)) : NOTIFICATION_TYPES
  const left = asked.filter((type) => !excludeTypes.includes(type))
  let query = db.selectFrom('notifications as n').innerJoin('accounts as a', 'a.id', 'n.from_account_id')
    .where('n.account_id', '=', accountId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  if (left.length === 0) query = query.where(sql<SqlBool>`1 = 0`)
  else if (left.length < NOTIFICATION_TYPES.length) query = query.where('n.type', 'in', left)
  if (fromAccountId !== undefined) return query.where('n.from_account_id', '=', fromAccountId)
  return includeFiltered ? query : query.where('n.filtered', '=', 0)
}

/** A page of ids, newest first. */
export async function notificationIds(db: Reader, accountId: number, wanted: Wanted, page: Page): Promise<number[]> {
  const rows = await pageQuery(browse(db, accountId, wanted).select('n.id'), 'n.id', page).execute()
  return inOrder(rows.map((row) => row.id), page)
}

/** Refuses a notification that is not `accountId`'s to see. */
export async function ownNotification(db: Reader, accountId: number, id: number): Promise<number> {
  const row = await browse(db, accountId, { includeFiltered: true }).select('n.id').where('n.id', '=', id).executeTakeFirst()
  if (!row) throw missing()
  return row.id
}

/** How many came after `afterId`, counted up to `limit`. */
export async function unreadCount(db: Reader, accountId: number, wanted: Wanted, { afterId, limit }: { afterId: number; limit: number }): Promise<number> {
  const rows = await browse(db, accountId, wanted).select('n.id').where('n.id', '>', afterId).orderBy('n.id').limit(limit).execute()
  return rows.length
}

/** Puts one notification away. Refuses one that is not `accountId`'s. */
export async function dismiss(tx: Tx, accountId: number, id: number): Promise<void> {
  const [gone] = await tx.db.deleteFrom('notifications').where('id', '=', id).where('account_id', '=', accountId)
    .returning(['from_account_id', 'filtered']).execute()
  if (!gone) throw missing()
  if (gone.filtered === 1) await refreshRequest(tx, accountId, gone.from_account_id)
}

/** Puts several away; those that are not `accountId`'s are left alone. At most a thousand, as lists of parameters are. */
export async function dismissSeveral(tx: Tx, accountId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await tx.db.deleteFrom('notifications').where('id', 'in', [...ids]).where('account_id', '=', accountId)
    .returning(['from_account_id', 'filtered']).execute()
  for (const from of new Set(gone.filter((row) => row.filtered === 1).map((row) => row.from_account_id))) await refreshRequest(tx, accountId, from)
}

/** Puts everything away that came up to `upTo`, 500 at a time; true when there may be more. What is kept aside goes too. */
export async function clear(tx: Tx, accountId: number, upTo: number): Promise<boolean> {
  const gone = await tx.db.deleteFrom('notifications').where('id', 'in', tx.db.selectFrom('notifications').select('id')
    .where('account_id', '=', accountId).where('id', '<=', upTo).orderBy('id').limit(CLEARED_AT_ONCE)).returning('id').execute()
  if (gone.length === CLEARED_AT_ONCE) return true
  await tx.db.deleteFrom('notification_requests').where('account_id', '=', accountId).where('id', '<=', upTo).execute()
  return false
}

/** The newest notification's id, or 0. */
export async function newestNotification(db: Reader, accountId: number): Promise<number> {
  const row = await db.selectFrom('notifications').select('id').where('account_id', '=', accountId).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}
