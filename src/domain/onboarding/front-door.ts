// Whom a stranger at the door may ask: those who look after the community.
import { sql } from 'kysely'
import type { Reader } from '../context.ts'
import { permissions } from '../access/roles.ts'

const LOOKING_AFTER = permissions.administrator | permissions.manageReports | permissions.manageUsers

const isHere = sql<boolean>`a.pending = 0 and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null and a.moved_to_account_id is null`

/** Accounts of those who may act on reports or people, the highest role first; roles that are not shown on profiles are left out. */
export async function whoLooksAfter(db: Reader, limit: number): Promise<number[]> {
  const rows = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select('a.id').where('u.disabled_at', 'is', null).where('r.highlighted', '=', 1).where(isHere)
    .where(sql<boolean>`(r.permissions & ${sql.lit(LOOKING_AFTER)}) <> 0`).orderBy('r.position', 'desc').orderBy('u.id').limit(limit).execute()
  return rows.map((row) => row.id)
}
