// What the entities need of statuses and of all that hangs on them: one statement per kind of row, however many
// statuses there are. Whether a viewer may see them is asked before, where the ids come from.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface SeenStatus {
  id: number
  account_id: number
  uri: string | null
  url: string | null
  text: string | null
  content: string
  spoiler_text: string
  sensitive: number
  visibility: string
  language: string | null
  in_reply_to_id: number | null
  in_reply_to_account_id: number | null
  reblog_of_id: number | null
  thread_id: number | null
  poll_id: number | null
  media_ids: string
  replies_count: number
  reblogs_count: number
  favourites_count: number
  quotes_count: number
  created_at: number
  edited_at: number | null
  app_name: string | null
  app_website: string | null
  /** Of the page it links to; null as long as there is nothing to show. */
  card_id: number | null
  card_url: string | null
  card_details: string | null
  card_image_url: string | null
  card_image_key: string | null
  card_author_id: number | null
  card_claimed_id: number | null
  card_language: string | null
  /** Who may quote it: see domain/statuses/quote-policy.ts. */
  quote_policy: number
  /** What it quotes; the state is null when it quotes nothing. */
  quote_state: string | null
  quoted_status_id: number | null
  quoted_account_id: number | null
  quoted_visibility: string | null
  /** 1 when the author of what it quotes is suspended or deleted. */
  quoted_gone: number
}

const STATUS = ['id', 'account_id', 'uri', 'url', 'text', 'content', 'spoiler_text', 'sensitive', 'visibility', 'language', 'in_reply_to_id',
  'in_reply_to_account_id', 'reblog_of_id', 'thread_id', 'poll_id', 'media_ids', 'replies_count', 'reblogs_count', 'favourites_count',
  'quotes_count', 'created_at', 'edited_at', 'quote_policy'].map((column) => `s.${column}`).join(', ')

const CARD = `c.id as card_id, c.url as card_url, c.details as card_details, c.image_url as card_image_url, c.image_key as card_image_key,
    c.author_account_id as card_author_id, c.claimed_account_id as card_claimed_id, c.language as card_language`
const ITS_CARD = 'left join preview_cards c on c.id = s.card_id and c.details is not null'

const WHOLE = `${STATUS}, p.name as app_name, p.website as app_website, ${CARD}, q.state as quote_state, q.quoted_status_id, q.quoted_account_id,
  n.visibility as quoted_visibility, case when w.suspended_at is not null or w.deleted_at is not null then 1 else 0 end as quoted_gone`
const BESIDE = `left join oauth_apps p on p.id = s.app_id left join quotes q on q.id = s.quote_id
  left join statuses n on n.id = q.quoted_status_id left join accounts w on w.id = q.quoted_account_id ${ITS_CARD}`

const withOriginals = prepared<SeenStatus, Ids>(`
  select ${WHOLE} from statuses s ${BESIDE} where s.id in (:ids)
  union all
  select ${WHOLE} from statuses b join statuses s on s.id = b.reblog_of_id ${BESIDE} where b.id in (:ids)
  union all
  select ${WHOLE} from quotes k join statuses s on s.id = k.quoted_status_id ${BESIDE} where k.status_id in (:ids) and k.state = 'accepted'
  union all
  select ${WHOLE} from statuses b join quotes k on k.status_id = b.reblog_of_id join statuses s on s.id = k.quoted_status_id ${BESIDE}
  where b.id in (:ids) and k.state = 'accepted'`)

/** The statuses, what those of them that are boosts boost, and what either of these quote, keyed by id; missing ones are left out. */
export async function seenStatuses(db: Reader, ids: readonly number[]): Promise<Map<number, SeenStatus>> {
  const found = new Map<number, SeenStatus>()
  if (ids.length === 0) return found
  for (const row of await withOriginals(db, { ids })) found.set(row.id, row)
  return found
}

export interface SeenMedia {
  id: number
  status_id: number | null
  type: string
  state: string
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
export const seenMedia = prepared<SeenMedia, Ids>(`
  select id, status_id, type, state, file_key, preview_key, remote_url, description, focus_x, focus_y, blurhash, meta
  from media_attachments where id in (:ids)`)

/** Type and size (bytes; 0: unknown) of files, for feed readers. */
export const mediaFiles = prepared<{ id: number; content_type: string | null; file_size: number }, Ids>(`
  select id, content_type, file_size from media_attachments where id in (:ids)`)

export interface SeenMention {
  status_id: number
  id: number
  username: string
  host: string | null
  uri: string | null
  url: string | null
}

export interface SeenStatusTag { status_id: number; id: number; name: string }

/** Whom and what statuses name, by status id. */
export interface SeenNames {
  mentions: Map<number, SeenMention[]>
  tags: Map<number, SeenStatusTag[]>
}

const TAG = 1
const everyName = prepared<SeenMention & SeenStatusTag & { kind: number }, Ids>(`
  select m.status_id, a.id, a.username, a.host, a.uri, a.url, '' as name, 0 as kind
  from mentions m join accounts a on a.id = m.account_id where m.status_id in (:ids) and m.silent = 0
  union all
  select st.status_id, t.id, '', null, null, null, t.name, ${TAG} from status_tags st join tags t on t.id = st.tag_id where st.status_id in (:ids)`)

/**
 * The people that statuses mention, with what their links need, and their hashtags: one statement. Silent mentions are
 * addressees only and are left out.
 */
export async function seenNames(db: Reader, ids: readonly number[]): Promise<SeenNames> {
  const names: SeenNames = { mentions: new Map(), tags: new Map() }
  if (ids.length === 0) return names
  for (const row of await everyName(db, { ids })) {
    const group: Map<number, (SeenMention | SeenStatusTag)[]> = row.kind === TAG ? names.tags : names.mentions
    const there = group.get(row.status_id)
    if (there) there.push(row)
    else group.set(row.status_id, [row])
  }
  return names
}

export interface SeenPoll {
  id: number
  account_id: number
  options: string
  counts: string
  multiple: number
  hide_totals: number
  votes_count: number
  voters_count: number | null
  expires_at: number | null
  closed_at: number | null
}

/** Polls by their own ids; in no order. */
export const seenPolls = prepared<SeenPoll, Ids>(`
  select id, account_id, options, counts, multiple, hide_totals, votes_count, voters_count, expires_at, closed_at
  from polls where id in (:ids)`)
