// Looking for a page among many rows of which few may be wanted: a bounded number at a time, so that no statement is long.
import { setImmediate } from 'node:timers/promises'
import type { Reader } from '#domain/context.ts'
import { inOrder, type Page } from '#domain/page.ts'
import { boundsOf, directionOf, type Bounds } from './keyset.ts'

/** How many windows are looked through before a page stays short. */
const WINDOWS = 20

type Values = Readonly<Record<string, string | number | null>>
type Run = (db: Reader, values: Record<string, string | number | null>) => Promise<{ id: number }[]>

interface Search {
  /** The last row of a window, `:window` rows beyond the first; none when fewer are left. */
  edge: Run
  /** The wanted rows from `:low` to `:high`. */
  run: Run
  /** Rows of one window. */
  size: number
}

/** Pages through windows until the page is full, nothing is left, or {@link WINDOWS} have been seen. Two statements each. */
export async function throughWindows(db: Reader, { edge, run, size }: Search, values: Values, page: Page): Promise<number[]> {
  const bounds: Bounds = boundsOf(page)
  const up = directionOf(page) === 'up'
  const found: number[] = []
  for (let n = 0; n < WINDOWS && found.length < page.limit; n++) {
    // SQLite answers without ever letting anybody else have a turn.
    if (n > 0) await setImmediate()
    const [last] = await edge(db, { ...values, ...bounds, limit: 1, window: size - 1 })
    const [low, high] = up ? [bounds.after, last?.id ?? bounds.before] : [last?.id ?? bounds.after, bounds.before]
    const rows = await run(db, { ...values, ...bounds, low, high, limit: page.limit - found.length })
    found.push(...rows.map((row) => row.id))
    if (!last) break
    if (up) bounds.after = last.id
    else bounds.before = last.id
  }
  return inOrder(found, page)
}
