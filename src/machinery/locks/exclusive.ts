// One process at a time: an operating-system lock on a small SQLite file, which a crash releases by itself.
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Takes the lock at `path`, whose folder must be there; null if another process has it. Call the result to let go. Throws when the folder refuses. */
export function holdExclusive(path: string): (() => void) | null {
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path)
  try {
    database.exec('pragma busy_timeout = 0; begin exclusive')
    return () => database.close()
  } catch (error) {
    database.close()
    if (/database is locked/.test(String(error))) return null
    throw error
  }
}
