// What a member's page tells the app that takes over from it: who reads, with which token, and what is drawn already.
import type { Account } from './entities.ts'
import type { Community } from './page.ts'

/** https://docs.joinmastodon.org/entities/Account/#CredentialAccount, as far as the app reads it. */
export interface OwnAccount extends Account {
  source: {
    privacy: string
    sensitive: boolean
    language: string | null
    note: string
    fields: { name: string; value: string; verified_at?: string | null }[]
    follow_requests_count: number
    hide_collections?: boolean | null
    discoverable?: boolean | null
    indexable?: boolean
    quote_policy?: string
  }
  role?: { id: string; name: string; permissions: string }
}

/** A member's preferences that change how posts are shown; Mastodon's `reading:*`. */
export interface ReadingSettings {
  expandMedia: 'default' | 'show_all' | 'hide_all'
  expandWarnings: boolean
  autoplayGifs: boolean
}

/** An answer of the API, with the path of its next (older) page. */
export interface FirstAnswer {
  body: unknown
  next: string | null
}

/** The JSON in `<script id="start">`. Answers in `first` are by API path: the app takes each instead of its first request. */
export interface Start {
  token: string
  csrf: string
  me: OwnAccount
  /** Mastodon's permission bits of the member's role. */
  permissions: number
  community: Community
  /** wss://…/api/v1/streaming */
  streaming: string
  lang: string
  reading: ReadingSettings
  /** The server's clock, epoch ms. */
  now: number
  first: Record<string, FirstAnswer>
}

/** The app on a page: what it starts with, its entry and what that imports. Without a script only its frame is drawn. */
export interface AppOnPage {
  start: Start
  script: string | null
  preload: string[]
}
