// A status as a Note, or a Question when it has a poll. Loaded in a fixed number of statements, built without any.
import type { Config } from '#machinery/config/config.ts'
import { actorUri, statusUri } from '#domain/addresses.ts'
import { emojisByKey } from '#domain/instance/custom-emojis.ts'
import {
  publishedMedia, publishedStatuses, type PublishedMedia, type PublishedStatus,
} from '#domain/peers/published-statuses.ts'
import { seenNames, seenPolls, type SeenMention, type SeenPoll, type SeenStatusTag } from '#domain/reading/statuses.ts'
import { presentOf, type At } from '#entities/at.ts'
import { addEmojiKeys, type EmojiIndex } from '#entities/custom-emoji.ts'
import { mediaIdsOf } from '#entities/status.ts'
import { audienceOf, second } from './addressing.ts'
import { attachment } from './attachment.ts'
import type { Document } from './context.ts'
import { followersUri, threadTag } from './names.ts'
import { interactionPolicy, quotePart } from './quote.ts'
import { questionPart } from './question.ts'
import { emojiTags, hashtagTag, mentionTag } from './tags.ts'

/** Statuses with everything their documents say. */
export interface NoteBundle {
  config: Config
  /** Epoch ms. */
  now: number
  statuses: ReadonlyMap<number, PublishedStatus>
  media: ReadonlyMap<number, PublishedMedia>
  polls: ReadonlyMap<number, SeenPoll>
  mentions: ReadonlyMap<number, SeenMention[]>
  tags: ReadonlyMap<number, SeenStatusTag[]>
  emojis: EmojiIndex
}

const optionsOf = (poll: SeenPoll | undefined): string[] => poll ? JSON.parse(poll.options) as string[] : []
const textsOf = (row: PublishedStatus, poll: SeenPoll | undefined): string[] => [row.spoiler_text, row.content, ...optionsOf(poll)]

/** Loads what {@link renderNote} needs for these statuses. Who may read them is asked elsewhere. */
export async function loadNotes(at: At, ids: readonly number[]): Promise<NoteBundle> {
  const { db, config } = at
  const statuses = await publishedStatuses(db, ids)
  const rows = [...statuses.values()]
  const [media, polls, { mentions, tags }] = await Promise.all([
    publishedMedia(db, { ids: rows.flatMap((row) => mediaIdsOf(row)) }),
    seenPolls(db, { ids: rows.flatMap((row) => row.poll_id ?? []) }),
    seenNames(db, [...statuses.keys()]),
  ])
  for (const named of mentions.values()) named.sort((a, b) => a.id - b.id)
  const pollOf = new Map(polls.map((poll) => [poll.id, poll]))
  const keys = new Set<string>()
  for (const row of rows) if (row.host === null) addEmojiKeys(keys, null, textsOf(row, pollOf.get(row.poll_id ?? 0)))
  return {
    config, now: presentOf(at), statuses, polls: pollOf, emojis: await emojisByKey(db, [...keys]),
    media: new Map(media.map((one) => [one.id, one])), mentions, tags,
  }
}

/** Who is addressed by a local status of the bundle. */
export function noteAudience(row: PublishedStatus, { config, mentions }: NoteBundle) {
  const named = (mentions.get(row.id) ?? []).map((one) => one.uri ?? actorUri(config, one.id))
  return audienceOf(row.visibility, followersUri(config, row.account_id), named)
}

/** A local status as its document, without `@context`; null when the bundle lacks it or it is a boost. */
export function renderNote(id: number, bundle: NoteBundle): Document | null {
  const row = bundle.statuses.get(id)
  if (!row || row.reblog_of_id !== null || row.local !== 1) return null
  const { config } = bundle
  const uri = statusUri(config, row.account_id, row.id)
  const poll = row.poll_id === null ? undefined : bundle.polls.get(row.poll_id)
  const author = actorUri(config, row.account_id)
  return {
    id: uri,
    type: poll ? 'Question' : 'Note',
    summary: row.spoiler_text === '' ? null : row.spoiler_text,
    inReplyTo: parentUri(config, row),
    published: second(row.created_at),
    ...(row.edited_at === null ? {} : { updated: new Date(row.edited_at).toISOString() }),
    url: `${config.origin}/@${row.username}/${row.id}`,
    attributedTo: author,
    ...noteAudience(row, bundle),
    sensitive: row.sensitive === 1 || row.sensitized_at !== null,
    ...threadOf(config, row),
    content: row.content,
    ...(row.language ? { contentMap: { [row.language]: row.content } } : {}),
    ...(poll ? questionPart(poll, bundle.now) : {}),
    attachment: mediaIdsOf(row).flatMap((mediaId) => {
      const media = bundle.media.get(mediaId)
      return (media && attachment(config, media)) ?? []
    }),
    tag: [
      ...(bundle.mentions.get(id) ?? []).map((one) => mentionTag(config, one)),
      ...(bundle.tags.get(id) ?? []).map((one) => hashtagTag(config, one.name)),
      ...emojiTags(config, bundle.emojis, textsOf(row, poll)),
    ],
    ...quotePart(config, row),
    interactionPolicy: interactionPolicy(config, row),
    replies: `${uri}/replies`,
    likes: { id: `${uri}/likes`, type: 'Collection', totalItems: row.favourites_count },
    shares: { id: `${uri}/shares`, type: 'Collection', totalItems: row.reblogs_count },
  }
}

function parentUri(config: Config, row: PublishedStatus): string | null {
  if (row.parent_id === null || row.parent_account_id === null) return row.in_reply_to_uri
  return row.parent_uri ?? statusUri(config, row.parent_account_id, row.parent_id)
}

function threadOf(config: Config, row: PublishedStatus): Document {
  if (row.thread_id === null) return {}
  if (row.thread_uri === null) return { conversation: threadTag(config, row.thread_id) }
  return { conversation: row.thread_uri, ...(/^https?:\/\//.test(row.thread_uri) ? { context: row.thread_uri } : {}) }
}
