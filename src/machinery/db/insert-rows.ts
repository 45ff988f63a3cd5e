// Inserts of several rows on the hot paths: the text is put together once for each number of rows.
import { CompiledQuery, PostgresAdapter, type QueryExecutor } from 'kysely'

type Value = string | number | null

/** Anything of Kysely's that can run a query. */
interface Runner { getExecutor(): QueryExecutor }

interface Insert {
  /** `table (column, …)` */
  into: string
  columns: number
  /** What follows the rows: `on conflict …`, `returning …`. */
  rest: string
  /** Whether a row given twice changes nothing: then fewer texts do, the last row being repeated. */
  repeatable?: boolean
}

function textFor({ into, columns, rest }: Insert, rows: number, numbered: boolean): CompiledQuery {
  let bound = 0
  const mark = () => numbered ? `$${++bound}` : '?'
  const row = () => `(${Array.from({ length: columns }, mark).join(', ')})`
  return CompiledQuery.raw(`insert into ${into} values ${Array.from({ length: rows }, row).join(', ')} ${rest}`)
}

function paddedLength(count: number): number {
  let length = 1
  while (length < count) length *= 2
  return length
}

/** An insert to be run often, with any number of rows; none is nothing to do. Returns what `rest` has returned. */
export function insertRows<Row = never>(insert: Insert): (db: Runner, rows: readonly (readonly Value[])[]) => Promise<Row[]> {
  const texts = new Map<string, CompiledQuery>()
  return async (db, rows) => {
    const last = rows.at(-1)
    if (!last) return []
    const executor = db.getExecutor()
    const numbered = executor.adapter instanceof PostgresAdapter
    const length = insert.repeatable ? paddedLength(rows.length) : rows.length
    const key = `${numbered} ${length}`
    let query = texts.get(key)
    if (!query) texts.set(key, query = textFor(insert, length, numbered))
    const parameters: Value[] = []
    for (const row of rows) for (const value of row) parameters.push(value)
    for (let more = rows.length; more < length; more++) parameters.push(...last)
    return (await executor.executeQuery<Row>({ ...query, parameters })).rows
  }
}
