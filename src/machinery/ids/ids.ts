// Where ids come from: 53 bits, 41 of milliseconds since 2000-01-01 and 12 low bits that no two processes share.
// They sort by time, fit a JavaScript number, and leave as decimal strings.
import type { Clock } from '#machinery/time/clock.ts'

const EPOCH = Date.UTC(2000, 0, 1)
const LOW = 4096

export interface Ids {
  /** A new id, larger than every id this process gave for the present. */
  next(): number
  /** A new id that sorts at `at` (epoch ms), clamped to now: for what is fetched with a date of its own. */
  at(at: number): number
}

/** The smallest id of the millisecond `at`: a bound for "since" and "until" queries. */
export const firstIdAt = (at: number): number => Math.max(0, at - EPOCH) * LOW

/** Ids for one process that owns `lane` of `lanes` (a power of two); the lane may change. A full millisecond spills into the next. */
export function createIds(clock: Clock, own: { readonly lane: number; readonly lanes: number } = { lane: 0, lanes: 1 }): Ids {
  const perLane = LOW / own.lanes
  let ms = 0
  let used = 0
  let backdated = Math.floor(Math.random() * perLane)

  function next(): number {
    const now = clock.now()
    if (now > ms) {
      ms = now
      used = 0
    } else if (used >= perLane) {
      ms += 1
      used = 0
    }
    return firstIdAt(ms) + own.lane * perLane + used++
  }

  function at(wanted: number): number {
    if (!(wanted < clock.now() - 1000)) return next()
    backdated = (backdated + 1) % perLane
    return firstIdAt(Math.max(EPOCH, wanted)) + own.lane * perLane + backdated
  }

  return { next, at }
}
