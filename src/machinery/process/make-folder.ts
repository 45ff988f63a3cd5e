// Makes a folder and those above it.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

interface Fault { code?: string }

/** Makes `path`, for its owner alone; harmless to repeat. Throws the system's fault. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as Fault
    if (code === 'EEXIST') return
    const above = dirname(path)
    if (code !== 'ENOENT' || above === path) throw error
    makeFolder(above)
    // Node's own recursion goes on for ever where a folder is there and takes none, as in /proc.
    mkdirSync(path, { mode: 0o700 })
  }
}
