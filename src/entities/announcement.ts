// What the staff tell everybody, as one member sees it, and the reactions to it.
import { accountUrl, tagUrl, urlOfStatus } from '#domain/addresses.ts'
import { accountRows, type AccountRow } from '#domain/accounts/queries.ts'
import {
  announcementRows, emojisOfReactions, linkedStatuses, readAnnouncements, seenReactions,
  type AnnouncementRow, type LinkedStatus, type SeenReaction,
} from '#domain/announcements/queries.ts'
import type { Row } from '#domain/tables.ts'
import { foldTag } from '#domain/text/tags.ts'
import { acctOf } from './account.ts'
import { iso, isoOrNull, type At } from './at.ts'
import { addEmojiKeys, loadEmojis, renderEmoji, renderEmojisOf, type CustomEmoji, type EmojiIndex } from './custom-emoji.ts'

export interface Reaction { name: string; count: number; me?: boolean; url?: string; static_url?: string }

export interface Announcement {
  id: string
  content: string
  starts_at: string | null
  ends_at: string | null
  all_day: boolean
  published_at: string
  updated_at: string
  read?: boolean
  mentions: { id: string; username: string; url: string; acct: string }[]
  statuses: { id: string; url: string }[]
  tags: { name: string; url: string }[]
  emojis: CustomEmoji[]
  reactions: Reaction[]
}

interface Bundle {
  at: At
  viewer: number | null
  reactions: SeenReaction[]
  pictures: Map<number, Row<'custom_emojis'>>
  read: ReadonlySet<number>
  accounts: Map<number, AccountRow>
  statuses: LinkedStatus[]
  emojis: EmojiIndex
}

const idsIn = (column: string): number[] => JSON.parse(column) as number[]

async function load(at: At, viewer: number | null, rows: readonly AnnouncementRow[]): Promise<Bundle> {
  const ids = rows.map((row) => row.id)
  const keys = new Set<string>()
  addEmojiKeys(keys, null, rows.map((row) => row.content))
  const [reactions, read, accounts, statuses, emojis] = await Promise.all([
    seenReactions(at.db, viewer, ids),
    viewer === null ? new Set<number>() : readAnnouncements(at.db, viewer, ids),
    accountRows(at.db, rows.flatMap((row) => idsIn(row.mention_ids))),
    linkedStatuses(at.db, rows.flatMap((row) => idsIn(row.status_ids))),
    loadEmojis(at.db, keys),
  ])
  const pictures = await emojisOfReactions(at.db, reactions.flatMap((one) => one.emoji_id ?? []))
  return { at, viewer, reactions, pictures, read, accounts, statuses, emojis }
}

function renderReaction({ config }: At, one: SeenReaction, pictures: Bundle['pictures']): Reaction {
  const picture = one.emoji_id === null ? undefined : pictures.get(one.emoji_id)
  const drawn = picture && renderEmoji(config, picture)
  return { name: one.name, count: one.n, ...(drawn ? { url: drawn.url, static_url: drawn.static_url } : {}) }
}

function render(row: AnnouncementRow, { at, viewer, reactions, pictures, read, accounts, statuses, emojis }: Bundle): Announcement {
  const { config } = at
  const linked = new Set(idsIn(row.status_ids))
  return {
    id: String(row.id), content: row.content, starts_at: isoOrNull(row.starts_at), ends_at: isoOrNull(row.ends_at), all_day: row.all_day === 1,
    published_at: iso(row.published_at ?? row.created_at), updated_at: iso(row.updated_at),
    ...(viewer === null ? {} : { read: read.has(row.id) }),
    mentions: idsIn(row.mention_ids).flatMap((id) => {
      const account = accounts.get(id)
      return account ? [{ id: String(id), username: account.username, url: accountUrl(config, account), acct: acctOf(account) }] : []
    }),
    statuses: statuses.filter((one) => linked.has(one.id)).map((one) => ({ id: String(one.id), url: urlOfStatus(config, one, one.username) ?? '' })),
    tags: (JSON.parse(row.tags) as string[]).map((name) => ({ name: foldTag(name), url: tagUrl(config, foldTag(name)) })),
    emojis: renderEmojisOf(config, emojis, null, [row.content]),
    reactions: reactions.filter((one) => one.announcement_id === row.id)
      .map((one) => ({ ...renderReaction(at, one, pictures), ...(viewer === null ? {} : { me: one.mine > 0 }) })),
  }
}

/** Announcements in the order of `ids`; `viewer` null is nobody, as when they are streamed. Six or seven statements. */
export async function showAnnouncements(at: At, viewer: number | null, ids: readonly number[]): Promise<Announcement[]> {
  if (ids.length === 0) return []
  const rows = new Map((await announcementRows(at.db, ids)).map((row) => [row.id, row]))
  const bundle = await load(at, viewer, [...rows.values()])
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [render(row, bundle)] : []
  })
}

/** How often one emoji stands under an announcement now, for streams. */
export async function showReaction(at: At, announcementId: number, name: string): Promise<Reaction & { announcement_id: string }> {
  const found = (await seenReactions(at.db, null, [announcementId])).find((one) => one.name === name)
  const known = found ?? { announcement_id: announcementId, name, emoji_id: null, n: 0, mine: 0 }
  const pictures = await emojisOfReactions(at.db, known.emoji_id === null ? [] : [known.emoji_id])
  return { ...renderReaction(at, known, pictures), announcement_id: String(announcementId) }
}
