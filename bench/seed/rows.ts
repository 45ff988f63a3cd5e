// Writes many rows of one table with few statements. Only the bulk loader of the bench uses it: everything else goes
// through the verbs.
import type { Engine } from '#machinery/db/engine.ts'
import type { Tables } from '#domain/tables.ts'

const PER_STATEMENT = 400

export interface RowWriter {
  add(...values: (string | number | null)[]): Promise<void>
  flush(): Promise<void>
}

/** Buffers rows of `table` and writes them 400 at a time. */
export function writeRows(engine: Engine<Tables>, table: keyof Tables, columns: readonly string[]): RowWriter {
  const rows: (string | number | null)[][] = []
  const statement = (count: number) => {
    let n = 0
    const place = () => engine.name === 'postgres' ? `$${++n}` : '?'
    const values = Array.from({ length: count }, () => `(${columns.map(place).join(',')})`)
    return `insert into ${table} (${columns.join(',')}) values ${values.join(',')}`
  }
  const full = statement(PER_STATEMENT)
  async function flush(): Promise<void> {
    if (rows.length === 0) return
    const batch = rows.splice(0)
    await engine.raw(batch.length === PER_STATEMENT ? full : statement(batch.length), batch.flat())
  }
  return {
    async add(...values) {
      rows.push(values)
      if (rows.length >= PER_STATEMENT) await flush()
    },
    flush,
  }
}
