// What a member is told about themselves and nobody else is.
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'

const COUNTED_REQUESTS = 40

/** How many wait to follow; counted up to 40, as Mastodon does. */
export async function countFollowRequests(db: Reader, accountId: number): Promise<number> {
  const rows = await db.selectFrom('follow_requests').select('id').where('target_account_id', '=', accountId).limit(COUNTED_REQUESTS).execute()
  return rows.length
}

/** A role, or null. */
export async function roleRow(db: Reader, id: number | null): Promise<Row<'roles'> | null> {
  if (id === null) return null
  return await db.selectFrom('roles').selectAll().where('id', '=', id).executeTakeFirst() ?? null
}
