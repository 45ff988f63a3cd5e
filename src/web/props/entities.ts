// What the pages need of Mastodon's REST entities: the smallest shapes that `entities/` output fits without change.
// Only types live here, so that the server may import them without touching .tsx.

/** A custom emoji; `url` may be animated, `static_url` never is. */
export interface CustomEmoji {
  shortcode: string
  url: string
  static_url: string
}

/** One row of a profile's table. `value` is sanitised HTML, `name` is plain text. */
export interface ProfileField {
  name: string
  value: string
  verified_at?: string | null
}

/** https://docs.joinmastodon.org/entities/Account/ – `note` is sanitised HTML. */
export interface Account {
  id: string
  username: string
  acct: string
  display_name: string
  url: string | null
  uri?: string | null
  avatar: string
  avatar_static?: string
  header?: string
  header_static?: string
  note: string
  locked?: boolean
  bot?: boolean
  limited?: boolean | null
  suspended?: boolean | null
  memorial?: boolean | null
  noindex?: boolean | null
  fields?: ProfileField[]
  emojis?: CustomEmoji[]
  created_at: string
  statuses_count: number
  followers_count: number
  following_count: number
  hide_collections?: boolean | null
  moved?: Account | null
}

/** https://docs.joinmastodon.org/entities/MediaAttachment/ */
export interface MediaAttachment {
  id: string
  type: string
  url: string | null
  preview_url: string | null
  remote_url?: string | null
  description?: string | null
  /** As stored, so read with care: `original` and `small` {width, height}, `focus` {x, y}. */
  meta?: Record<string, unknown> | null
}

/** https://docs.joinmastodon.org/entities/Poll/ */
export interface Poll {
  id: string
  expires_at: string | null
  expired: boolean
  multiple: boolean
  votes_count: number
  voters_count: number | null
  options: { title: string; votes_count: number | null }[]
  emojis?: CustomEmoji[]
  /** The reader's own vote. */
  voted?: boolean
  own_votes?: number[]
}

/** https://docs.joinmastodon.org/entities/PreviewCard/ */
export interface PreviewCard {
  url: string
  title: string
  description: string
  type?: string
  author_name?: string
  provider_name?: string
  image?: string | null
  language?: string | null
}

/** https://docs.joinmastodon.org/entities/Quote/ – `quoted_status` is absent in a quote of a quote. */
export interface Quote {
  state: string
  quoted_status?: Status | null
}

/** https://docs.joinmastodon.org/entities/Status/ – `content` is sanitised HTML; `spoiler_text` is plain text. */
export interface Status {
  id: string
  uri?: string
  url: string | null
  created_at: string
  edited_at?: string | null
  account: Account
  content: string
  visibility: string
  sensitive: boolean
  spoiler_text: string
  language?: string | null
  in_reply_to_id?: string | null
  in_reply_to_account_id?: string | null
  media_attachments: MediaAttachment[]
  mentions?: { id: string; acct: string }[]
  emojis?: CustomEmoji[]
  reblog?: Status | null
  poll?: Poll | null
  card?: PreviewCard | null
  quote?: Quote | null
  pinned?: boolean
  /** The reader's own marks. */
  favourited?: boolean
  reblogged?: boolean
  bookmarked?: boolean
  muted?: boolean
  filtered?: { filter: { id: string; title: string; filter_action: string; context?: string[] } }[]
  replies_count: number
  reblogs_count: number
  favourites_count: number
  quotes_count?: number
}

/** https://docs.joinmastodon.org/entities/Rule/ */
export interface Rule {
  id: string
  text: string
  hint?: string | null
}
