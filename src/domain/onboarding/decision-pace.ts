// How long people wait here for an answer: measured from the last decisions, never promised.
import type { Reader } from '../context.ts'

const DAY = 86_400_000

/** The decisions of people: whoever came in by an open door or an invitation was never read. */
const decisions = (db: Reader) => db.selectFrom('applications as p').innerJoin('users as u', 'u.id', 'p.user_id')
  .where('p.state', 'in', ['approved', 'rejected']).where('p.decided_at', 'is not', null)

/** How many were decided a day over the week before `now`; null below two, when it says nothing about tomorrow. */
export async function decidedPerDay(db: Reader, now: number): Promise<number | null> {
  const row = await decisions(db).select((e) => e.fn.countAll<number>().as('decided')).where('p.decided_at', '>', now - 7 * DAY).executeTakeFirst()
  const perDay = Math.floor(Number(row?.decided ?? 0) / 7)
  return perDay >= 2 ? perDay : null
}

const LATEST = 20
const FEWEST = 3
const KNOWN_MS = 60 * DAY

/**
 * Within what time, in ms, four of five of the latest decisions came, counted from when there was something to decide (the
 * address confirmed). 'new' while fewer than three have been decided ever; null when none is younger than sixty days.
 */
export async function usualWait(db: Reader, now: number): Promise<number | 'new' | null> {
  const rows = await decisions(db).select(['p.created_at', 'p.decided_at', 'u.confirmed_at'])
    .where('p.decided_at', '>', now - KNOWN_MS).orderBy('p.decided_at', 'desc').limit(LATEST).execute()
  if (rows.length < FEWEST) return (await decisions(db).select('p.user_id').limit(FEWEST).execute()).length < FEWEST ? 'new' : null
  const waits = rows.map((row) => Math.max(0, (row.decided_at ?? 0) - Math.max(row.created_at, row.confirmed_at ?? 0))).sort((a, b) => a - b)
  return waits[Math.ceil(waits.length * 0.8) - 1] ?? null
}
