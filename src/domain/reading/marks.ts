// What viewers have done to the statuses of a page, and how they stand to those whom quotes concern: a single statement
// for one viewer, and one for many of one status (what sockets are sent is rendered once, and the marks of whoever has any
// are put on it in memory).
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { emptyTies, takeTie, tieRows, type Ties } from './ties.ts'

/** Sets of status ids, of thread ids for `mutedThreads`; a viewer's votes by poll. */
export interface ViewerMarks extends Ties {
  favourited: Set<number>
  reblogged: Set<number>
  bookmarked: Set<number>
  pinned: Set<number>
  mutedThreads: Set<number>
  votes: Map<number, number[]>
}

const FAVOURITE = 1
const REBLOG = 2
const BOOKMARK = 3
const PIN = 4
const MUTE = 5
const VOTE = 6

/** `authors` are those of quoted statuses, and those whose quote policy names followers; `now` is epoch ms. */
export interface MarksSubject {
  ids: readonly number[]
  threads: readonly number[]
  polls: readonly number[]
  authors?: readonly number[]
  /** Statuses that others of `ids` quote. */
  quoted?: readonly number[]
  now?: number
}

type Params = Readonly<Record<string, number | readonly number[]>>
interface Mark { viewer: number; kind: number; id: number; choice: number }

const markRows = (who: string): string => `
  select account_id as viewer, ${FAVOURITE} as kind, status_id as id, 0 as choice from favourites where account_id ${who} and status_id in (:ids)
  union all select account_id, ${REBLOG}, reblog_of_id, 0 from statuses where account_id ${who} and reblog_of_id in (:ids)
  union all select account_id, ${BOOKMARK}, status_id, 0 from bookmarks where account_id ${who} and status_id in (:ids)
  union all select account_id, ${PIN}, status_id, 0 from pins where account_id ${who} and status_id in (:ids)
  union all select account_id, ${MUTE}, thread_id, 0 from thread_mutes where account_id ${who} and thread_id in (:threads)
  union all select account_id, ${VOTE}, poll_id, choice from poll_votes where account_id ${who} and poll_id in (:polls)`

const ONE = '= :viewer'
const MANY = 'in (:viewers)'
const ofOne = prepared<Mark, Params>(markRows(ONE))
const ofOneTied = prepared<Mark, Params>(markRows(ONE) + tieRows(ONE))
const ofMany = prepared<Mark, Params>(markRows(MANY))
const ofManyTied = prepared<Mark, Params>(markRows(MANY) + tieRows(MANY))

/** No marks at all. */
export const emptyMarks = (): ViewerMarks => ({
  favourited: new Set(), reblogged: new Set(), bookmarked: new Set(), pinned: new Set(), mutedThreads: new Set(), votes: new Map(), ...emptyTies(),
})

function takeMark(marks: ViewerMarks, { kind, id, choice }: Mark): void {
  if (kind === FAVOURITE) marks.favourited.add(id)
  else if (kind === REBLOG) marks.reblogged.add(id)
  else if (kind === BOOKMARK) marks.bookmarked.add(id)
  else if (kind === PIN) marks.pinned.add(id)
  else if (kind === MUTE) marks.mutedThreads.add(id)
  else if (kind === VOTE) marks.votes.set(id, [...marks.votes.get(id) ?? [], choice].sort((a, b) => a - b))
  else takeTie(marks, kind, id)
}

const isTiedSubject = ({ authors = [] }: MarksSubject): boolean => authors.length > 0
const paramsOf = ({ ids, threads, polls, authors = [], quoted = [], now = Date.now() }: MarksSubject) => ({ ids, threads, polls, authors, quoted, now })

/** One statement for everything a viewer may have done to these statuses, their threads and their polls, with their ties. */
export async function viewerMarks(db: Reader, viewer: number, subject: MarksSubject): Promise<ViewerMarks> {
  const marks = emptyMarks()
  const rows = await (isTiedSubject(subject) ? ofOneTied : ofOne)(db, { viewer, ...paramsOf(subject) })
  for (const row of rows) takeMark(marks, row)
  return marks
}

/** The marks of those of `viewers` who have any, on these statuses, their threads and polls. One statement. */
export async function marksOfMany(db: Reader, viewers: readonly number[], subject: MarksSubject): Promise<Map<number, ViewerMarks>> {
  const found = new Map<number, ViewerMarks>()
  if (viewers.length === 0 || subject.ids.length === 0) return found
  const rows = await (isTiedSubject(subject) ? ofManyTied : ofMany)(db, { viewers, ...paramsOf(subject) })
  for (const row of rows) {
    const marks = found.get(row.viewer) ?? emptyMarks()
    found.set(row.viewer, marks)
    takeMark(marks, row)
  }
  return found
}
