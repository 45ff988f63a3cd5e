// Custom emojis, and how the ones that a text uses are found.
import type { Config } from '#machinery/config/config.ts'
import { fileUrl, proxyUrl } from '#domain/addresses.ts'
import { emojiKey, emojisByKey, type EmojiRow } from '#domain/instance/custom-emojis.ts'
import type { Reader } from '#domain/context.ts'

export interface CustomEmoji {
  shortcode: string
  url: string
  static_url: string
  visible_in_picker: boolean
  category: string | null
}

/** Emojis by the key they are stored under. */
export type EmojiIndex = ReadonlyMap<string, EmojiRow>

const SHORTCODES = /(?<![\p{L}\p{N}:]):([a-zA-Z0-9_]{2,}):(?![\p{L}\p{N}:])/gu
const NONE: readonly string[] = []
const NO_EMOJIS: CustomEmoji[] = []

/** The shortcodes in texts, each once. Cheap for texts without any. */
export function shortcodesIn(...texts: readonly string[]): readonly string[] {
  let found: Set<string> | null = null
  for (const text of texts) {
    if (!text.includes(':')) continue
    for (const match of text.matchAll(SHORTCODES)) (found ??= new Set()).add(match[1] ?? '')
  }
  return found ? [...found] : NONE
}

/** Collects what has to be looked up for several texts of several hosts. */
export function addEmojiKeys(keys: Set<string>, host: string | null, texts: readonly string[]): void {
  for (const shortcode of shortcodesIn(...texts)) keys.add(emojiKey(shortcode, host))
}

/** Looks up collected keys: no statement when there are none. */
export const loadEmojis = (db: Reader, keys: ReadonlySet<string>): Promise<EmojiIndex> => emojisByKey(db, [...keys])

/** One emoji. */
export function renderEmoji(config: Config, row: EmojiRow): CustomEmoji {
  const url = row.file_key ? fileUrl(config, row.file_key) : proxyUrl(config, 'emoji', row.id, row.remote_url ?? '')
  return {
    shortcode: row.shortcode,
    url,
    static_url: row.static_key ? fileUrl(config, row.static_key) : url,
    visible_in_picker: row.visible === 1,
    category: row.category,
  }
}

/** The emojis that `texts`, written on `host`, use. */
export function renderEmojisOf(config: Config, index: EmojiIndex, host: string | null, texts: readonly string[]): CustomEmoji[] {
  if (index.size === 0) return NO_EMOJIS
  const shortcodes = shortcodesIn(...texts)
  if (shortcodes.length === 0) return NO_EMOJIS
  return shortcodes.flatMap((shortcode) => {
    const row = index.get(emojiKey(shortcode, host))
    return row ? [renderEmoji(config, row)] : []
  })
}
