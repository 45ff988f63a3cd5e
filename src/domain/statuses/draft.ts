// What a status is made of before it exists, whoever wrote it: a member through compose-status.ts, or somebody on
// another server through federation. post-status.ts turns it into rows.

import type { RemoteMedia } from '#domain/media/remote-media.ts'

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

export const VISIBILITIES: readonly Visibility[] = ['public', 'unlisted', 'private', 'direct']

export interface MentionDraft {
  accountId: number
  /** Addressed without being named: may read it, is not told. */
  silent: boolean
}

export interface TagDraft {
  /** Folded, as `normaliseTag` gives it. */
  name: string
  /** As written, without `#`. */
  display: string
}

export interface PollDraft {
  options: string[]
  multiple: boolean
  hideTotals: boolean
  /** Epoch ms; null never ends. */
  expiresAt: number | null
  /** What a remote poll already counted, one number per option. */
  counts?: number[]
  /** Of a remote poll; null when its server does not say. */
  votersCount?: number | null
  /** When it is already over. */
  closedAt?: number | null
}

/** `deleted`: what was quoted is gone. */
export type QuoteState = 'pending' | 'accepted' | 'rejected' | 'revoked' | 'deleted'

export interface QuoteDraft {
  /** Null when it is not known here (yet). */
  quotedStatusId: number | null
  quotedAccountId: number | null
  /** The network id of what is not known here. */
  quotedUri: string | null
  state: QuoteState
  /** Told in words that know of no consent. */
  legacy: boolean
  /** Where its author's server says that it consents. */
  approvalUri: string | null
  /** The quoted post is ours, so that we know ourselves whether its author consents. */
  proofIsOurs?: boolean
}

export interface StatusDraft {
  accountId: number
  /** The source as typed; null for a remote status. */
  text: string | null
  /** HTML, formatted or sanitised. */
  content: string
  spoilerText: string
  sensitive: boolean
  visibility: Visibility
  language: string | null
  inReplyToId: number | null
  /** The parent's network id when the parent is not known here; it is linked when it arrives. */
  inReplyToUri: string | null
  /** A remote conversation's network id, if its server names one. */
  threadUri?: string | null
  mentions: MentionDraft[]
  tags: TagDraft[]
  /** Uploads of the author, in order; they must be processed and not attached. */
  mediaIds: number[]
  /** For a remote status instead of `mediaIds`, in order. */
  remoteMedia?: RemoteMedia[]
  poll: PollDraft | null
  quote?: QuoteDraft | null
  /** Who may quote it, as `packPolicy` gives it; nobody unless told. */
  quotePolicy?: number
  appId: number | null
  /** Null for a local status: its network id is computed. */
  uri: string | null
  url: string | null
  /** Epoch ms, clamped to now; now unless told. */
  createdAt?: number
  /** Epoch ms; it arrives as edited then, so that what is older than this changes nothing any more. */
  editedAt?: number | null
  /** The id takes the time of `createdAt` (something fetched) instead of now (something pushed or typed). */
  fetched?: boolean
  local: boolean
}
