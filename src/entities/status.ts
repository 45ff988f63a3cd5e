// A status, as the public or one viewer sees it.
import { statusUri, tagUrl, uriOfStatus, urlOfStatus, accountUrl } from '#domain/addresses.ts'
import type { SeenStatus } from '#domain/reading/statuses.ts'
import type { SeenCardRow } from '#domain/reading/cards.ts'
import { acctOf, renderAccount, type Account } from './account.ts'
import { iso, isoOrNull } from './at.ts'
import { filteredBy, type FilterResult } from './filter.ts'
import { renderEmojisOf, type CustomEmoji } from './custom-emoji.ts'
import { isHidden } from './account.ts'
import { renderMedia, type MediaAttachment } from './media.ts'
import { renderCard, type PreviewCard } from './preview-card.ts'
import { pollOptions, renderPoll, type Poll } from './poll.ts'
import { renderQuote, renderQuoteApproval, renderShallowQuote, type Quote, type QuoteApproval, type ShallowQuote } from './quote.ts'
import type { StatusBundle } from './status-bundle.ts'

export interface StatusMention { id: string; username: string; url: string; acct: string }
export interface StatusTag { name: string; url: string }

export interface Status {
  id: string
  created_at: string
  in_reply_to_id: string | null
  in_reply_to_account_id: string | null
  sensitive: boolean
  spoiler_text: string
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  language: string | null
  uri: string
  url: string | null
  replies_count: number
  reblogs_count: number
  favourites_count: number
  quotes_count: number
  edited_at: string | null
  content: string
  /** The source, only for whoever has just deleted it to write it anew. */
  text?: string
  reblog: Status | null
  application?: { name: string; website: string | null }
  account: Account
  media_attachments: MediaAttachment[]
  mentions: StatusMention[]
  tags: StatusTag[]
  emojis: CustomEmoji[]
  card: PreviewCard | null
  poll: Poll | null
  /** Shallow inside of what is quoted. */
  quote: Quote | ShallowQuote | null
  quote_approval: QuoteApproval
  tagged_collections: never[]
  favourited?: boolean
  reblogged?: boolean
  muted?: boolean
  bookmarked?: boolean
  pinned?: boolean
  filtered?: FilterResult[]
}

const NOTHING: never[] = []

const isOpen = (row: SeenStatus) => row.visibility === 'public' || row.visibility === 'unlisted'

/**
 * The status of the bundle with this id; null when it is missing, its author is gone, what it boosts is missing, or it
 * is not for the public and nobody in particular looks.
 */
export function renderStatus(id: number, bundle: StatusBundle): Status | null {
  const row = bundle.statuses.get(id)
  if (!row) return null
  if (row.reblog_of_id === null) return renderRow(row, bundle, null)
  const original = bundle.statuses.get(row.reblog_of_id)
  const reblog = original && original.reblog_of_id === null ? renderRow(original, bundle, null) : null
  return reblog === null ? null : renderRow(row, bundle, reblog)
}

/** `depth` is 1 inside of a quote. */
function renderRow(row: SeenStatus, bundle: StatusBundle, reblog: Status | null, depth = 0): Status | null {
  const { config, viewer } = bundle
  const author = bundle.accounts.get(row.account_id)
  const account = renderAccount(row.account_id, bundle)
  if (!author || !account || isHidden(author)) return null
  if (viewer === null && !isOpen(row)) return null
  const own = row.account_id === viewer
  const status: Status = {
    id: String(row.id),
    created_at: iso(row.created_at),
    in_reply_to_id: row.in_reply_to_id === null ? null : String(row.in_reply_to_id),
    in_reply_to_account_id: row.in_reply_to_account_id === null ? null : String(row.in_reply_to_account_id),
    sensitive: row.sensitive === 1 || (!own && author.sensitized_at !== null),
    spoiler_text: row.spoiler_text,
    visibility: row.visibility as Status['visibility'],
    language: row.language,
    uri: addressOf(row, bundle),
    url: row.reblog_of_id === null ? urlOfStatus(config, row, author.username) : row.uri === null ? addressOf(row, bundle) : null,
    replies_count: row.replies_count,
    reblogs_count: row.reblogs_count,
    favourites_count: row.favourites_count,
    quotes_count: row.quotes_count,
    edited_at: isoOrNull(row.edited_at),
    content: row.content,
    reblog,
    account,
    media_attachments: mediaOf(row, bundle),
    mentions: mentionsOf(row, bundle),
    tags: tagsOf(row, bundle),
    emojis: NOTHING,
    card: cardOf(row, bundle),
    poll: null,
    quote: row.quote_state === null ? null : depth === 0
      ? renderQuote(row, bundle, (quoted) => renderRow(quoted, bundle, null, 1)) : renderShallowQuote(row, bundle),
    quote_approval: renderQuoteApproval(row, bundle),
    tagged_collections: NOTHING,
  }
  if (row.app_name !== null) status.application = { name: row.app_name, website: row.app_website || null }
  addPollAndEmojis(status, row, bundle, author.host)
  if (viewer !== null) addMarks(status, row, bundle, own)
  return status
}

