// Runs what is periodic. Each entry is a row, claimed by compare-and-set, so that of several processes one runs it.
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Log } from '#machinery/log/log.ts'

export interface SchedulesSchema {
  schedules: { name: string; last_run_at: number | null; next_run_at: number; last_error: string | null; took_ms: number | null }
}

export interface Entry { readonly name: string; readonly everyMs: number; run(): Promise<void> }

interface SchedulerOptions<T> {
  begin<R>(body: (db: Kysely<T>) => Promise<R>): Promise<R>
  entries: readonly Entry[]
  now(): number
  log: Log
  tickMs?: number
}

/** Claims `entry` if it is due: true for exactly one caller. */
async function claim<T>(db: Kysely<T>, entry: Entry, now: number): Promise<boolean> {
  await sql`insert into schedules (name, next_run_at) values (${entry.name}, ${now}) on conflict (name) do nothing`.execute(db)
  const { rows } = await sql`update schedules set next_run_at = ${now + entry.everyMs}, last_run_at = ${now}
    where name = ${entry.name} and next_run_at <= ${now} returning name`.execute(db)
  return rows.length === 1
}

/** Starts looking, every `tickMs`, for what is due. Returns a function that stops and waits for what runs. */
export function startScheduler<T extends SchedulesSchema>({ begin, entries, now, log, tickMs = 20_000 }: SchedulerOptions<T>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function runDue(): Promise<void> {
    for (const entry of entries) {
      if (stopped || !await begin((db) => claim(db, entry, now()))) continue
      const started = performance.now()
      let problem: string | null = null
      try {
        await entry.run()
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error)
        log.error({ err: error, schedule: entry.name }, 'a scheduled task failed')
      }
      const took = Math.round(performance.now() - started)
      await begin((db) => sql`update schedules set took_ms = ${took}, last_error = ${problem} where name = ${entry.name}`.execute(db))
    }
  }

  const tick = () => { running = running.then(runDue).catch((error: unknown) => log.error({ err: error }, 'the scheduler failed')) }
  const timer = setInterval(tick, tickMs)
  tick()
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
  }
}
