// PostgreSQL through postgres.js, for more than one process or machine.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import {
  PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection, type Kysely, type QueryResult,
} from 'kysely'
import { kyselyOver } from './direct.ts'
import type { Engine } from './engine.ts'
import { openReadLines } from './read-lines.ts'

type Sql = postgres.Sql | postgres.TransactionSql | postgres.ReservedSql

const INT8 = 20
const MIGRATION_LOCK = 720_101
const LANE_LOCK = 720_200
const LANES = 64
const RETRIES = 8
const RECONNECT_MS = 500
const READ_LINES = 4

/** Runs queries on the connection that `take` gives for each. */
function connectionOver(take: () => { sql: Sql; done?: () => void }): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      for (const value of query.parameters) {
        if (value === undefined) throw new TypeError(`undefined bound in: ${query.sql}`)
      }
      const { sql, done } = take()
      try {
        const rows = await sql.unsafe(query.sql, query.parameters as never[], { prepare: true })
        return { rows: [...rows] as unknown as R[], numAffectedRows: BigInt(rows.count ?? 0) }
      } finally {
        done?.()
      }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      throw new Error('rows are read whole')
    },
  }
}

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code
const isTransient = (error: unknown) => codeOf(error) === '40001' || codeOf(error) === '40P01'
/** Somebody else wrote the row between looking and writing: whoever looks once more finds it. */
const isOvertaken = (error: unknown, attempt: number) => codeOf(error) === '23505' && attempt === 0

/** Holds one of the id lanes for as long as this process is connected. */
async function claimLane(session: Sql): Promise<{ lane: number; lanes: number }> {
  for (let lane = 0; lane < LANES; lane++) {
    const [row] = await session.unsafe('select pg_try_advisory_lock($1, $2) as held', [LANE_LOCK, lane])
    if (row?.['held']) return { lane, lanes: LANES }
  }
  throw new Error(`more than ${LANES} Covey processes use this database`)
}

/** Connects to `url`; `max` is the number of connections this process keeps, a few of them for reading. */
export async function openPostgres<T>(url: string, max = 10): Promise<Engine<T>> {
  const open = (connections: number): postgres.Sql => postgres(url, {
    max: connections, onnotice: () => {}, connection: { application_name: 'covey' }, fetch_types: false,
    types: { int8: { to: INT8, from: [INT8], serialize: String, parse: Number } },
  }) as never
  const reading = Math.min(READ_LINES, Math.max(1, Math.floor(max / 2)))
  const sql = open(Math.max(1, max - reading))
  const lines = openReadLines(() => open(1), reading)
  const own = { lane: 0, lanes: LANES }
  let claimed = false
  let closing = false
  // Advisory locks belong to a session, so the lane and the migration lock live on a connection of their own.
  const session = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, onclose: () => { void ownAgain() } })
  await session`select 1`.catch(async (error: unknown) => {
    await Promise.all([lines.close(), sql.end({ timeout: 0 }), session.end({ timeout: 0 })])
    throw error
  })

  /** With its connection the session lost its lane: somebody else may have that now. */
  async function ownAgain(): Promise<void> {
    while (claimed && !closing) {
      try {
        Object.assign(own, await claimLane(session))
        return
      } catch {
        await sleep(RECONNECT_MS)
      }
    }
  }

  async function begin<R>(body: (db: Kysely<T>) => Promise<R>): Promise<R> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await sql.begin((tx) => body(kyselyOver<T>(connectionOver(() => ({ sql: tx })), dialect))) as R
      } catch (error) {
        if (!isOvertaken(error, attempt) && (!isTransient(error) || attempt >= RETRIES)) throw error
      }
    }
  }

  return {
    name: 'postgres',
    alone: false,
    reader: kyselyOver<T>(connectionOver(lines.take), dialect),
    begin,
    claimSuffix: ' for update skip locked',
    isUniqueViolation: (error) => codeOf(error) === '23505',
    ddl: (statement) => statement
      .replaceAll(/\binteger\b/g, 'bigint').replaceAll(/\bblob\b/g, 'bytea').replaceAll(/\breal\b/g, 'double precision')
      .replaceAll(/\s+without rowid\b/g, '').replaceAll(/\bcollate binary\b/g, 'collate "C"'),
    raw: async (text, params = []) => [...await sql.unsafe(text, params as never[])],
    notify: async (channel, payload) => { await sql.notify(channel, payload) },
    listen: async (channel, hear) => { await sql.listen(channel, hear) },
    async withMigrationLock(body) {
      await session.unsafe('select pg_advisory_lock($1)', [MIGRATION_LOCK])
      try {
        return await body()
      } finally {
        await session.unsafe('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
      }
    },
    async claimIdLane() {
      Object.assign(own, await claimLane(session))
      claimed = true
      return own
    },
    async close() {
      closing = true
      await lines.close()
      await sql.end({ timeout: 5 })
      await session.end({ timeout: 1 })
    },
  }
}
