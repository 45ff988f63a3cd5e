// A member hides a whole host: nobody there follows them or is followed by them any more.
import { sql } from 'kysely'
import type { Context, Reader, Tx } from '../context.ts'
import { invalid } from '../refusals.ts'
import { normaliseHost } from '../text/names.ts'
import { rejectFollow } from './follow-requests.ts'
import { removeFollower, unfollow } from './unfollow.ts'

const SEVER = 'relationships.sever-host'
const CHUNK = 50

/** A host as accounts carry it; a scheme and path are forgiven. Refuses what is not a host. */
export function hostFrom(text: string): string {
  const host = normaliseHost(text.trim().replace(/^https?:\/\//i, '').replace(/[/?#].*$/, '').replace(/^@/, ''))
  if (host === null) throw invalid('Domain is not a valid domain name')
  return host
}

/**
 * `accountId` hides `host`. Idempotent. Follows and requests between the two sides end in a job, because they may be
 * many; new ones are refused from now on.
 */
export async function blockHost(tx: Tx, accountId: number, host: string): Promise<void> {
  const name = hostFrom(host)
  const { rows } = await sql<{ id: number }>`
    insert into account_domain_blocks (id, account_id, host, created_at) values (${tx.id()}, ${accountId}, ${name}, ${tx.now})
    on conflict (account_id, host) do nothing returning id`.execute(tx.db)
  if (rows.length === 0) return
  await tx.record('host.blocked', { accountId, host: name })
  await tx.enqueue({ kind: SEVER, payload: { accountId, host: name }, key: `${SEVER}:${accountId}:${name}` })
}

/** How many follows hiding `host` would end, in each direction. */
export async function followsWithHost(db: Reader, accountId: number, text: string): Promise<{ following: number; followers: number }> {
  const host = hostFrom(text)
  const { rows: [row] } = await sql<{ following: number; followers: number }>`
    select (select count(*) from follows f join accounts a on a.id = f.target_account_id where f.account_id = ${accountId} and a.host = ${host}) as following,
      (select count(*) from follows f join accounts a on a.id = f.account_id where f.target_account_id = ${accountId} and a.host = ${host}) as followers`.execute(db)
  return { following: Number(row?.following ?? 0), followers: Number(row?.followers ?? 0) }
}

/** Shows `host` again. Idempotent: false when it was not hidden. */
export async function unblockHost(tx: Tx, accountId: number, host: string): Promise<boolean> {
  const name = hostFrom(host)
  const row = await tx.db.selectFrom('account_domain_blocks').select('id').where('account_id', '=', accountId).where('host', '=', name).executeTakeFirst()
  if (!row) return false
  await tx.record('host.unblocked', { accountId, host: name })
  await tx.db.deleteFrom('account_domain_blocks').where('id', '=', row.id).execute()
  return true
}

/** Ends up to fifty follows and requests between `accountId` and `host`; true when there may be more. */
async function severHost(tx: Tx, accountId: number, host: string): Promise<boolean> {
  const blocked = await tx.db.selectFrom('account_domain_blocks').select('id').where('account_id', '=', accountId).where('host', '=', host).executeTakeFirst()
  if (!blocked) return false
  const outward = (table: 'follows' | 'follow_requests') => tx.db.selectFrom(table).innerJoin('accounts', 'accounts.id', `${table}.target_account_id`)
    .select('accounts.id').where(`${table}.account_id`, '=', accountId).where('accounts.host', '=', host).limit(CHUNK).execute()
  const inward = (table: 'follows' | 'follow_requests') => tx.db.selectFrom(table).innerJoin('accounts', 'accounts.id', `${table}.account_id`)
    .select('accounts.id').where(`${table}.target_account_id`, '=', accountId).where('accounts.host', '=', host).limit(CHUNK).execute()
  const left = [...await outward('follows'), ...await outward('follow_requests')].slice(0, CHUNK)
  for (const { id } of left) await unfollow(tx, accountId, id)
  if (left.length > 0) return true
  const followers = await inward('follows')
  for (const { id } of followers) await removeFollower(tx, accountId, id)
  if (followers.length > 0) return true
  const asking = await inward('follow_requests')
  for (const { id } of asking) await rejectFollow(tx, accountId, id)
  return asking.length > 0
}

/** The job that hiding a host leaves behind. */
export const hostJobs = (ctx: Context) => ({
  async [SEVER]({ accountId, host }: { accountId: number; host: string }) {
    while (await ctx.write((tx) => severHost(tx, accountId, host)));
  },
})
