// The few connections over which PostgreSQL is read. What is asked for in one breath travels together on one of them:
// one write to one process that has everything at hand costs less than waking six, and a slow read is gone around.
import type postgres from 'postgres'

interface Line { readonly sql: postgres.Sql; waiting: number }

export interface ReadLines {
  /** The connection for a statement that is sent now; `done` is to be called when it has been answered. */
  take(): { sql: postgres.Sql; done: () => void }
  close(): Promise<void>
}

/** `open` gives a pool of one connection; `count` of them are kept. */
export function openReadLines(open: () => postgres.Sql, count: number): ReadLines {
  const lines: Line[] = Array.from({ length: count }, () => ({ sql: open(), waiting: 0 }))
  let current: Line | undefined

  function leastBusy(): Line | undefined {
    let best = lines[0]
    for (const line of lines) if (best && line.waiting < best.waiting) best = line
    return best
  }

  return {
    take() {
      if (!current) {
        current = leastBusy()
        queueMicrotask(() => { current = undefined })
      }
      const line = current
      if (!line) throw new Error('no connection to read on')
      line.waiting += 1
      return { sql: line.sql, done: () => { line.waiting -= 1 } }
    },
    async close() {
      await Promise.all(lines.map(({ sql }) => sql.end({ timeout: 5 })))
    },
  }
}
