// The ids of everything of ours that other servers ask for, beside those of domain/addresses.
import type { Config } from '#machinery/config/config.ts'
import { actorUri, INSTANCE_ACCOUNT_ID, statusUri } from '#domain/addresses.ts'

type At = Pick<Config, 'origin'>

/** The collections that hang below an actor. */
export const followersUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/followers`
export const followingUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/following`
/** Where another server reads which of its people follow (FEP-8fcf). */
export const followersSynchronizationUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/followers_synchronization`
export const inboxUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/inbox`
export const outboxUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/outbox`
export const featuredUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/collections/featured`
export const featuredTagsUri = (at: At, accountId: number): string => `${actorUri(at, accountId)}/collections/tags`

/** Of one boost: the id of the act itself, under which peers know it. */
export const boostUri = (at: At, accountId: number, boostId: number): string => `${statusUri(at, accountId, boostId)}/activity`
export const emojiUri = ({ origin }: At, emojiId: number): string => `${origin}/ap/emojis/${emojiId}`
/** Mastodon's form, which servers compare as text; it is not fetched. */
export const threadTag = (config: Pick<Config, 'domain'>, threadId: number): string =>
  `tag:${config.domain},2026:objectId=${threadId}:objectType=Conversation`

export const isInstanceActor = (accountId: number): boolean => accountId === INSTANCE_ACCOUNT_ID
