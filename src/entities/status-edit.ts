// A version of an edited status, as its history shows it.
import type { EditedMedia } from '#domain/statuses/edits.ts'
import type { Row } from '#domain/tables.ts'
import { seenMedia } from '#domain/reading/statuses.ts'
import { renderAccount, type Account } from './account.ts'
import { iso, type At } from './at.ts'
import { addEmojiKeys, loadEmojis, renderEmojisOf, type CustomEmoji } from './custom-emoji.ts'
import { loadAccounts } from './load-accounts.ts'
import { renderMedia, type MediaAttachment } from './media.ts'

export interface StatusEdit {
  content: string
  spoiler_text: string
  sensitive: boolean
  created_at: string
  account: Account
  poll?: { options: { title: string }[] }
  media_attachments: MediaAttachment[]
  emojis: CustomEmoji[]
  quote: null
}

const mediaOf = (version: Row<'status_edits'>) => JSON.parse(version.media) as EditedMedia[]
const optionsOf = (version: Row<'status_edits'>) => version.poll_options === null ? [] : JSON.parse(version.poll_options) as string[]
const textsOf = (version: Row<'status_edits'>) => [version.spoiler_text, version.content, ...optionsOf(version)]

/** The versions of one status in the given order; nothing when its author is gone. */
export async function showStatusEdits(at: At, versions: readonly Row<'status_edits'>[]): Promise<StatusEdit[]> {
  const authorId = versions[0]?.account_id
  if (authorId === undefined) return []
  const bundle = await loadAccounts(at, [authorId])
  const account = renderAccount(authorId, bundle)
  if (!account) return []
  const host = bundle.accounts.get(authorId)?.host ?? null
  const keys = new Set<string>()
  for (const version of versions) addEmojiKeys(keys, host, textsOf(version))
  const emojis = await loadEmojis(at.db, keys)
  const media = new Map((await seenMedia(at.db, { ids: versions.flatMap(mediaOf).map((one) => one.id) })).map((row) => [row.id, row]))
  return versions.map((version) => ({
    content: version.content, spoiler_text: version.spoiler_text, sensitive: version.sensitive === 1, created_at: iso(version.created_at),
    account,
    ...(version.poll_options === null ? {} : { poll: { options: optionsOf(version).map((title) => ({ title })) } }),
    media_attachments: mediaOf(version).flatMap(({ id, description }) => {
      const row = media.get(id)
      return row ? [renderMedia(at.config, { ...row, description })] : []
    }),
    emojis: renderEmojisOf(at.config, emojis, host, textsOf(version)),
    quote: null,
  }))
}
