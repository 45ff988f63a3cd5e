// The `tag` of a document: whom it mentions, what it is tagged with, which emojis it brings. A mention counts by its
// href alone, never by its text.
import type { RemoteEmoji } from '#domain/instance/custom-emojis.ts'
import type { TagDraft } from '#domain/statuses/draft.ts'
import { normaliseTag } from '#domain/text/tags.ts'
import { hrefOf, idOf, isObject, listOf, momentOf, textOf, typesOf, webUrlOf, type Json } from './plain-json.ts'

const MENTIONS_LIMIT = 100
const HASHTAGS_LIMIT = 100
const EMOJIS_LIMIT = 100

export interface ReadTags {
  /** Actor ids. */
  readonly mentions: string[]
  readonly hashtags: TagDraft[]
  readonly emojis: RemoteEmoji[]
}

function readEmoji(tag: Json): RemoteEmoji | null {
  const shortcode = textOf(tag['name'], 200)?.replace(/^:|:$/g, '')
  const icon = tag['icon']
  const remoteUrl = hrefOf(isObject(icon) ? icon['url'] ?? icon['href'] : icon, 'image/png')
  return shortcode && remoteUrl ? { shortcode, remoteUrl, uri: idOf(tag), updatedAt: momentOf(tag['updated']) } : null
}

/** Reads at most a thousand tags, of each kind the first hundred. */
export function readTags(document: Json): ReadTags {
  const mentions = new Set<string>()
  const hashtags = new Map<string, TagDraft>()
  const emojis = new Map<string, RemoteEmoji>()
  for (const tag of listOf(document['tag'])) {
    if (!isObject(tag)) continue
    const types = typesOf(tag)
    if (types.includes('Mention')) {
      const href = webUrlOf(tag['href'])
      if (href && mentions.size < MENTIONS_LIMIT) mentions.add(href)
    } else if (types.includes('Hashtag')) {
      const read = normaliseTag(textOf(tag['name'], 600) ?? '')
      if (read && hashtags.size < HASHTAGS_LIMIT && !hashtags.has(read.name)) hashtags.set(read.name, read)
    } else if (types.includes('Emoji')) {
      const read = readEmoji(tag)
      if (read && emojis.size < EMOJIS_LIMIT) emojis.set(read.shortcode, read)
    }
  }
  return { mentions: [...mentions], hashtags: [...hashtags.values()], emojis: [...emojis.values()] }
}
