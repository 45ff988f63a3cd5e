// People who want to be found, and people whom a member may want to follow.
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'

export interface DirectoryPage { limit: number; offset: number; order: 'active' | 'new'; local: boolean }

const hiddenFrom = (viewer: number) => sql`
  not exists (select 1 from blocks b where b.account_id = a.id and b.target_account_id = ${viewer})
  and not exists (select 1 from blocks b where b.account_id = ${viewer} and b.target_account_id = a.id)
  and not exists (select 1 from mutes m where m.account_id = ${viewer} and m.target_account_id = a.id)
  and not exists (select 1 from account_domain_blocks d where d.account_id = ${viewer} and d.host = a.host)`

/** Ids of discoverable accounts, those active last or those that came last first; without whom the viewer avoids. */
export async function directoryIds(db: Reader, viewer: number | null, { limit, offset, order, local }: DirectoryPage): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select a.id from accounts a
    where a.discoverable = 1 and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null and a.pending = 0
      and a.moved_to_account_id is null and a.actor_type <> 'Application'
      ${order === 'active' ? sql`and a.last_status_at is not null` : sql``} ${local ? sql`and a.host is null` : sql``}
      ${viewer === null ? sql`` : sql`and ${hiddenFrom(viewer)}`}
    order by ${order === 'active' ? sql`a.last_status_at desc, a.id desc` : sql`a.id desc`} limit ${limit} offset ${offset}`.execute(db)
  return rows.map((row) => row.id)
}

/** Local people who agreed to be listed and to be found by search engines, latest active first. */
export async function indexableUsernames(db: Reader, limit: number): Promise<string[]> {
  const { rows } = await sql<{ username: string }>`
    select a.username from accounts a
    where a.discoverable = 1 and a.indexable = 1 and a.host is null and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null
      and a.pending = 0 and a.moved_to_account_id is null and a.last_status_at is not null
    order by a.last_status_at desc, a.id desc limit ${limit}`.execute(db)
  return rows.map((row) => row.username)
}

export interface SuggestedAccount { accountId: number; source: 'friends_of_friends' | 'most_followed' }

// Enough followed people to know somebody's taste; more would make the join long for nothing.
const FRIENDS = 200

/**
 * Whom a member may want to follow: whom several of those they follow follow, then whom most follow here. Only
 * discoverable accounts that the member neither follows, asked to follow, avoids nor dismissed.
 */
export async function suggestedAccounts(db: Reader, viewer: number, limit: number): Promise<SuggestedAccount[]> {
  const wanted = sql`a.discoverable = 1 and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null and a.pending = 0
    and a.moved_to_account_id is null and a.id <> ${viewer} and ${hiddenFrom(viewer)}
    and not exists (select 1 from follows w where w.account_id = ${viewer} and w.target_account_id = a.id)
    and not exists (select 1 from follow_requests w where w.account_id = ${viewer} and w.target_account_id = a.id)
    and not exists (select 1 from dismissed_suggestions x where x.account_id = ${viewer} and x.target_account_id = a.id)`
  const friends = await sql<{ id: number }>`
    select a.id, count(*) as common from (select target_account_id as id from follows where account_id = ${viewer} order by id desc limit ${FRIENDS}) mine
    join follows theirs on theirs.account_id = mine.id join accounts a on a.id = theirs.target_account_id
    where ${wanted} group by a.id, a.followers_count order by common desc, a.followers_count desc, a.id limit ${limit}`.execute(db)
  const popular = await sql<{ id: number }>`
    select a.id from accounts a where a.host is null and ${wanted} order by a.followers_count desc, a.id limit ${limit}`.execute(db)
  const found = new Map<number, SuggestedAccount>()
  for (const { id } of friends.rows) found.set(id, { accountId: id, source: 'friends_of_friends' })
  for (const { id } of popular.rows) if (!found.has(id)) found.set(id, { accountId: id, source: 'most_followed' })
  return [...found.values()].slice(0, limit)
}

/** The member does not want to be shown this account again. Idempotent. */
export async function dismissSuggestion(tx: Tx, accountId: number, targetId: number): Promise<void> {
  await tx.db.insertInto('dismissed_suggestions').values({ account_id: accountId, target_account_id: targetId, created_at: tx.now })
    .onConflict((conflict) => conflict.doNothing()).execute()
}

const FAMILIAR = 10

/** Per account: whom of its followers the viewer follows, at most ten; none where it hides who follows it. */
export async function familiarFollowers(db: Reader, viewer: number, ids: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const { rows } = await sql<{ id: number; follower: number }>`
    select f.target_account_id as id, f.account_id as follower from follows f
    join follows mine on mine.account_id = ${viewer} and mine.target_account_id = f.account_id
    join accounts a on a.id = f.target_account_id join accounts o on o.id = f.account_id
    where f.target_account_id in (${sql.join([...ids])}) and (a.hide_collections is null or a.hide_collections = 0)
      and o.suspended_at is null and o.deleted_at is null
    order by f.id desc`.execute(db)
  for (const { id, follower } of rows) {
    const list = found.get(id)
    if (list && list.length < FAMILIAR) list.push(follower)
  }
  return found
}
