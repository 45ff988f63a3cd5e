// Brings a database to the newest schema. Migrations are numbered, portable and frozen once released.
import { sql } from 'kysely'
import { ConfigError } from '#machinery/config/config.ts'
import type { Engine } from './engine.ts'

export interface Migration {
  readonly name: string
  /** Portable `create …` statements, in order. */
  readonly statements: readonly string[]
}

/** Applies what is missing, each migration in one transaction; returns the names applied. Safe to run twice. Refuses a database that a newer version has changed. */
export async function migrate<T>(engine: Engine<T>, migrations: readonly Migration[]): Promise<string[]> {
  return engine.withMigrationLock(async () => {
    await engine.raw(engine.ddl('create table if not exists migrations (name text primary key, applied_at integer not null)'))
    const done = new Set((await engine.raw('select name from migrations')).map((row) => String(row['name'])))
    const names = new Set(migrations.map((migration) => migration.name))
    const unknown = [...done].find((name) => !names.has(name))
    if (unknown !== undefined) throw new ConfigError(`The database is of a newer Covey (it has had ${unknown}): update this one, or restore a backup.`)
    const missing = migrations.filter((migration) => !done.has(migration.name))
    for (const migration of missing) {
      await engine.begin(async (db) => {
        for (const statement of migration.statements) await sql.raw(engine.ddl(statement)).execute(db)
        await sql`insert into migrations (name, applied_at) values (${migration.name}, ${Date.now()})`.execute(db)
      })
    }
    return missing.map((migration) => migration.name)
  })
}
