// A poll, with the viewer's own votes where somebody looks.
import type { Config } from '#machinery/config/config.ts'
import { viewerMarks } from '#domain/reading/marks.ts'
import { seenAccounts } from '#domain/reading/accounts.ts'
import { seenPolls, type SeenPoll } from '#domain/reading/statuses.ts'
import { isoOrNull, presentOf, type At } from './at.ts'
import { addEmojiKeys, loadEmojis, renderEmojisOf, type CustomEmoji, type EmojiIndex } from './custom-emoji.ts'

export interface PollOption { title: string; votes_count: number | null }

export interface Poll {
  id: string
  expires_at: string | null
  expired: boolean
  multiple: boolean
  votes_count: number
  voters_count: number | null
  options: PollOption[]
  emojis: CustomEmoji[]
  voted?: boolean
  own_votes?: number[]
}

export interface PollView {
  config: Config
  now: number
  /** The author's host, whose emojis the options use. */
  host: string | null
  emojis: EmojiIndex
  viewer: number | null
  /** The viewer's choices. */
  votes: readonly number[]
}

export const pollOptions = (row: SeenPoll): string[] => JSON.parse(row.options) as string[]

/** One poll. Counts of a poll that hides them are null until it has ended. */
export function renderPoll(row: SeenPoll, { config, now, host, emojis, viewer, votes }: PollView): Poll {
  const expired = row.closed_at !== null || (row.expires_at !== null && row.expires_at <= now)
  const counts = JSON.parse(row.counts) as number[]
  const told = expired || row.hide_totals === 0
  const titles = pollOptions(row)
  const poll: Poll = {
    id: String(row.id),
    expires_at: isoOrNull(row.expires_at),
    expired,
    multiple: row.multiple === 1,
    votes_count: row.votes_count,
    voters_count: row.voters_count,
    options: titles.map((title, index) => ({ title, votes_count: told ? counts[index] ?? 0 : null })),
    emojis: renderEmojisOf(config, emojis, host, titles),
  }
  if (viewer !== null) {
    poll.voted = votes.length > 0 || row.account_id === viewer
    poll.own_votes = [...votes]
  }
  return poll
}

/** One poll by its id, or null. Whether the viewer may see its status is asked before. */
export async function showPoll(at: At, viewer: number | null, id: number): Promise<Poll | null> {
  const row = (await seenPolls(at.db, { ids: [id] }))[0]
  if (!row) return null
  const [authors, marks] = await Promise.all([
    seenAccounts(at.db, [row.account_id]),
    viewer === null ? null : viewerMarks(at.db, viewer, { ids: [], threads: [], polls: [id] }),
  ])
  const host = authors.get(row.account_id)?.host ?? null
  const keys = new Set<string>()
  addEmojiKeys(keys, host, pollOptions(row))
  const emojis = await loadEmojis(at.db, keys)
  return renderPoll(row, { config: at.config, now: presentOf(at), host, emojis, viewer, votes: marks?.votes.get(id) ?? [] })
}
