// Jobs are rows: they exist if and only if the transaction that asked for them committed. Claimed, they are invisible
// for a while; done, they are gone; failed, they wait longer each time and end in a list that an admin can see.
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { insertRows } from '#machinery/db/insert-rows.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { LEASE_MS } from './held-claims.ts'

/** The part of the schema that this room owns. */
export interface JobsSchema {
  jobs: {
    id: number; kind: string; key: string | null; payload: string; priority: number; run_at: number; attempts: number
    claimed_until: number | null; last_error: string | null; dead_at: number | null; created_at: number
  }
}

export interface Job { id: number; kind: string; payload: unknown; attempts: number }

export interface NewJob { id: number; kind: string; payload: unknown; key?: string; runAt: number; priority?: number; now: number }

/** A payload that is JSON already, where that is at hand: it need not be made again. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const insertJobs = insertRows({
  into: 'jobs (id, kind, key, payload, priority, run_at, created_at)', columns: 7, rest: 'on conflict (key) do nothing',
})

/** Adds jobs, to be run in this order; one of the same key that waits already makes its a no-op. */
export async function addJobs<T extends JobsSchema>(db: Kysely<T>, jobs: readonly NewJob[]): Promise<void> {
  await insertJobs(db, jobs.map(({ id, kind, key, payload, priority = 0, runAt, now }) =>
    [id, kind, key ?? null, payload instanceof JsonText ? payload.text : JSON.stringify(payload ?? null), priority, runAt, now]))
}

interface Claimed { id: number; kind: string; payload: string; attempts: number; priority: number; run_at: number }

const claims = new Map<string, ReturnType<typeof claiming>>()

const claiming = (suffix: string) => prepared<Claimed, { now: number; until: number; limit: number }>(`
  update jobs set claimed_until = :until, attempts = attempts + 1, key = null
  where id in (
    select id from jobs where dead_at is null and run_at <= :now and (claimed_until is null or claimed_until < :now)
    order by priority, run_at, id limit :limit${suffix}
  ) returning id, kind, payload, attempts, priority, run_at`)

/**
 * Takes up to `limit` due jobs; `claimSuffix` is the engine's. A claimed job gives up its key, so that the same work
 * asked for while it runs is done once more afterwards.
 */
export async function claimJobs<T extends JobsSchema>(
  db: Kysely<T>, { now, limit, claimSuffix }: { now: number; limit: number; claimSuffix: string },
): Promise<Job[]> {
  if (limit === 0) return []
  let claim = claims.get(claimSuffix)
  if (!claim) claims.set(claimSuffix, claim = claiming(claimSuffix))
  const rows = await claim(db, { now, until: now + LEASE_MS, limit })
  // In which order an update tells its rows is nobody's promise.
  return rows.sort((a, b) => a.priority - b.priority || a.run_at - b.run_at || a.id - b.id).map(({ id, kind, payload, attempts }) => ({ id, kind, payload: JSON.parse(payload) as unknown, attempts }))
}

/** Keeps claimed jobs claimed. */
export async function renewJobs<T extends JobsSchema>(db: Kysely<T>, ids: readonly number[], now: number): Promise<void> {
  await sql`update jobs set claimed_until = ${now + LEASE_MS} where id in (${sql.join(ids)}) and claimed_until is not null`.execute(db)
}

const removeJobs = prepared<never, { ids: readonly number[] }>('delete from jobs where id in (:ids)')

/** Removes jobs that are done. */
export async function finishJobs<T extends JobsSchema>(db: Kysely<T>, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await removeJobs(db, { ids })
}

/** Thrown by a job's handler that was asked to wait until `notBefore` (epoch ms). */
export class TryLater extends Error {
  readonly notBefore: number

  constructor(message: string, notBefore: number) {
    super(message)
    this.notBefore = notBefore
  }
}

/** Puts a failed job back, later each time: 15 s, 1 min, 4 min … about two days over 12 tries, and not `notBefore`; then it is dead. */
export async function failJob<T extends JobsSchema>(
  db: Kysely<T>, job: Job, { now, error, final, notBefore = 0 }: { now: number; error: string; final: boolean; notBefore?: number | undefined },
): Promise<void> {
  const dead = final || job.attempts >= 12
  const wait = Math.min(15_000 * 4 ** (job.attempts - 1), 12 * 3_600_000) * (0.8 + Math.random() * 0.4)
  await sql`update jobs set claimed_until = null, last_error = ${error.slice(0, 2000)}, run_at = ${Math.max(Math.round(now + wait), notBefore)},
    dead_at = ${dead ? now : null} where id = ${job.id}`.execute(db)
}
