// Everything that decides whether members hear of something: how they stand to who caused it and to the status it is
// about, and what they wish. Two statements, however many members.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** What a member has decided for one kind of sender. */
export type Verdict = 'accept' | 'filter' | 'drop'

/** How one member stands; flags are 0 or 1. */
export interface Recipient {
  id: number
  following: number
  /** Since when (epoch ms) the sender follows the member; null: does not. */
  follower_since: number | null
  /** Either has blocked the other. */
  blocked: number
  host_blocked: number
  /** Muted with notifications. */
  muted: number
  thread_muted: number
  /** The status names or answers somebody whom the member has blocked, or muted with notifications. */
  bad_company: number
  /** Notifications of this sender were let in for good. */
  permitted: number
  role_position: number | null
  for_not_following: Verdict
  for_not_followers: Verdict
  for_new_accounts: Verdict
  for_private_mentions: Verdict
  for_limited_accounts: Verdict
}

export interface Sender {
  id: number
  gone: number
  silenced_at: number | null
  created_at: number
  role_position: number | null
  role_highlighted: number | null
  role_permissions: number | null
  /** Of the status it is about, if any. */
  visibility: string | null
  in_reply_to_id: number | null
}

const flag = (name: string, condition: string) => `case when ${condition} then 1 else 0 end as ${name}`
const wish = (name: string, otherwise: Verdict) => `coalesce(p.${name}, '${otherwise}') as ${name}`
const silently = 'u.hide_notifications = 1 and (u.expires_at is null or u.expires_at > :now)'

const recipientRows = prepared<Recipient, { ids: readonly number[]; from: number; status: number; now: number }>(`
  select r.id, g.position as role_position,
    (select f.created_at from follows f where f.account_id = :from and f.target_account_id = r.id) as follower_since,
    ${flag('following', 'exists (select 1 from follows f where f.account_id = r.id and f.target_account_id = :from)')},
    ${flag('blocked', `exists (select 1 from blocks b where b.account_id = r.id and b.target_account_id = :from)
      or exists (select 1 from blocks b where b.account_id = :from and b.target_account_id = r.id)`)},
    ${flag('host_blocked', 'exists (select 1 from account_domain_blocks d join accounts s on s.host = d.host where d.account_id = r.id and s.id = :from)')},
    ${flag('muted', `exists (select 1 from mutes u where u.account_id = r.id and u.target_account_id = :from and ${silently})`)},
    ${flag('thread_muted', 'exists (select 1 from thread_mutes t join statuses s on s.thread_id = t.thread_id where t.account_id = r.id and s.id = :status)')},
    ${flag('bad_company', `exists (select 1 from mentions m join blocks b on b.account_id = r.id and b.target_account_id = m.account_id
        where m.status_id = :status and m.silent = 0)
      or exists (select 1 from mentions m join mutes u on u.account_id = r.id and u.target_account_id = m.account_id
        where m.status_id = :status and m.silent = 0 and ${silently})
      or exists (select 1 from statuses s join blocks b on b.account_id = r.id and b.target_account_id = s.in_reply_to_account_id where s.id = :status)
      or exists (select 1 from statuses s join mutes u on u.account_id = r.id and u.target_account_id = s.in_reply_to_account_id
        where s.id = :status and ${silently})`)},
    ${flag('permitted', 'exists (select 1 from notification_permissions n where n.account_id = r.id and n.from_account_id = :from)')},
    ${wish('for_not_following', 'accept')}, ${wish('for_not_followers', 'accept')}, ${wish('for_new_accounts', 'accept')},
    ${wish('for_private_mentions', 'filter')}, ${wish('for_limited_accounts', 'filter')}
  from accounts r join users m on m.account_id = r.id left join roles g on g.id = m.role_id
    left join notification_policies p on p.account_id = r.id
  where r.id in (:ids) and r.host is null and r.suspended_at is null and r.deleted_at is null`)

const senderRow = prepared<Sender, { from: number; status: number }>(`
  select a.id, a.silenced_at, a.created_at, ${flag('gone', 'a.suspended_at is not null or a.deleted_at is not null')},
    g.position as role_position, g.highlighted as role_highlighted, g.permissions as role_permissions, s.visibility, s.in_reply_to_id
  from accounts a left join users u on u.account_id = a.id left join roles g on g.id = u.role_id left join statuses s on s.id = :status
  where a.id = :from`)

const NO_STATUS = -1

/** The members among `ids`, each with how they stand to `from` and the status; in no order. Others are left out. */
export const recipientsOf = (db: Reader, ids: readonly number[], about: { from: number; statusId: number | null; now: number }): Promise<Recipient[]> =>
  recipientRows(db, { ids, from: about.from, status: about.statusId ?? NO_STATUS, now: about.now })

/** Who causes it, or null. */
export async function senderOf(db: Reader, from: number, statusId: number | null): Promise<Sender | null> {
  const [row] = await senderRow(db, { from, status: statusId ?? NO_STATUS })
  return row ?? null
}

/** Whether, up to a hundred statuses above, the member wrote a direct status that names the sender: then they are talking. */
export async function isAnswerTo(db: Reader, recipientId: number, from: number, parentId: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain (id, in_reply_to_id, account_id, visibility, depth) as (
      select id, in_reply_to_id, account_id, visibility, 0 from statuses where id = ${parentId}
      union all select s.id, s.in_reply_to_id, s.account_id, s.visibility, chain.depth + 1
        from chain join statuses s on s.id = chain.in_reply_to_id where chain.depth < 100
    ) select chain.id from chain join mentions m on m.status_id = chain.id and m.account_id = ${from} and m.silent = 0
      where chain.account_id = ${recipientId} and chain.visibility = 'direct' limit 1`.execute(db as never)
  return rows.length > 0
}
