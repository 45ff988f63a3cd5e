// The people of this server, for its operator.
import type { Reader } from '../context.ts'

export type PersonState = 'active' | 'pending' | 'unconfirmed' | 'disabled'
export interface Person { username: string; accountId: number; email: string; role: string | null; state: PersonState; createdAt: number }

interface Marks { confirmed_at: number | null; approved_at: number | null; disabled_at: number | null; suspended_at: number | null; deleted_at: number | null }

const stateOf = (row: Marks): PersonState => row.disabled_at !== null || row.suspended_at !== null || row.deleted_at !== null ? 'disabled'
  : row.confirmed_at === null ? 'unconfirmed' : row.approved_at === null ? 'pending' : 'active'

/** Up to `limit` people in `state`, newest first. */
export async function listPeople(db: Reader, { state, limit }: { state: PersonState | 'all'; limit: number }): Promise<Person[]> {
  let query = db.selectFrom('users as u').innerJoin('accounts as a', 'a.id', 'u.account_id').leftJoin('roles as r', 'r.id', 'u.role_id')
    .select(['a.username', 'a.id as accountId', 'u.email', 'r.name as role', 'u.created_at', 'u.confirmed_at', 'u.approved_at', 'u.disabled_at',
      'a.suspended_at', 'a.deleted_at'])
  const open = query.where('u.disabled_at', 'is', null).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  if (state === 'disabled') {
    query = query.where((e) => e.or([e('u.disabled_at', 'is not', null), e('a.suspended_at', 'is not', null), e('a.deleted_at', 'is not', null)]))
  } else if (state === 'unconfirmed') query = open.where('u.confirmed_at', 'is', null)
  else if (state === 'pending') query = open.where('u.confirmed_at', 'is not', null).where('u.approved_at', 'is', null)
  else if (state === 'active') query = open.where('u.confirmed_at', 'is not', null).where('u.approved_at', 'is not', null)
  const rows = await query.orderBy('u.id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ username: row.username, accountId: row.accountId, email: row.email, role: row.role, state: stateOf(row), createdAt: row.created_at }))
}
