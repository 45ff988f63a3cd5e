// A status on its way to many sockets: loaded once; rendered once for the public, once for members who have done nothing
// to it, and again only for the few who have, or whose filters it meets.
import type { ActiveFilter } from '#domain/filters/active-filters.ts'
import { emptyMarks, marksOfMany, type ViewerMarks } from '#domain/reading/marks.ts'
import { tiesKey } from '#domain/reading/ties.ts'
import { presentOf, type At } from './at.ts'
import { filteredBy, type FilterResult } from './filter.ts'
import { loadStatuses, marksSubject } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

/** What decides, in memory, which sockets of public streams get it. */
export interface StreamedFacts {
  authorId: number
  /** Null: of this server. */
  host: string | null
  language: string | null
  mentionedIds: readonly number[]
}

export interface StreamedStatus {
  readonly facts: StreamedFacts
  /** As the public sees it, with what a listener's filters say of it; null when it is not for the public. */
  forPublic(filters: readonly ActiveFilter[]): Status | null
  /** As `viewer` sees it. The caller has made sure that they may. */
  forMember(viewer: number, filters: readonly ActiveFilter[]): Status | null
}

/** Nobody's account. */
const ANYBODY = -1

/** Loads a status for the public and for `viewers`; null when it is gone. */
export async function loadStreamedStatus(at: At, id: number, viewers: readonly number[]): Promise<StreamedStatus | null> {
  const bundle = await loadStatuses(at, null, [id])
  const row = bundle.statuses.get(id)
  if (!row) return null
  const rows = [...bundle.statuses.values()]
  const marks = await marksOfMany(at.db, viewers, marksSubject(rows, presentOf(at)))
  const owners = new Set(rows.map((one) => one.account_id))
  const open = once(() => renderStatus(id, bundle))
  // Many stand to those whom a quote concerns in the same way (all follow them, say) and have done nothing: they share one rendering.
  const tied = new Map<string, Status | null>()
  const plain = (marks: ViewerMarks): Status | null => {
    const key = tiesKey(marks)
    if (!tied.has(key)) tied.set(key, renderStatus(id, { ...bundle, viewer: ANYBODY, marks }))
    return tied.get(key) ?? null
  }
  const author = bundle.accounts.get(row.account_id)
  return {
    facts: {
      authorId: row.account_id, host: author?.host ?? null, language: row.language,
      mentionedIds: (bundle.mentions.get(id) ?? []).map((one) => one.id),
    },
    forPublic: (filters) => marked(open(), filteredBy(filters, id, bundle)),
    forMember(viewer, filters) {
      const own = marks.get(viewer) ?? emptyMarks()
      const status = owners.has(viewer) || hasActed(own) ? renderStatus(id, { ...bundle, viewer, marks: own }) : plain(own)
      return marked(status, filteredBy(filters, id, bundle))
    },
  }
}

const hasActed = ({ favourited, reblogged, bookmarked, pinned, mutedThreads, votes }: ViewerMarks): boolean =>
  favourited.size + reblogged.size + bookmarked.size + pinned.size + mutedThreads.size + votes.size > 0

/** Most listeners filter nothing and share one rendering. */
function marked(status: Status | null, filtered: FilterResult[]): Status | null {
  if (status === null || filtered.length === 0) return status
  return { ...status, filtered, reblog: status.reblog && { ...status.reblog, filtered } }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}
