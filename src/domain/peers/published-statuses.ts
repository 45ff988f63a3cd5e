// What other servers get to read of statuses: rows for federation's documents, one statement per kind of row.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface PublishedStatus {
  id: number
  account_id: number
  uri: string | null
  url: string | null
  content: string
  spoiler_text: string
  sensitive: number
  visibility: string
  language: string | null
  local: number
  reblog_of_id: number | null
  poll_id: number | null
  media_ids: string
  reblogs_count: number
  favourites_count: number
  created_at: number
  edited_at: number | null
  in_reply_to_uri: string | null
  in_reply_to_account_id: number | null
  thread_id: number | null
  /** Set when the thread began on another server that gave it a name. */
  thread_uri: string | null
  parent_id: number | null
  parent_account_id: number | null
  parent_uri: string | null
  username: string
  host: string | null
  author_uri: string | null
  followers_url: string | null
  sensitized_at: number | null
  quote_policy: number
  quote_id: number | null
  quote_state: string | null
  approval_uri: string | null
  quoted_status_id: number | null
  quoted_status_account_id: number | null
  quoted_status_uri: string | null
  quoted_status_local: number | null
}

const byId = prepared<PublishedStatus, Ids>(`
  select s.id, s.account_id, s.uri, s.url, s.content, s.spoiler_text, s.sensitive, s.visibility, s.language, s.local, s.reblog_of_id,
    s.poll_id, s.media_ids, s.reblogs_count, s.favourites_count, s.created_at, s.edited_at, s.in_reply_to_uri, s.in_reply_to_account_id,
    s.thread_id, t.uri as thread_uri, p.id as parent_id, p.account_id as parent_account_id, p.uri as parent_uri,
    a.username, a.host, a.uri as author_uri, a.followers_url, a.sensitized_at, s.quote_policy, s.quote_id, q.state as quote_state, q.approval_uri,
    n.id as quoted_status_id, n.account_id as quoted_status_account_id, n.uri as quoted_status_uri, n.local as quoted_status_local
  from statuses s join accounts a on a.id = s.account_id
  left join statuses p on p.id = s.in_reply_to_id left join threads t on t.id = s.thread_id
  left join quotes q on q.id = s.quote_id left join statuses n on n.id = q.quoted_status_id
  where s.id in (:ids)`)

/** Statuses of any visibility, keyed by id; who may read them is asked elsewhere. */
export async function publishedStatuses(db: Reader, ids: readonly number[]): Promise<Map<number, PublishedStatus>> {
  if (ids.length === 0) return new Map()
  return new Map((await byId(db, { ids })).map((row) => [row.id, row]))
}

export interface PublishedMedia {
  id: number
  type: string
  content_type: string | null
  file_key: string | null
  preview_key: string | null
  remote_url: string | null
  description: string | null
  focus_x: number | null
  focus_y: number | null
  blurhash: string | null
  meta: string
}

/** Attachments by their own ids; in no order. */
export const publishedMedia = prepared<PublishedMedia, Ids>(`
  select id, type, content_type, file_key, preview_key, remote_url, description, focus_x, focus_y, blurhash, meta
  from media_attachments where id in (:ids)`)

interface Bounds extends Readonly<Record<string, number>> { account: number; below: number; above: number; limit: number }

const openBelow = prepared<{ id: number }, Bounds>(`
  select id from statuses where account_id = :account and id < :below and id > :above and visibility in ('public', 'unlisted')
  order by id desc limit :limit`)
const openAbove = prepared<{ id: number }, Bounds>(`
  select id from statuses where account_id = :account and id < :below and id > :above and visibility in ('public', 'unlisted')
  order by id limit :limit`)

export interface OutboxPage { limit: number; maxId?: number | undefined; minId?: number | undefined }

/** What an account wrote and boosted for everybody, newest first. A page that has `minId` is the one just above it. */
export async function openStatusIds(db: Reader, account: number, { limit, maxId, minId }: OutboxPage): Promise<number[]> {
  const bounds = { account, below: maxId ?? Number.MAX_SAFE_INTEGER, above: minId ?? -1, limit }
  if (minId === undefined) return (await openBelow(db, bounds)).map((row) => row.id)
  return (await openAbove(db, bounds)).map((row) => row.id).reverse()
}

/** The pinned statuses that everybody may read, latest pin first. */
export async function openPinIds(db: Reader, accountId: number): Promise<number[]> {
  const rows = await db.selectFrom('pins').innerJoin('statuses', 'statuses.id', 'pins.status_id').select('statuses.id')
    .where('pins.account_id', '=', accountId).where('statuses.visibility', 'in', ['public', 'unlisted'])
    .orderBy('pins.id', 'desc').limit(50).execute()
  return rows.map((row) => row.id)
}

interface RepliesPage { statusId: number; authorId: number; byAuthor: boolean; after: number; limit: number }

/** Replies that everybody may read, oldest first: the author's own, or everybody else's. */
export async function openReplies(db: Reader, { statusId, authorId, byAuthor, after, limit }: RepliesPage) {
  return await db.selectFrom('statuses').innerJoin('accounts', 'accounts.id', 'statuses.account_id')
    .select(['statuses.id', 'statuses.account_id', 'statuses.uri', 'statuses.url'])
    .where('statuses.in_reply_to_id', '=', statusId).where('statuses.account_id', byAuthor ? '=' : '!=', authorId)
    .where('statuses.visibility', 'in', ['public', 'unlisted']).where('statuses.id', '>', after)
    .where('accounts.suspended_at', 'is', null).where('accounts.deleted_at', 'is', null)
    .orderBy('statuses.id').limit(limit).execute()
}
