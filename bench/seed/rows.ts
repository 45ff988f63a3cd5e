// Writes many rows of one table with few statements. Only the bulk loader of the bench uses it: everything else goes
// through the verbs.
import type { Engine } from '#machinery/db/engine.ts'
import type { Tables } from '#domain/tables.ts'

const PER_STATEMENT = 400

export interface RowWriter {
  add(...values: (string | number | null)[]): Promise<void>
  flush(): Promise<void>
}

/** So many rows are collected where they are sorted first. */
const SORTED = 400_000

/**
 * Buffers rows of `table` and writes them 400 at a time; with `sorted` many more at once in the order of their first
 * column: rows that fall all over an index cost a page each otherwise.
 */
export function writeRows(engine: Engine<Tables>, table: keyof Tables, columns: readonly string[], { sorted = false } = {}): RowWriter {
  const rows: (string | number | null)[][] = []
  const most = sorted ? SORTED : PER_STATEMENT
  const statement = (count: number) => {
    let n = 0
    const place = () => engine.name === 'postgres' ? `$${++n}` : '?'
    const values = Array.from({ length: count }, () => `(${columns.map(place).join(',')})`)
    return `insert into ${table} (${columns.join(',')}) values ${values.join(',')}`
  }
  const full = statement(PER_STATEMENT)
  async function flush(): Promise<void> {
    if (rows.length === 0) return
    const all = rows.splice(0)
    if (sorted) all.sort(([a], [b]) => String(a) < String(b) ? -1 : 1)
    for (let from = 0; from < all.length; from += PER_STATEMENT) {
      const batch = all.slice(from, from + PER_STATEMENT)
      await engine.raw(batch.length === PER_STATEMENT ? full : statement(batch.length), batch.flat())
    }
  }
  return {
    async add(...values) {
      rows.push(values)
      if (rows.length >= most) await flush()
    },
    flush,
  }
}
