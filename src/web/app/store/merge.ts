// A paged list as its reader sees it: entries newest first, and gaps where posts are known to be missing. Pure, so that
// every way in which pages can meet is tested.

/** A post (or whatever the list holds), or a hole between two of them. */
export type Entry = { kind: 'item'; id: string } | { kind: 'gap'; id: string; newer: string; older: string }

export const itemsOf = (ids: readonly string[]): Entry[] => ids.map((id) => ({ kind: 'item', id }))

const idsIn = (entries: readonly Entry[]): Set<string> => new Set(entries.flatMap((entry) => entry.kind === 'item' ? [entry.id] : []))

const gapBetween = (newer: string, older: string): Entry => ({ kind: 'gap', id: `gap-${newer}-${older}`, newer, older })

/** Older posts at the end; what is there already is not repeated. */
export function appendOlder(entries: readonly Entry[], ids: readonly string[]): Entry[] {
  const known = idsIn(entries)
  return [...entries, ...itemsOf(ids.filter((id) => !known.has(id)))]
}

/**
 * The newest page on top. If it does not reach what is there (no post in common, and it was full), a gap stands between
 * them.
 */
export function prependNewest(entries: readonly Entry[], ids: readonly string[], full: boolean): Entry[] {
  const known = idsIn(entries)
  const fresh = ids.filter((id) => !known.has(id))
  const first = entries.find((entry) => entry.kind === 'item')
  if (fresh.length === 0) return [...entries]
  const last = fresh.at(-1)
  const meets = fresh.length < ids.length || !full || !first || last === undefined
  return meets ? [...itemsOf(fresh), ...entries] : [...itemsOf(fresh), gapBetween(last, first.id), ...entries]
}

/** What was in a gap, from its newer end; `full`: there may be more, so a smaller gap stays. */
export function fillGap(entries: readonly Entry[], gapId: string, ids: readonly string[], full: boolean): Entry[] {
  const at = entries.findIndex((entry) => entry.kind === 'gap' && entry.id === gapId)
  const gap = entries[at]
  if (gap?.kind !== 'gap') return [...entries]
  const known = idsIn(entries)
  const fresh = ids.filter((id) => !known.has(id))
  const meets = fresh.length < ids.length || !full
  const last = fresh.at(-1)
  const rest = meets || last === undefined ? [] : [gapBetween(last, gap.older)]
  return [...entries.slice(0, at), ...itemsOf(fresh), ...rest, ...entries.slice(at + 1)]
}

/** Without an entry; a gap that ended at it ends at its neighbour. */
export function removeItem(entries: readonly Entry[], id: string): Entry[] {
  const at = entries.findIndex((entry) => entry.kind === 'item' && entry.id === id)
  if (at < 0) return [...entries]
  const before = entries.slice(0, at)
  const after = entries.slice(at + 1)
  const last = before.at(-1)
  const next = after[0]
  if (last?.kind === 'gap' && next?.kind === 'item') before[before.length - 1] = gapBetween(last.newer, next.id)
  else if (next?.kind === 'gap' && last?.kind === 'item') after[0] = gapBetween(last.id, next.older)
  return [...before, ...after]
}

/** The newest `most` entries around `anchor`, for keeping: what a reader returns to must be among them. */
export function clip(entries: readonly Entry[], anchor: string | null, most: number): Entry[] {
  if (entries.length <= most) return [...entries]
  const at = Math.max(0, entries.findIndex((entry) => entry.id === anchor))
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), entries.length - most))
  return entries.slice(from, from + most)
}

/** Ids of the items that stand above all that was `known`: they have come since. */
export function unknownOnTop(entries: readonly Entry[], known: ReadonlySet<string>): string[] {
  const end = entries.findIndex((entry) => entry.kind === 'gap' || known.has(entry.id))
  return entries.slice(0, end < 0 ? entries.length : end).map((entry) => entry.id)
}
