// What a text refers to: people, hashtags and custom emojis, each with its id, so that nobody has to parse HTML.
import type { Config } from '#machinery/config/config.ts'
import { inertContentType } from '#machinery/storage/storage.ts'
import { actorUri, fileUrl, tagUrl } from '#domain/addresses.ts'
import { emojiKey, type EmojiRow } from '#domain/instance/custom-emojis.ts'
import { shortcodesIn, type EmojiIndex } from '#entities/custom-emoji.ts'
import { emojiUri } from './names.ts'
import { second } from './addressing.ts'
import type { Document } from './context.ts'

interface Named { id: number; username: string; host: string | null; uri: string | null }

/** A mention counts by its `href`; the name is for people. */
export const mentionTag = (config: Config, account: Named): Document => ({
  type: 'Mention', href: account.uri ?? actorUri(config, account.id),
  name: `@${account.username}@${account.host ?? config.domain}`,
})

export const hashtagTag = (config: Config, name: string): Document =>
  ({ type: 'Hashtag', href: tagUrl(config, name), name: `#${name}` })

/** A custom emoji of ours; null for one without a file. */
export function emojiTag(config: Config, row: EmojiRow): Document | null {
  if (row.file_key === null) return null
  return {
    id: emojiUri(config, row.id), type: 'Emoji', name: `:${row.shortcode}:`, updated: second(row.updated_at),
    icon: { type: 'Image', mediaType: inertContentType(row.file_key), url: fileUrl(config, row.file_key) },
  }
}

/** The tags of our own emojis that `texts` use. */
export function emojiTags(config: Config, index: EmojiIndex, texts: readonly string[]): Document[] {
  if (index.size === 0) return []
  return shortcodesIn(...texts).flatMap((shortcode) => {
    const row = index.get(emojiKey(shortcode, null))
    const tag = row ? emojiTag(config, row) : null
    return tag === null ? [] : [tag]
  })
}
