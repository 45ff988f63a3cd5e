// What an account has pinned, whoever may see it.
import type { Reader } from '#domain/context.ts'

/** Ids of the pinned statuses, latest pin first. */
export async function pinnedIds(db: Reader, accountId: number): Promise<number[]> {
  const rows = await db.selectFrom('pins').select('status_id').where('account_id', '=', accountId).orderBy('id', 'desc').execute()
  return rows.map((row) => row.status_id)
}
