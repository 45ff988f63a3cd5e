// A member's policy: for five kinds of strangers, whether their notifications are taken, kept aside or dropped.
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import type { Verdict } from './standing.ts'

export const POLICY_KINDS = ['for_not_following', 'for_not_followers', 'for_new_accounts', 'for_private_mentions', 'for_limited_accounts'] as const
export type PolicyKind = typeof POLICY_KINDS[number]
export type Policy = Record<PolicyKind, Verdict>

/** What a member who has never decided gets. */
export const DEFAULT_POLICY: Readonly<Policy> = {
  for_not_following: 'accept', for_not_followers: 'accept', for_new_accounts: 'accept', for_private_mentions: 'filter', for_limited_accounts: 'filter',
}

/** The policy with how much waits for a decision, counted up to a hundred requests. */
export interface PolicyState extends Policy { pendingRequests: number; pendingNotifications: number }

/** A member's policy as it is. */
export async function policyOf(db: Reader, accountId: number): Promise<PolicyState> {
  const row = await db.selectFrom('notification_policies').select([...POLICY_KINDS]).where('account_id', '=', accountId).executeTakeFirst()
  const { rows } = await sql<{ requests: number; notifications: number | null }>`
    select count(*) as requests, sum(n) as notifications from (
      select q.notifications_count as n from notification_requests q join accounts a on a.id = q.from_account_id
      where q.account_id = ${accountId} and a.suspended_at is null and a.deleted_at is null limit 100) pending`.execute(db as never)
  return {
    ...DEFAULT_POLICY, ...row as Policy | undefined,
    pendingRequests: Number(rows[0]?.requests ?? 0), pendingNotifications: Number(rows[0]?.notifications ?? 0),
  }
}

/** Changes what `patch` names; what came before the change stays as it was filed. Idempotent. */
export async function changePolicy(tx: Tx, accountId: number, patch: Partial<Policy>): Promise<void> {
  const changes = Object.fromEntries(Object.entries(patch).filter(([, verdict]) => verdict !== undefined)) as Partial<Policy>
  if (Object.keys(changes).length === 0) return
  await tx.db.insertInto('notification_policies').values({ account_id: accountId, ...DEFAULT_POLICY, ...changes })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(changes)).execute()
}
