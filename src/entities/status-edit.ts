// What a status was in each of its versions.
import { versionsOf, type EditedMedia } from '#domain/statuses/edits.ts'
import { statusRow } from '#domain/statuses/find-status.ts'
import type { Row } from '#domain/tables.ts'
import { renderAccount, type Account, type AccountBundle } from './account.ts'
import { iso, type At } from './at.ts'
import { addEmojiKeys, loadEmojis, renderEmojisOf, type CustomEmoji } from './custom-emoji.ts'
import { loadAccounts } from './load-accounts.ts'
import { showStatus } from './status-bundle.ts'
import type { Status } from './status.ts'
import { showMedia, type MediaAttachment } from './media.ts'

export interface StatusEdit {
  content: string
  spoiler_text: string
  sensitive: boolean
  created_at: string
  account: Account
  poll?: { options: { title: string }[] }
  media_attachments: MediaAttachment[]
  emojis: CustomEmoji[]
  quote: Status['quote']
}

type Version = Row<'status_edits'>

const mediaOf = (version: Version): EditedMedia[] => JSON.parse(version.media) as EditedMedia[]
const optionsOf = (version: Version): string[] => version.poll_options === null ? [] : JSON.parse(version.poll_options) as string[]
const textsOf = (version: Version): string[] => [version.spoiler_text, version.content, ...optionsOf(version)]

/** What the versions of one status are shown with; `quote` is that of the status as it is now. */
interface History extends AccountBundle {
  media: ReadonlyMap<string, MediaAttachment>
  quote: { id: number | null; shown: Status['quote'] }
}

function renderEdit(version: Version, bundle: History): StatusEdit | null {
  const account = renderAccount(version.account_id, bundle)
  if (!account) return null
  const host = bundle.accounts.get(version.account_id)?.host ?? null
  return {
    content: version.content,
    spoiler_text: version.spoiler_text,
    sensitive: version.sensitive === 1,
    created_at: iso(version.created_at),
    account,
    ...(version.poll_options === null ? {} : { poll: { options: optionsOf(version).map((title) => ({ title })) } }),
    media_attachments: mediaOf(version).flatMap(({ id, description }) => {
      const file = bundle.media.get(String(id))
      return file ? [{ ...file, description }] : []
    }),
    emojis: renderEmojisOf(bundle.config, bundle.emojis, host, textsOf(version)),
    // A quote that was replaced since is not kept anywhere.
    quote: version.quote_id !== null && version.quote_id === bundle.quote.id ? bundle.quote.shown : null,
  }
}

/** Every version, oldest first, with what it quotes as `viewer` may see it; none of an unknown status. Whether they may see the status is asked before. */
export async function showStatusHistory(at: At, viewer: number | null, statusId: number): Promise<StatusEdit[]> {
  const status = await statusRow(at.db, statusId)
  if (!status) return []
  const versions = await versionsOf(at.db, status)
  const accounts = await loadAccounts(at, [status.account_id])
  const keys = new Set(accounts.emojis.keys())
  for (const version of versions) addEmojiKeys(keys, accounts.accounts.get(status.account_id)?.host ?? null, textsOf(version))
  const media = await showMedia(at, [...new Set(versions.flatMap((version) => mediaOf(version).map((file) => file.id)))])
  const quote = { id: status.quote_id, shown: status.quote_id === null ? null : (await showStatus(at, viewer, statusId))?.quote ?? null }
  const bundle = { ...accounts, emojis: await loadEmojis(at.db, keys), media: new Map(media.map((file) => [file.id, file])), quote }
  return versions.flatMap((version) => renderEdit(version, bundle) ?? [])
}
