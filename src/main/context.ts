// Composes the context that everything else is given: engine, migrations, ids, the transaction with its reactions.
import { join } from 'node:path'
import { createBus, type Bus } from '#machinery/bus/bus.ts'
import type { Config } from '#machinery/config/config.ts'
import type { Engine } from '#machinery/db/engine.ts'
import { migrate } from '#machinery/db/migrate.ts'
import { createIds } from '#machinery/ids/ids.ts'
import { addJobs } from '#machinery/jobs/queue.ts'
import type { Log } from '#machinery/log/log.ts'
import { makeFolder } from '#machinery/process/make-folder.ts'
import { systemClock, type Clock } from '#machinery/time/clock.ts'
import type { Context, Reaction, Reactions, StreamMessage, Tx } from '#domain/context.ts'
import type { EventName } from '#domain/events.ts'
import type { Tables } from '#domain/tables.ts'
import { migrations } from '#migrations/all.ts'

/** Where processes of one database tell each other that there is something to do. */
export const WORK_CHANNEL = 'covey_work'

export interface LeftToDo { readonly jobs: boolean; readonly deliveries: boolean }

/** The context and what only `main` may touch. */
export interface House extends Context {
  readonly engine: Engine<Tables>
  readonly bus: Bus<StreamMessage>
  /** Called after a commit that left something to do. */
  onWork(wake: (left: LeftToDo) => void): void
  close(): Promise<void>
}

/** Opens the engine that `config` names, creating the data folder. The other engine's driver is not even loaded. */
export async function openEngine(config: Config): Promise<Engine<Tables>> {
  if (config.databaseUrl) return (await import('#machinery/db/postgres.ts')).openPostgres<Tables>(config.databaseUrl, config.databasePool)
  makeFolder(config.dataDir)
  return (await import('#machinery/db/sqlite.ts')).openSqlite<Tables>(join(config.dataDir, 'covey.db'))
}

const halves = (message: StreamMessage): StreamMessage[] => {
  const middle = Math.ceil(message.streams.length / 2)
  return [message.streams.slice(0, middle), message.streams.slice(middle)].map((streams) => ({ ...message, streams }))
}

/** Opens everything; the database is migrated when this resolves. */
export async function createContext(config: Config, log: Log, reactions: Reactions, clock: Clock = systemClock): Promise<House> {
  const engine = await openEngine(config)
  await migrate(engine, migrations)
  const ids = createIds(clock, await engine.claimIdLane())
  const bus = await createBus<StreamMessage>(engine, String(ids.next()), halves, (error) => log.warn({ err: error }, 'stream message not sent'))
  const wakers: ((left: LeftToDo) => void)[] = []

  /** A process that only serves tells those that work; one that works too has it done sooner by itself. */
  function wakeWorkers(left: LeftToDo): void {
    for (const wake of wakers) wake(left)
    if (wakers.length === 0) engine.notify(WORK_CHANNEL, '').catch((error: unknown) => log.warn({ err: error }, 'workers not woken'))
  }

  async function write<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
    let messages: StreamMessage[] = []
    let [jobs, deliveries] = [false, false]
    const result = await engine.begin(async (db) => {
      const now = clock.now()
      messages = []
      jobs = deliveries = false
      const tx: Tx = {
        db, config, log, now,
        id: (at) => at === undefined ? ids.next() : ids.at(at),
        async record(name, event) {
          for (const react of reactions[name] as readonly Reaction<EventName>[]) await react(tx, event as never)
        },
        async enqueue(...asked) {
          jobs = true
          await addJobs(db, asked.map((job) => ({ ...job, id: ids.next(), runAt: job.runAt ?? now, now })))
        },
        wake: () => { deliveries = true },
        publish: (message) => { messages.push(message) },
      }
      return body(tx)
    })
    if (messages.length > 0) bus.publish(messages)
    if (jobs || deliveries) wakeWorkers({ jobs, deliveries })
    return result
  }

  return {
    engine, bus, config, log, clock, db: engine.reader, write,
    onWork: (wake) => { wakers.push(wake) },
    close: () => engine.close(),
  }
}
