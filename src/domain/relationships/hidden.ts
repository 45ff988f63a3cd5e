// What an account does not want to see, and who does not want to be seen by it: read once, checked in memory.
import { sql } from 'kysely'
import type { Reader } from '../context.ts'

export interface HiddenAccounts {
  blocking: Set<number>
  blockedBy: Set<number>
  muting: Set<number>
  /** Those of `muting` whose notifications are hidden too. */
  mutingNotifications: Set<number>
  hosts: Set<string>
}

/** Everything hidden for `viewer`, in one statement; timed mutes that ended before `now` (epoch ms) do not count. */
export async function hiddenAccounts(db: Reader, viewer: number, now = Date.now()): Promise<HiddenAccounts> {
  const { rows } = await sql<{ kind: string; id: number; host: string | null }>`
    select 'blocking' as kind, target_account_id as id, null as host from blocks where account_id = ${viewer}
    union all select 'blockedBy', account_id, null from blocks where target_account_id = ${viewer}
    union all select case when hide_notifications = 1 then 'silently' else 'muting' end, target_account_id, null from mutes
      where account_id = ${viewer} and (expires_at is null or expires_at > ${now})
    union all select 'host', id, host from account_domain_blocks where account_id = ${viewer}`.execute(db)
  const of = (...kinds: string[]) => new Set(rows.filter((row) => kinds.includes(row.kind)).map((row) => row.id))
  return {
    blocking: of('blocking'), blockedBy: of('blockedBy'), muting: of('muting', 'silently'), mutingNotifications: of('silently'),
    hosts: new Set(rows.flatMap((row) => row.kind === 'host' && row.host !== null ? [row.host] : [])),
  }
}
