// People as those who look after the community see them: the members of this server with their standing, and anybody by id.
import type { Reader } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { applicationOf, type Application } from '#domain/onboarding/applications.ts'
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { userOfAccount } from '#domain/access/users.ts'
import type { Row } from '#domain/tables.ts'

export const PEOPLE_LISTS = ['all', 'staff', 'limited', 'frozen', 'suspended', 'remote'] as const
export type PeopleList = typeof PEOPLE_LISTS[number]

/** A page of accounts, newest first; `name` narrows it to handles that begin so. */
export async function peopleIds(db: Reader, list: PeopleList, name: string, page: Page): Promise<number[]> {
  let query = db.selectFrom('accounts as a').leftJoin('users as u', 'u.account_id', 'a.id').select('a.id').where('a.deleted_at', 'is', null)
    .where('a.actor_type', '<>', 'Application').where('a.pending', '=', 0)
  query = list === 'remote' ? query.where('a.host', 'is not', null) : list === 'suspended' || list === 'limited' ? query : query.where('a.host', 'is', null)
  if (list === 'staff') query = query.where('u.role_id', 'is not', null)
  if (list === 'limited') query = query.where('a.silenced_at', 'is not', null)
  if (list === 'suspended') query = query.where('a.suspended_at', 'is not', null)
  if (list === 'frozen') query = query.where('u.disabled_at', 'is not', null)
  if (name !== '') query = query.where('a.acct_key', 'like', `${name.toLowerCase()}%`)
  return inOrder((await pageQuery(query, 'a.id', page).execute()).map((row) => row.id), page)
}

export interface Dossier { account: AccountRow; user: Row<'users'> | null; application: Application | null }

/** Everything the server knows of one person that staff may look at; null for nobody. */
export async function dossierOf(db: Reader, accountId: number): Promise<Dossier | null> {
  const account = await accountRow(db, accountId)
  if (!account) return null
  const user = account.host === null ? await userOfAccount(db, accountId) : null
  return { account, user, application: user ? await applicationOf(db, user.id) : null }
}

export interface Standing { role: string | null; email: string | null; disabledAt: number | null; lastSeenAt: number | null }

/** What a list shows of members beside their account; those of other servers are missing. */
export async function standingOf(db: Reader, accountIds: readonly number[]): Promise<Map<number, Standing>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db.selectFrom('users as u').leftJoin('roles as r', 'r.id', 'u.role_id')
    .select(['u.account_id', 'r.name', 'u.email', 'u.disabled_at', 'u.last_seen_at']).where('u.account_id', 'in', [...accountIds]).execute()
  return new Map(rows.map((row) => [row.account_id, { role: row.name, email: row.email, disabledAt: row.disabled_at, lastSeenAt: row.last_seen_at }]))
}

/** The roles that can be given, lowest first. */
export async function givableRoles(db: Reader): Promise<Row<'roles'>[]> {
  return db.selectFrom('roles').selectAll().where('position', '>=', 0).orderBy('position').execute()
}
