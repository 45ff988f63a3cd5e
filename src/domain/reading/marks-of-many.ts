// What several viewers have done to one status, in a single statement: what sockets are sent is rendered once, and the
// marks of whoever has any are put on it in memory.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import type { ViewerMarks } from './marks.ts'

const FAVOURITE = 1
const REBLOG = 2
const BOOKMARK = 3
const PIN = 4
const MUTE = 5
const VOTE = 6

interface Params extends Readonly<Record<string, readonly number[]>> {
  viewers: readonly number[]
  ids: readonly number[]
  threads: readonly number[]
  polls: readonly number[]
}

const everyMark = prepared<{ viewer: number; kind: number; id: number; choice: number }, Params>(`
  select account_id as viewer, ${FAVOURITE} as kind, status_id as id, 0 as choice from favourites where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${REBLOG}, reblog_of_id, 0 from statuses where account_id in (:viewers) and reblog_of_id in (:ids)
  union all select account_id, ${BOOKMARK}, status_id, 0 from bookmarks where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${PIN}, status_id, 0 from pins where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${MUTE}, thread_id, 0 from thread_mutes where account_id in (:viewers) and thread_id in (:threads)
  union all select account_id, ${VOTE}, poll_id, choice from poll_votes where account_id in (:viewers) and poll_id in (:polls)`)

/** No marks at all. */
export const emptyMarks = (): ViewerMarks => ({
  favourited: new Set(), reblogged: new Set(), bookmarked: new Set(), pinned: new Set(), mutedThreads: new Set(), votes: new Map(),
})

/** The marks of those of `viewers` who have any, on these statuses, their threads and polls. One statement. */
export async function marksOfMany(
  db: Reader, viewers: readonly number[], subject: { ids: readonly number[]; threads: readonly number[]; polls: readonly number[] },
): Promise<Map<number, ViewerMarks>> {
  const found = new Map<number, ViewerMarks>()
  if (viewers.length === 0 || subject.ids.length === 0) return found
  for (const { viewer, kind, id, choice } of await everyMark(db, { viewers, ...subject })) {
    const marks = found.get(viewer) ?? emptyMarks()
    found.set(viewer, marks)
    if (kind === FAVOURITE) marks.favourited.add(id)
    else if (kind === REBLOG) marks.reblogged.add(id)
    else if (kind === BOOKMARK) marks.bookmarked.add(id)
    else if (kind === PIN) marks.pinned.add(id)
    else if (kind === MUTE) marks.mutedThreads.add(id)
    else marks.votes.set(id, [...marks.votes.get(id) ?? [], choice].sort((a, b) => a - b))
  }
  return found
}
