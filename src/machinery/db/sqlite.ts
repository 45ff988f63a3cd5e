// The embedded engine: node:sqlite in WAL mode, one writer and one reader connection, cached statements.
// A commit is answered only after its part of the WAL has reached the disk, many transactions sharing one commit and sync.
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type CompiledQuery, type DatabaseConnection, type Kysely, type QueryResult,
} from 'kysely'
import { openCheckpoints } from './checkpoints.ts'
import { kyselyOver } from './direct.ts'
import type { Engine } from './engine.ts'
import { openWalSync } from './wal-sync.ts'
import { serially } from './serially.ts'
import { together } from './together.ts'

const CACHED_STATEMENTS = 600
// No mmap: it reads no faster here, and a large database would fill the process's memory with itself.
const PRAGMAS = 'pragma busy_timeout = 0; pragma foreign_keys = on; pragma cache_size = -16000; pragma temp_store = memory;'

/**
 * SQLite plans a statement anew each time another value is bound to a bare `limit ?`, which costs more than running most
 * statements; an expression it takes as it comes.
 */
const withoutPlannedLimits = (sql: string): string => sql.replaceAll(/\b(limit|offset) \?/gi, '$1 (? + 0)')

/** Asking a statement for its columns costs as much as running it, so that is done once. */
interface Prepared { readonly statement: StatementSync; readonly hasRows: boolean }

/** One node:sqlite connection with its prepared statements, as Kysely wants to see it. */
class Connection implements DatabaseConnection {
  readonly database: DatabaseSync
  readonly #statements = new Map<string, Prepared>()

  constructor(path: string) {
    this.database = new DatabaseSync(path)
    this.database.exec('pragma journal_mode = wal; pragma synchronous = normal;' + PRAGMAS)
  }

  #statement(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= CACHED_STATEMENTS) {
      const oldest = this.#statements.keys().next().value
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    const statement = this.database.prepare(withoutPlannedLimits(sql))
    const fresh = { statement, hasRows: statement.columns().length > 0 }
    this.#statements.set(sql, fresh)
    return fresh
  }

  run(sql: string, params: readonly unknown[]): { rows: Record<string, unknown>[]; changes: number } {
    if (params.includes(undefined)) throw new TypeError(`undefined bound in: ${sql}`)
    const { statement, hasRows } = this.#statement(sql)
    const bound = params as (string | number | null | Uint8Array)[]
    if (hasRows) return { rows: statement.all(...bound), changes: 0 }
    return { rows: [], changes: Number(statement.run(...bound).changes) }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = this.run(query.sql, query.parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read whole')
  }
}

const dialect = {
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
}

const isBusy = (error: unknown) => /database is locked|SQLITE_BUSY/.test(String((error as Error).message))

/** How long a transaction waits for another program that holds the database, ms; then it fails as busy. */
const BUSY_WAIT_MS = 5000

/**
 * BEGIN IMMEDIATE with an asynchronous wait: `busy_timeout` would freeze the whole process instead. `askedAt` is when
 * the transaction was asked for, so that those who queued behind a waiting one do not each wait anew.
 */
async function beginImmediate(database: DatabaseSync, askedAt: number): Promise<void> {
  for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
    try {
      database.exec('begin immediate')
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() - askedAt > BUSY_WAIT_MS) throw error
      await sleep(wait)
    }
  }
}

/** Opens (and creates, for its owner alone) the database file at `path`. */
export function openSqlite<T>(path: string): Engine<T> {
  // SQLite gives the log the rights of the database.
  closeSync(openSync(path, 'a', 0o600))
  const writer = new Connection(path)
  const readerConnection = new Connection(path)
  readerConnection.database.exec('pragma query_only = on')
  const wal = openWalSync(path)
  const queue = serially()
  const checkpoints = openCheckpoints({ database: writer.database, path, exclusively: queue })
  const writerDb = kyselyOver<T>(writer, dialect)

  const transact = together({
    database: writer.database, exclusively: queue,
    durable: () => {
      checkpoints.committed()
      return wal.durable()
    },
    begin: (askedAt) => beginImmediate(writer.database, askedAt),
  })

  return {
    name: 'sqlite',
    alone: true,
    reader: kyselyOver<T>(readerConnection, dialect),
    claimSuffix: '',
    begin: (body) => transact(() => body(writerDb)),
    isUniqueViolation: (error) => /UNIQUE constraint failed/.test(String((error as Error)?.message)),
    ddl: (statement) => statement,
    raw: (sql, params = []) => queue(async () => {
      const { rows } = writer.run(sql, params)
      checkpoints.committed()
      return rows
    }),
    notify: async () => {},
    listen: async () => {},
    withMigrationLock: (body) => body(),
    claimIdLane: async () => ({ lane: 0, lanes: 1 }),
    async close() {
      await transact(async () => {})
      await queue(async () => {})
      await checkpoints.close()
      await wal.close()
      readerConnection.database.close()
      writer.database.close()
    },
  }
}
