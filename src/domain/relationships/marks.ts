// How one account stands to others: everything a profile's buttons need, in one statement for any number of accounts.
import { sql } from 'kysely'
import { idList } from '#machinery/db/id-list.ts'
import type { Reader } from '../context.ts'

export interface RelationshipMarks {
  following: boolean
  showingReblogs: boolean
  notifying: boolean
  /** Languages chosen for this follow; null: all. */
  languages: string[] | null
  followedBy: boolean
  blocking: boolean
  blockedBy: boolean
  muting: boolean
  mutingNotifications: boolean
  /** Epoch ms; null for a mute without end. */
  mutingExpiresAt: number | null
  requested: boolean
  requestedBy: boolean
  domainBlocking: boolean
  endorsed: boolean
  note: string
}

type Kind = 'follow' | 'request' | 'follower' | 'asking' | 'block' | 'blocked' | 'mute' | 'host' | 'endorsement' | 'note'
interface MarkRow { kind: Kind; id: number; a: number | null; b: number | null; text: string | null }

const stranger = (): RelationshipMarks => ({
  following: false, showingReblogs: false, notifying: false, languages: null, followedBy: false, blocking: false, blockedBy: false,
  muting: false, mutingNotifications: false, mutingExpiresAt: null, requested: false, requestedBy: false, domainBlocking: false,
  endorsed: false, note: '',
})

const options = (row: MarkRow): Partial<RelationshipMarks> => ({
  showingReblogs: row.a === 1, notifying: row.b === 1, languages: row.text === null ? null : JSON.parse(row.text) as string[],
})

/** What a row of each kind says. */
const says: Record<Kind, (row: MarkRow) => Partial<RelationshipMarks>> = {
  follow: (row) => ({ following: true, ...options(row) }),
  request: (row) => ({ requested: true, ...options(row) }),
  follower: () => ({ followedBy: true }),
  asking: () => ({ requestedBy: true }),
  block: () => ({ blocking: true }),
  blocked: () => ({ blockedBy: true }),
  mute: (row) => ({ muting: true, mutingNotifications: row.a === 1, mutingExpiresAt: row.b }),
  host: () => ({ domainBlocking: true }),
  endorsement: () => ({ endorsed: true }),
  note: (row) => ({ note: row.text ?? '' }),
}

/**
 * How `viewer` stands to each of `ids`; every id has an entry, also one that no account has. One statement.
 * `now` (epoch ms) decides which timed mutes are over.
 */
export async function relationshipsOf(
  db: Reader, viewer: number, ids: readonly number[], now = Date.now(),
): Promise<Map<number, RelationshipMarks>> {
  const marks = new Map(ids.map((id) => [id, stranger()]))
  if (ids.length === 0) return marks
  const list = sql.join(idList(ids))
  const { rows } = await sql<MarkRow>`
    select 'follow' as kind, target_account_id as id, show_reblogs as a, notify as b, languages as text from follows
      where account_id = ${viewer} and target_account_id in (${list})
    union all select 'request', target_account_id, show_reblogs, notify, languages from follow_requests
      where account_id = ${viewer} and target_account_id in (${list})
    union all select 'follower', account_id, null, null, null from follows where target_account_id = ${viewer} and account_id in (${list})
    union all select 'asking', account_id, null, null, null from follow_requests where target_account_id = ${viewer} and account_id in (${list})
    union all select 'block', target_account_id, null, null, null from blocks where account_id = ${viewer} and target_account_id in (${list})
    union all select 'blocked', account_id, null, null, null from blocks where target_account_id = ${viewer} and account_id in (${list})
    union all select 'mute', target_account_id, hide_notifications, expires_at, null from mutes
      where account_id = ${viewer} and target_account_id in (${list}) and (expires_at is null or expires_at > ${now})
    union all select 'host', a.id, null, null, null from accounts a
      join account_domain_blocks d on d.host = a.host and d.account_id = ${viewer} where a.id in (${list})
    union all select 'endorsement', target_account_id, null, null, null from endorsements
      where account_id = ${viewer} and target_account_id in (${list})
    union all select 'note', target_account_id, null, null, comment from account_notes
      where account_id = ${viewer} and target_account_id in (${list})`.execute(db)
  for (const row of rows) Object.assign(marks.get(row.id) ?? {}, says[row.kind](row))
  return marks
}
