// Custom emojis: the community's own, and those that remote accounts and statuses brought along. One is known by
// `shortcode` here and by `shortcode@host` elsewhere.
import type { Reader, Tx } from '#domain/context.ts'
import { dropFiles } from '#domain/stored-files.ts'
import type { Row } from '#domain/tables.ts'

export type EmojiRow = Row<'custom_emojis'>

export interface RemoteEmoji {
  shortcode: string
  /** The picture on its own server. */
  remoteUrl: string
  /** The emoji's network id, if it has one. */
  uri?: string | null
  /** Epoch ms; when its server last changed it. */
  updatedAt?: number | null
}

const SHORTCODE = /^[a-zA-Z0-9_]{2,100}$/
const KEPT_AT_ONCE = 100

/** The key an emoji is stored under. */
export const emojiKey = (shortcode: string, host: string | null): string => host === null ? shortcode : `${shortcode}@${host}`

/** The emojis of these keys that may be shown; the others are left out. Keyed as asked. */
export async function emojisByKey(db: Reader, keys: readonly string[]): Promise<Map<string, EmojiRow>> {
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom('custom_emojis').selectAll().where('emoji_key', 'in', [...new Set(keys)]).where('disabled', '=', 0).execute()
  return new Map(rows.map((row) => [row.emoji_key, row]))
}

/** The community's own emojis that people may use, in picker order. */
export async function localEmojis(db: Reader): Promise<EmojiRow[]> {
  return await db.selectFrom('custom_emojis').selectAll()
    .where('host', 'is', null).where('disabled', '=', 0).orderBy('category').orderBy('shortcode').execute()
}

/**
 * Remembers emojis that came with something from `host`; one whose picture moved is fetched anew by whoever looks.
 * Malformed shortcodes are passed over; at most 100 are kept at once. Idempotent.
 */
export async function keepRemoteEmojis(tx: Tx, host: string, emojis: readonly RemoteEmoji[]): Promise<void> {
  const wanted = new Map(emojis.filter((one) => SHORTCODE.test(one.shortcode)).slice(0, KEPT_AT_ONCE)
    .map((one) => [emojiKey(one.shortcode, host), one]))
  if (wanted.size === 0) return
  const rows = await tx.db.selectFrom('custom_emojis').select(['id', 'emoji_key', 'remote_url', 'file_key', 'static_key']).where('emoji_key', 'in', [...wanted.keys()]).execute()
  const known = new Map(rows.map((row) => [row.emoji_key, row]))
  for (const [key, emoji] of [...wanted].sort(([a], [b]) => a < b ? -1 : 1)) {
    const { shortcode, remoteUrl, uri = null } = emoji
    const before = known.get(key)
    if (before?.remote_url === remoteUrl) continue
    if (before) {
      await dropFiles(tx, [before.file_key, before.static_key])
      await tx.db.updateTable('custom_emojis').set({ remote_url: remoteUrl, uri, file_key: null, static_key: null, updated_at: tx.now })
        .where('id', '=', before.id).execute()
    } else {
      await tx.db.insertInto('custom_emojis').values({
        id: tx.id(), shortcode, host, emoji_key: key, remote_url: remoteUrl, uri, visible: 0, updated_at: tx.now,
      }).onConflict((conflict) => conflict.column('emoji_key').doNothing()).execute()
    }
  }
}
