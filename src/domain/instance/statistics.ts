// How big and how busy the community is. Counting takes longer than anybody should wait for a page, so what is counted
// is remembered for a while.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'

export interface Statistics {
  /** Confirmed and approved people. */
  users: number
  /** Posts of members. */
  statuses: number
  /** Other servers known here. */
  hosts: number
  /** People seen in the last four weeks. */
  activeMonth: number
}

export interface WeekOfActivity {
  /** Epoch seconds of its Monday, 00:00 UTC. */
  week: number
  statuses: number
  logins: number
  registrations: number
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const STATISTICS_MS = 5 * 60_000
const SMALL = 1000
const SMALL_MS = 1000
const ACTIVITY_MS = 3_600_000
const WEEKS = 12

/** Remembers an answer per database, for as long as `keepMs` says of it. */
function remembered<T>(keepMs: (answer: T | null) => number, count: (db: Reader, now: number) => Promise<T>): (db: Reader, now?: number) => Promise<T> {
  const known = new WeakMap<object, { at: number; until: number; answer: Promise<T> }>()
  return (db, now = Date.now()) => {
    const before = known.get(db)
    if (before && before.until > now && before.at <= now) return before.answer
    const entry = { at: now, until: now + keepMs(null), answer: count(db, now) }
    known.set(db, entry)
    entry.answer.then((told) => { entry.until = now + keepMs(told) }, () => known.delete(db))
    return entry.answer
  }
}

/** Counts, up to five minutes old; of a small community, where one more is news and counting is quick, a second. */
export const statistics = remembered<Statistics>((told) => told && told.users < SMALL && told.hosts < SMALL ? SMALL_MS : STATISTICS_MS, async (db, now) => {
  const { rows: [row] } = await sql<Statistics>`
    select (select count(*) from users where confirmed_at is not null and approved_at is not null and disabled_at is null) as "users",
      (select coalesce(sum(statuses_count), 0) from accounts where host is null and deleted_at is null) as "statuses",
      (select count(*) from hosts) as "hosts",
      (select count(*) from users where last_seen_at >= ${now - 4 * WEEK_MS}) as "activeMonth"`.execute(db)
  return {
    users: Number(row?.users ?? 0), statuses: Number(row?.statuses ?? 0), hosts: Number(row?.hosts ?? 0), activeMonth: Number(row?.activeMonth ?? 0),
  }
})

// 1970-01-01 was a Thursday; weeks begin on Monday.
const mondayOf = (ms: number): number => ms - ((ms - 4 * DAY_MS) % WEEK_MS + WEEK_MS) % WEEK_MS

/** Twelve weeks, this one first, up to an hour old. A login counts in the week in which somebody was seen last. */
export const weeklyActivity = remembered<WeekOfActivity[]>(() => ACTIVITY_MS, async (db, now) => {
  const weeks: WeekOfActivity[] = []
  for (let back = 0; back < WEEKS; back++) {
    const from = mondayOf(now) - back * WEEK_MS
    const until = from + WEEK_MS
    const { rows: [row] } = await sql<{ statuses: number; logins: number; registrations: number }>`
      select (select count(*) from statuses where local = 1 and id >= ${firstIdAt(from)} and id < ${firstIdAt(until)}) as statuses,
        (select count(*) from users where last_seen_at >= ${from} and last_seen_at < ${until}) as logins,
        (select count(*) from users where created_at >= ${from} and created_at < ${until}) as registrations`.execute(db)
    weeks.push({
      week: from / 1000, statuses: Number(row?.statuses ?? 0), logins: Number(row?.logins ?? 0), registrations: Number(row?.registrations ?? 0),
    })
  }
  return weeks
})

/** The servers known here whose names begin with `beginning`, in alphabetical order. */
export async function hostsBeginning(db: Reader, beginning: string, limit: number): Promise<string[]> {
  // Names are ASCII: nothing that begins so sorts after it with the last character there is.
  const rows = await db.selectFrom('hosts').select('host').where('host', '>=', beginning).where('host', '<', `${beginning}\u{10ffff}`)
    .orderBy('host').limit(limit).execute()
  return rows.map((row) => row.host)
}

/** The servers known here, in alphabetical order. */
export async function knownHosts(db: Reader): Promise<string[]> {
  return (await db.selectFrom('hosts').select('host').orderBy('host').execute()).map((row) => row.host)
}
