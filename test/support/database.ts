// A database of one's own for a test: a temporary folder for SQLite, a fresh database for PostgreSQL when
// COVEY_TEST_DATABASE_URL names a server where one may be created.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'

const SERVER = process.env['COVEY_TEST_DATABASE_URL'] ?? ''

export const testEngine = SERVER ? 'postgres' : 'sqlite'

export interface TestDatabase {
  dataDir: string
  /** COVEY_DATABASE_URL, empty for SQLite. */
  url: string
  remove(): Promise<void>
}

async function onServer(statement: string): Promise<void> {
  const sql = postgres(SERVER, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

/** Makes an empty database; `remove` drops it with its folder. */
export async function createTestDatabase(engine: 'sqlite' | 'postgres' = testEngine): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'covey-test-'))
  if (engine === 'sqlite') return { dataDir, url: '', remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
  const name = `covey_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return {
    dataDir, url: url.href,
    async remove() {
      rmSync(dataDir, { recursive: true, force: true })
      await onServer(`drop database if exists ${name} with (force)`)
    },
  }
}
