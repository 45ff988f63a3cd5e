// What the domain is given to work with. A query takes a `Reader`; a verb takes a `Tx` and awaits nothing else;
// a face holds the `Context` and opens transactions with `ctx.write`.
import type { Kysely } from 'kysely'
import type { Config } from '#machinery/config/config.ts'
import type { Log } from '#machinery/log/log.ts'
import type { EventName, Events } from './events.ts'
import type { Tables } from './tables.ts'

/** The database as queries may see it: nothing is written through it. `getExecutor` is what sql`select …` runs on. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'getExecutor'>

/** The database inside a transaction. */
export type Writer = Kysely<Tables>

/** What a job is called with must survive as JSON. */
export interface JobRequest {
  kind: string
  /** Becomes JSON; a `JsonText` is taken for it as it is. */
  payload: unknown
  /** A second job of the same key, while the first waits, is the same job. */
  key?: string
  /** Epoch ms; now unless told. */
  runAt?: number
  /** Smaller is sooner; 0 unless told. */
  priority?: number
}

/** Sent to the sockets after commit: which event, of which row, to which streams (`user:1`, `public:local`, `hashtag:x`, `list:1`, …). */
export interface StreamMessage {
  event: 'update' | 'status.update' | 'delete' | 'notification' | 'conversation' | 'announcement'
    | 'announcement.reaction' | 'announcement.delete' | 'filters_changed' | 'notifications_merged' | 'encrypted_message'
    /** For the sockets themselves: what a socket's owner may see has changed, or it must close. */
    | 'refresh' | 'close'
  id: number
  /** Which of it: the name of an announcement's reaction. */
  part?: string
  streams: string[]
}

export interface Tx {
  readonly db: Writer
  readonly config: Config
  readonly log: Log
  /** Epoch ms, the same for the whole transaction. */
  readonly now: number
  /** A new id; `at` (epoch ms) for a fetched thing's own date. */
  id(at?: number): number
  /** Tells what happened: its reactions run at once, in this transaction. */
  record<E extends EventName>(name: E, event: Events[E]): Promise<void>
  /** Leaves work to jobs that exist if and only if this transaction commits. */
  enqueue(...jobs: JobRequest[]): Promise<void>
  /** Tells the workers after commit that there is something to deliver. */
  wake(): void
  /** Streams after commit. */
  publish(message: StreamMessage): void
}

export type Reaction<E extends EventName> = (tx: Tx, event: Events[E]) => Promise<void>
export type Reactions = { readonly [E in EventName]: readonly Reaction<E>[] }

export interface Context {
  readonly db: Reader
  readonly config: Config
  readonly log: Log
  readonly clock: { now(): number }
  /** Runs one verb (or a few that belong together) and resolves once what it wrote is durable. */
  write<R>(body: (tx: Tx) => Promise<R>): Promise<R>
}
