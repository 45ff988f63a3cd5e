// A database of one's own for a test: a temporary folder for SQLite, a fresh database for PostgreSQL when
// COVEY_TEST_DATABASE_URL names a server where one may be created.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash, randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { migrate } from '#machinery/db/migrate.ts'
import { openPostgres } from '#machinery/db/postgres.ts'
import { migrations } from '#migrations/all.ts'

const SERVER = process.env['COVEY_TEST_DATABASE_URL'] ?? ''

export const testEngine = SERVER ? 'postgres' : 'sqlite'

export interface TestDatabase {
  dataDir: string
  /** COVEY_DATABASE_URL, empty for SQLite. */
  url: string
  remove(): Promise<void>
}

async function onServer(...statements: string[]): Promise<void> {
  const sql = postgres(SERVER, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

const urlOf = (name: string): string => {
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return url.href
}

const TEMPLATE_LOCK = 720_300
let template: Promise<string> | null = null

/** A database with the schema and nothing else, made once per server and schema: copying it is quicker than migrating. */
async function makeTemplate(): Promise<string> {
  const name = `covey_template_${hash('sha256', JSON.stringify(migrations), 'hex').slice(0, 12)}`
  const sql = postgres(SERVER, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    await sql.unsafe(`select pg_advisory_lock(${TEMPLATE_LOCK})`)
    if ((await sql.unsafe(`select 1 from pg_database where datname = '${name}'`)).length > 0) return name
    await sql.unsafe(`drop database if exists ${name}_new with (force)`)
    await sql.unsafe(`create database ${name}_new`)
    const engine = await openPostgres(urlOf(`${name}_new`), 1)
    await migrate(engine, migrations)
    await engine.close()
    await sql.unsafe(`alter database ${name}_new rename to ${name}`)
    return name
  } finally {
    await sql.end()
  }
}

/** Makes a database with the schema, or an empty one; `remove` drops it with its folder. */
export async function createTestDatabase(engine: 'sqlite' | 'postgres' = testEngine, { empty = false } = {}): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'covey-test-'))
  if (engine === 'sqlite') return { dataDir, url: '', remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
  const name = `covey_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}${empty ? '' : ` template ${await (template ??= makeTemplate())}`}`)
  return {
    dataDir, url: urlOf(name),
    async remove() {
      rmSync(dataDir, { recursive: true, force: true })
      await onServer(`drop database if exists ${name} with (force)`)
    },
  }
}
