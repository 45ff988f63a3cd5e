// The seeded databases, made once and kept in .bench/: a folder for SQLite, a database of a given server for PostgreSQL.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { migrate } from '#machinery/db/migrate.ts'
import { openPostgres } from '#machinery/db/postgres.ts'
import { openSqlite } from '#machinery/db/sqlite.ts'
import type { Tables } from '#domain/tables.ts'
import { migrations } from '#migrations/all.ts'
import { seedCommunity } from './seed/community.ts'
import type { Size } from './seed/village.ts'

export interface World {
  size: Size
  /** What its server is known as, wherever it listens. */
  domain: string
  dataDir: string
  /** Empty for SQLite. */
  databaseUrl: string
  /** Members with full feeds. */
  readers: number[]
  memberIds: number[]
  someStatusIds: number[]
  /** A post with 500 answers. */
  threadId: number
}

/** Raised whenever the seed changes, so that worlds of an older one are made anew. */
const SEED = 3

/** `statuses` statuses of 10,000 accounts; made on first use, with progress on the terminal. */
export async function openWorld(statuses: number, databaseUrl = ''): Promise<World> {
  const name = `${databaseUrl ? 'pg' : 'sqlite'}-${statuses}`
  const dataDir = `.bench/${name}`
  const described = `${dataDir}/world.json`
  const schema = `${SEED} ${createHash('sha256').update(JSON.stringify(migrations)).digest('hex')}`
  if (existsSync(described)) {
    const known = JSON.parse(readFileSync(described, 'utf8')) as World & { schema: string }
    if (known.schema === schema && known.databaseUrl === databaseUrl) return known
  }
  // Of another schema, or left behind by a run that was broken off.
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const engine = databaseUrl ? await openPostgres<Tables>(databaseUrl, 4) : openSqlite<Tables>(`${dataDir}/covey.db`)
  await migrate(engine, migrations)
  const size: Size = { statuses, accounts: 10_000, members: 1000, feeds: 200, replies: 500 }
  const made = await seedCommunity(engine, size, (done) => process.stderr.write(`\rseeding ${statuses} statuses: ${Math.round(done * 100)} %`))
  process.stderr.write('\n')
  await engine.close()
  const world: World = {
    size, dataDir, databaseUrl, domain: `127.0.0.1:${(databaseUrl ? 38_450 : 38_400) + Math.round(Math.log10(statuses))}`, readers: made.memberIds.slice(0, size.feeds), memberIds: made.memberIds,
    threadId: made.threadId,
    someStatusIds: made.statusIds.filter((_, index) => index % Math.ceil(statuses / 500) === 0),
  }
  writeFileSync(described, JSON.stringify({ ...world, schema }))
  return world
}
