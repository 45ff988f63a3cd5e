// What one viewer has done to the statuses of a page, in a single statement.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** Sets of status ids, of thread ids for `mutedThreads`; a viewer's votes by poll. */
export interface ViewerMarks {
  favourited: Set<number>
  reblogged: Set<number>
  bookmarked: Set<number>
  pinned: Set<number>
  mutedThreads: Set<number>
  votes: Map<number, number[]>
}

/** What a row of marks tells: which kind of mark, on what; for votes, which option. */
export interface MarkRow { kind: number; id: number; choice: number }

export const FAVOURITE = 1
export const REBLOG = 2
export const BOOKMARK = 3
export const PIN = 4
export const MUTE = 5
export const VOTE = 6

/** No marks at all. */
export const emptyMarks = (): ViewerMarks => ({
  favourited: new Set(), reblogged: new Set(), bookmarked: new Set(), pinned: new Set(), mutedThreads: new Set(), votes: new Map(),
})

/** Puts what a row tells among the marks. */
export function addMark(marks: ViewerMarks, { kind, id, choice }: MarkRow): void {
  if (kind === FAVOURITE) marks.favourited.add(id)
  else if (kind === REBLOG) marks.reblogged.add(id)
  else if (kind === BOOKMARK) marks.bookmarked.add(id)
  else if (kind === PIN) marks.pinned.add(id)
  else if (kind === MUTE) marks.mutedThreads.add(id)
  else marks.votes.set(id, [...marks.votes.get(id) ?? [], choice].sort((a, b) => a - b))
}

interface Params extends Readonly<Record<string, number | readonly number[]>> {
  viewer: number
  ids: readonly number[]
  threads: readonly number[]
  polls: readonly number[]
}

const everyMark = prepared<MarkRow, Params>(`
  select ${FAVOURITE} as kind, status_id as id, 0 as choice from favourites where account_id = :viewer and status_id in (:ids)
  union all select ${REBLOG}, reblog_of_id, 0 from statuses where account_id = :viewer and reblog_of_id in (:ids)
  union all select ${BOOKMARK}, status_id, 0 from bookmarks where account_id = :viewer and status_id in (:ids)
  union all select ${PIN}, status_id, 0 from pins where account_id = :viewer and status_id in (:ids)
  union all select ${MUTE}, thread_id, 0 from thread_mutes where account_id = :viewer and thread_id in (:threads)
  union all select ${VOTE}, poll_id, choice from poll_votes where account_id = :viewer and poll_id in (:polls)`)

/** One statement for everything a viewer may have done to these statuses, their threads and their polls. */
export async function viewerMarks(
  db: Reader, viewer: number, subject: { ids: readonly number[]; threads: readonly number[]; polls: readonly number[] },
): Promise<ViewerMarks> {
  const marks = emptyMarks()
  for (const row of await everyMark(db, { viewer, ...subject })) addMark(marks, row)
  return marks
}
