// The seam between Covey and its two databases: everything in which SQLite and PostgreSQL differ is behind
// this type, one file per engine. Nothing else in the project branches on the engine.
import type { Kysely } from 'kysely'

/** A statement run as written, for migrations and the few hand-written hot paths. */
export type RawRun = (sql: string, params?: readonly unknown[]) => Promise<Record<string, unknown>[]>

export interface Engine<T> {
  readonly name: 'sqlite' | 'postgres'
  /** Whether no other process can be on this database. */
  readonly alone: boolean
  /** Reads outside a transaction. */
  readonly reader: Kysely<T>
  /**
   * Runs `body` in one transaction and resolves once its commit is durable. Serialisation failures and deadlocks
   * are retried, so `body` must have no effect but through the handle it is given.
   */
  begin<R>(body: (db: Kysely<T>) => Promise<R>): Promise<R>
  /** Appended to the `select` that picks rows to claim, so that two processes never pick the same row. */
  readonly claimSuffix: '' | ' for update skip locked'
  isUniqueViolation(error: unknown): boolean
  /** Turns a portable `create …` statement into this engine's words. */
  ddl(statement: string): string
  raw: RawRun
  /** Tells the other processes on this database; on SQLite there are none. */
  notify(channel: string, payload: string): Promise<void>
  /** Hears what other processes (and this one) tell. */
  listen(channel: string, hear: (payload: string) => void): Promise<void>
  /** Runs `body` while no other process can migrate. */
  withMigrationLock<R>(body: () => Promise<R>): Promise<R>
  /** The low bits of ids that only this process may use: `lane` of `lanes`. The lane is another after a lost connection. */
  claimIdLane(): Promise<{ lane: number; lanes: number }>
  close(): Promise<void>
}
