// covey migrate: the schema alone, for operators who update a database before they start several processes on it.
import { join } from 'node:path'
import type { Config } from '#machinery/config/config.ts'
import { migrate } from '#machinery/db/migrate.ts'
import { holdExclusive } from '#machinery/locks/exclusive.ts'
import { makeFolder } from '#machinery/process/make-folder.ts'
import { migrations } from '#migrations/all.ts'
import { openEngine } from './context.ts'
import { startFault } from './start-faults.ts'

/** Applies what is missing and names it, or throws a sentence for the operator; null when a server has the data, because it migrated when it started. */
export async function applyMigrations(config: Config): Promise<string[] | null> {
  try {
    makeFolder(config.dataDir)
    const release = config.databaseUrl ? () => {} : holdExclusive(join(config.dataDir, 'covey.lock'))
    if (!release) return null
    try {
      const engine = await openEngine(config)
      return await migrate(engine, migrations).finally(() => engine.close())
    } finally {
      release()
    }
  } catch (error) {
    throw startFault(error, config) ?? error
  }
}
