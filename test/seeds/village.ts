// People and their posts as short sentences, for tests of the domain: members of this server, people of other servers,
// made by the same verbs that make real ones.
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import type { Context } from '#domain/context.ts'
import type { RemoteProfile } from '#domain/accounts/remote-profile.ts'
import { reblog } from '#domain/interactions/reblog.ts'
import { follow } from '#domain/relationships/follow.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { StatusDraft, Visibility } from '#domain/statuses/draft.ts'
import { normaliseTag } from '#domain/text/tags.ts'

type Writes = Pick<Context, 'write'>

/** What another server would say of `username` there. */
export function remoteProfile(username: string, host: string, patch: Partial<RemoteProfile> = {}): RemoteProfile {
  const uri = `https://${host}/users/${username}`
  return {
    uri, url: `https://${host}/@${username}`, username, host, displayName: username, note: '', fields: [], actorType: 'Person',
    locked: false, discoverable: null, indexable: false, memorial: false, inboxUrl: `${uri}/inbox`, sharedInboxUrl: `https://${host}/inbox`,
    outboxUrl: null, followersUrl: `${uri}/followers`, followingUrl: null, featuredUrl: null, featuredTagsUrl: null,
    avatarUrl: null, headerUrl: null, alsoKnownAs: [], keys: [], emojis: [], handleVerified: true, ...patch,
  } as RemoteProfile
}

/** Somebody on another server; returns the account's id. */
export const remotePerson = (house: Writes, username: string, host = 'peer.example', patch: Partial<RemoteProfile> = {}): Promise<number> =>
  house.write((tx) => upsertRemoteAccount(tx, remoteProfile(username, host, patch)))

export interface Words {
  visibility?: Visibility
  inReplyToId?: number | null
  inReplyToUri?: string | null
  mentions?: number[]
  tags?: string[]
  language?: string | null
  createdAt?: number
  /** Set for a post of another server. */
  uri?: string
}

/** A draft of a post, local unless it has a uri. */
export function draftOf(accountId: number, text: string, words: Words = {}): StatusDraft {
  const { visibility = 'public', inReplyToId = null, inReplyToUri = null, mentions = [], tags = [], language = null, createdAt, uri } = words
  return {
    accountId, text: uri ? null : text, content: `<p>${text}</p>`, spoilerText: '', sensitive: false, visibility, language, inReplyToId, inReplyToUri,
    mentions: mentions.map((id) => ({ accountId: id, silent: false })), tags: tags.flatMap((tag) => normaliseTag(tag) ?? []),
    mediaIds: [], poll: null, appId: null, uri: uri ?? null, url: uri ?? null, local: uri === undefined, ...(createdAt === undefined ? {} : { createdAt }),
  }
}

/** `accountId` posts `text`; returns the status's id. */
export const posts = async (house: Writes, accountId: number, text: string, words: Words = {}): Promise<number> =>
  (await house.write((tx) => postStatus(tx, draftOf(accountId, text, words)))).statusId

/** `accountId` boosts a status; returns the boost's id. */
export const boosts = (house: Writes, accountId: number, statusId: number): Promise<number> => house.write((tx) => reblog(tx, accountId, statusId))

/** `accountId` follows `targetId`, who agrees if asked. */
export async function follows(house: Writes, accountId: number, targetId: number, options: Parameters<typeof follow>[3] = {}): Promise<void> {
  await house.write(async (tx) => {
    const { state } = await follow(tx, accountId, targetId, options)
    if (state === 'requested') await acceptFollowFrom(tx, targetId, accountId)
  })
}