const cardOf = (row: SeenStatus, bundle: StatusBundle): PreviewCard | null =>
  row.card_details === null ? null : renderCard(row as SeenCardRow, bundle, bundle.viewer)

/** A boost's network id is that of the act of boosting; it has no page of its own, and one from elsewhere no address at all. */
function addressOf(row: SeenStatus, { config }: StatusBundle): string {
  if (row.reblog_of_id === null || row.uri !== null) return uriOfStatus(config, row)
  return `${statusUri(config, row.account_id, row.id)}/activity`
}

function addPollAndEmojis(status: Status, row: SeenStatus, bundle: StatusBundle, host: string | null): void {
  const { config, emojis, now, viewer } = bundle
  const poll = row.poll_id === null ? undefined : bundle.polls.get(row.poll_id)
  if (poll) status.poll = renderPoll(poll, { config, now, host, emojis, viewer, votes: bundle.marks?.votes.get(poll.id) ?? NOTHING })
  if (emojis.size > 0) status.emojis = renderEmojisOf(config, emojis, host, emojiTextsOfStatus(row, poll ? pollOptions(poll) : NOTHING))
}

/** The texts of a status in which emojis may stand. */
export const emojiTextsOfStatus = (row: SeenStatus, options: readonly string[]): readonly string[] =>
  [row.spoiler_text, row.content, ...options]

function addMarks(status: Status, row: SeenStatus, bundle: StatusBundle, own: boolean): void {
  const { marks } = bundle
  status.favourited = marks?.favourited.has(row.id) ?? false
  status.reblogged = marks?.reblogged.has(row.id) ?? false
  status.muted = row.thread_id !== null && (marks?.mutedThreads.has(row.thread_id) ?? false)
  status.bookmarked = marks?.bookmarked.has(row.id) ?? false
  if (own && row.reblog_of_id === null && row.visibility !== 'direct') status.pinned = marks?.pinned.has(row.id) ?? false
  status.filtered = bundle.filters.length === 0 ? NOTHING : filteredBy(bundle.filters, row.id, bundle)
}

/** The ids in a status's `media_ids` column, in the author's order. */
export const mediaIdsOf = (row: Pick<SeenStatus, 'media_ids'>): readonly number[] =>
  row.media_ids === '[]' ? NOTHING : JSON.parse(row.media_ids) as number[]

function mediaOf(row: SeenStatus, { config, media }: StatusBundle): MediaAttachment[] {
  if (row.media_ids === '[]') return NOTHING
  return mediaIdsOf(row).flatMap((id) => {
    const attachment = media.get(id)
    return attachment ? [renderMedia(config, attachment)] : []
  })
}

function mentionsOf(row: SeenStatus, { config, mentions }: StatusBundle): StatusMention[] {
  const named = mentions.get(row.id)
  return named?.map((one) => ({ id: String(one.id), username: one.username, url: accountUrl(config, one), acct: acctOf(one) })) ?? NOTHING
}

function tagsOf(row: SeenStatus, { config, tags }: StatusBundle): StatusTag[] {
  const named = tags.get(row.id)
  return named?.map((one) => ({ name: one.name, url: tagUrl(config, one.name) })) ?? NOTHING
}
