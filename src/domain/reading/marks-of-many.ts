// What several viewers have done to one status, in a single statement: what sockets are sent is rendered once, and the
// marks of whoever has any are put on it in memory.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { addMark, BOOKMARK, emptyMarks, FAVOURITE, MUTE, PIN, REBLOG, VOTE, type MarkRow, type ViewerMarks } from './marks.ts'

interface Params extends Readonly<Record<string, readonly number[]>> {
  viewers: readonly number[]
  ids: readonly number[]
  threads: readonly number[]
  polls: readonly number[]
}

const everyMark = prepared<MarkRow & { viewer: number }, Params>(`
  select account_id as viewer, ${FAVOURITE} as kind, status_id as id, 0 as choice from favourites where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${REBLOG}, reblog_of_id, 0 from statuses where account_id in (:viewers) and reblog_of_id in (:ids)
  union all select account_id, ${BOOKMARK}, status_id, 0 from bookmarks where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${PIN}, status_id, 0 from pins where account_id in (:viewers) and status_id in (:ids)
  union all select account_id, ${MUTE}, thread_id, 0 from thread_mutes where account_id in (:viewers) and thread_id in (:threads)
  union all select account_id, ${VOTE}, poll_id, choice from poll_votes where account_id in (:viewers) and poll_id in (:polls)`)

/** The marks of those of `viewers` who have any, on these statuses, their threads and polls. One statement. */
export async function marksOfMany(
  db: Reader, viewers: readonly number[], subject: { ids: readonly number[]; threads: readonly number[]; polls: readonly number[] },
): Promise<Map<number, ViewerMarks>> {
  const found = new Map<number, ViewerMarks>()
  if (viewers.length === 0 || subject.ids.length === 0) return found
  for (const row of await everyMark(db, { viewers, ...subject })) {
    const marks = found.get(row.viewer) ?? emptyMarks()
    found.set(row.viewer, marks)
    addMark(marks, row)
  }
  return found
}
