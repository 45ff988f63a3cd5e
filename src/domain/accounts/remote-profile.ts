// What another server says about one of its accounts, already read, checked and sanitised. No protocol in here.
import type { RemoteEmoji } from '#domain/instance/custom-emojis.ts'

export interface RemoteKey {
  /** The key's own network id, on the account's host. */
  uri: string
  /** `rsa` (SPKI, PEM) or `ed25519` (multibase). */
  algorithm: string
  publicKey: string
}

export interface RemoteProfile {
  uri: string
  url: string | null
  username: string
  /** In `normaliseHost`'s spelling; never ours. */
  host: string
  displayName: string
  /** Sanitised HTML. */
  note: string
  /** Values are sanitised HTML. */
  fields: { name: string; value: string; verifiedAt?: number | null }[]
  actorType: 'Person' | 'Service' | 'Application' | 'Group' | 'Organization'
  locked: boolean
  discoverable: boolean | null
  indexable: boolean
  memorial: boolean
  /** Its own server has suspended it. */
  suspended?: boolean
  /** Its server does not show who follows whom. */
  hideCollections?: boolean | null
  showMedia?: boolean
  showMediaReplies?: boolean
  showFeatured?: boolean
  inboxUrl: string
  sharedInboxUrl: string | null
  outboxUrl: string | null
  followersUrl: string | null
  followingUrl: string | null
  featuredUrl: string | null
  featuredTagsUrl: string | null
  /** Where its collections are listed, and who may put it into collections (a number of `packPolicy`); not said: null. */
  collectionsUrl?: string | null
  featurePolicy?: number | null
  avatarUrl: string | null
  avatarDescription?: string
  headerUrl: string | null
  headerDescription?: string
  alsoKnownAs: string[]
  /** The account it moved to, if that one is known here and names it among its own. */
  movedToAccountId?: number | null
  attributionDomains?: string[]
  keys: RemoteKey[]
  emojis: RemoteEmoji[]
  /** Epoch ms; when its server made it. */
  createdAt: number | null
  /** Epoch ms; when the profile was last changed, where its server says so. */
  updatedAt?: number | null
  /** What its server counts; kept from before when it does not say. */
  statusesCount?: number | null
  followersCount?: number | null
  followingCount?: number | null
  /** The handle was checked from its own side: WebFinger for `username@host` names this `uri`. */
  handleVerified: boolean
}
