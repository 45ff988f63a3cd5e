// What the entities need of accounts, in one statement however many there are.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** What other people see of an account, with the badge of its role. */
export interface SeenAccount {
  id: number
  username: string
  host: string | null
  display_name: string
  note: string
  fields: string
  actor_type: string
  locked: number
  discoverable: number | null
  indexable: number
  hide_collections: number | null
  memorial: number
  avatar_key: string | null
  avatar_static_key: string | null
  avatar_remote_url: string | null
  avatar_description: string
  header_key: string | null
  header_static_key: string | null
  header_remote_url: string | null
  header_description: string
  uri: string | null
  url: string | null
  moved_to_account_id: number | null
  show_media: number
  show_media_replies: number
  show_featured: number
  statuses_count: number
  followers_count: number
  following_count: number
  last_status_at: number | null
  suspended_at: number | null
  silenced_at: number | null
  sensitized_at: number | null
  deleted_at: number | null
  /** Of another server's: who may put it into collections. */
  feature_policy: number | null
  created_at: number
  role_id: number | null
  role_name: string | null
  role_color: string | null
}

const COLUMNS = ['id', 'username', 'host', 'display_name', 'note', 'fields', 'actor_type', 'locked', 'discoverable', 'indexable',
  'hide_collections', 'memorial', 'avatar_key', 'avatar_static_key', 'avatar_remote_url', 'avatar_description', 'header_key',
  'header_static_key', 'header_remote_url', 'header_description', 'uri', 'url', 'moved_to_account_id', 'show_media', 'show_media_replies', 'show_featured',
  'statuses_count', 'followers_count', 'following_count', 'last_status_at', 'suspended_at', 'silenced_at', 'sensitized_at', 'deleted_at', 'feature_policy', 'created_at']

// Only a local account can have a role, and only a highlighted one is anybody's business.
const byId = prepared<SeenAccount, { ids: readonly number[] }>(`
  select ${COLUMNS.map((column) => `a.${column}`).join(', ')}, r.id as role_id, r.name as role_name, r.color as role_color
  from accounts a
  left join users u on u.account_id = a.id and a.host is null
  left join roles r on r.id = u.role_id and r.highlighted = 1
  where a.id in (:ids)`)

/** One statement; unknown ids are left out. Keyed by id. */
export async function seenAccounts(db: Reader, ids: readonly number[]): Promise<Map<number, SeenAccount>> {
  const found = new Map<number, SeenAccount>()
  if (ids.length === 0) return found
  for (const row of await byId(db, { ids })) found.set(row.id, row)
  return found
}
