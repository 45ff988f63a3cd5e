// Everything that a page of statuses is rendered from, loaded in three layers and at most nine statements, however many
// statuses there are: the statuses with what they boost and quote; then, side by side, their authors, media, polls, the names
// in them, what the viewer did to them and the viewer's filters; then the emojis, if any text has one.
import { activeFilters, type ActiveFilter } from '#domain/filters/active-filters.ts'
import { policyNamesFollows } from '#domain/statuses/quote-policy.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { viewerMarks, type MarksSubject, type ViewerMarks } from '#domain/reading/marks.ts'
import {
  seenMedia, seenNames, seenPolls, seenStatuses,
  type SeenMedia, type SeenMention, type SeenPoll, type SeenStatus, type SeenStatusTag,
} from '#domain/reading/statuses.ts'
import type { AccountBundle } from './account.ts'
import { presentOf, type At } from './at.ts'
import { addEmojiKeys, loadEmojis } from './custom-emoji.ts'
import { addAccountEmojis, loadAccountRows } from './load-accounts.ts'
import { pollOptions } from './poll.ts'
import { emojiTextsOfStatus, mediaIdsOf, renderStatus, type Status } from './status.ts'

export interface StatusBundle extends AccountBundle {
  viewer: number | null
  /** Epoch ms, for what has ended by now. */
  now: number
  statuses: ReadonlyMap<number, SeenStatus>
  media: ReadonlyMap<number, SeenMedia>
  polls: ReadonlyMap<number, SeenPoll>
  mentions: ReadonlyMap<number, SeenMention[]>
  tags: ReadonlyMap<number, SeenStatusTag[]>
  /** Null when nobody in particular looks. */
  marks: ViewerMarks | null
  /** The viewer's, as they count now. */
  filters: readonly ActiveFilter[]
}

const byId = <R extends { id: number }>(rows: readonly R[]): Map<number, R> => new Map(rows.map((row) => [row.id, row]))

/** What the second layer is asked for. A boost itself has no text, so only what it boosts has anything attached. */
function subjectsOf(statuses: ReadonlyMap<number, SeenStatus>) {
  const ids: number[] = []
  const written: number[] = []
  const authors = new Set<number>()
  const media: number[] = []
  const polls: number[] = []
  for (const row of statuses.values()) {
    ids.push(row.id)
    authors.add(row.account_id)
    if (row.card_author_id !== null) authors.add(row.card_author_id)
    if (row.reblog_of_id !== null) continue
    written.push(row.id)
    if (row.media_ids !== '[]') media.push(...mediaIdsOf(row))
    if (row.poll_id !== null) polls.push(row.poll_id)
  }
  return { ids, written, authors: [...authors], media, polls }
}

/** What is asked of a viewer's marks on these statuses: ties only where a quote or a quote policy depends on them. */
export function marksSubject(statuses: Iterable<SeenStatus>, now: number): MarksSubject {
  const subject = { ids: [] as number[], threads: new Set<number>(), polls: [] as number[], authors: new Set<number>(), quoted: [] as number[] }
  for (const row of statuses) {
    subject.ids.push(row.id)
    if (row.thread_id !== null) subject.threads.add(row.thread_id)
    if (row.poll_id !== null && row.reblog_of_id === null) subject.polls.push(row.poll_id)
    if (policyNamesFollows(row.quote_policy)) subject.authors.add(row.account_id)
    if (row.quoted_status_id === null || row.quoted_account_id === null) continue
    subject.authors.add(row.quoted_account_id)
    subject.quoted.push(row.quoted_status_id)
  }
  return { ...subject, threads: [...subject.threads], authors: [...subject.authors], now }
}

/** Loads what {@link renderStatus} needs for these ids. `extraAccounts` are loaded along, for who shows both. */
export async function loadStatuses(
  at: At, viewer: number | null, ids: readonly number[], extraAccounts: readonly number[] = [],
): Promise<StatusBundle> {
  const { db, config } = at
  const statuses = await seenStatuses(db, ids)
  const subject = subjectsOf(statuses)
  const [accounts, media, polls, names, marks, filters] = await Promise.all([
    loadAccountRows(at, extraAccounts.length === 0 ? subject.authors : [...new Set([...subject.authors, ...extraAccounts])]),
    subject.media.length === 0 ? [] : seenMedia(db, { ids: subject.media }),
    subject.polls.length === 0 ? [] : seenPolls(db, { ids: subject.polls }),
    seenNames(db, subject.written),
    viewer === null || subject.ids.length === 0 ? null
      : viewerMarks(db, viewer, marksSubject(statuses.values(), presentOf(at))),
    viewer === null || subject.ids.length === 0 ? [] : activeFilters(db, viewer, presentOf(at)),
  ])
  const loaded = {
    config, viewer, now: presentOf(at), statuses, accounts, rendered: new Map(),
    media: byId(media), polls: byId(polls), ...names, marks, filters,
  }
  return { ...loaded, emojis: await loadEmojis(db, emojiKeysOf(loaded)) }
}

/**
 * As {@link loadStatuses}, for ids that were kept when the viewer could see them (a notification's, a conversation's):
 * what they may not see any more, for a block or a follow that ended, is left out.
 */
export async function loadVisibleStatuses(at: At, viewer: number, ids: readonly number[], extraAccounts: readonly number[] = []): Promise<StatusBundle> {
  return loadStatuses(at, viewer, await visibleTo(at.db, viewer, ids), extraAccounts)
}

function emojiKeysOf({ statuses, accounts, polls }: Omit<StatusBundle, 'emojis'>): Set<string> {
  const keys = new Set<string>()
  addAccountEmojis(keys, accounts)
  for (const row of statuses.values()) {
    const poll = row.poll_id === null ? undefined : polls.get(row.poll_id)
    addEmojiKeys(keys, accounts.get(row.account_id)?.host ?? null, emojiTextsOfStatus(row, poll ? pollOptions(poll) : []))
  }
  return keys
}

/**
 * The statuses in the order of `ids`, as `viewer` (null: the public) sees them; what is missing or not for the public
 * is left out. The ids must come from a query that knows what this viewer may see.
 */
export async function showStatuses(at: At, viewer: number | null, ids: readonly number[]): Promise<Status[]> {
  if (ids.length === 0) return []
  const bundle = await loadStatuses(at, viewer, ids)
  return ids.flatMap((id) => renderStatus(id, bundle) ?? [])
}

/** One status, or null. */
export async function showStatus(at: At, viewer: number | null, id: number): Promise<Status | null> {
  return renderStatus(id, await loadStatuses(at, viewer, [id]))
}
