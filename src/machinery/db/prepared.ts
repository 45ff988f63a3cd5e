// Statements of the hot paths: written by hand, compiled once per engine and list length, run without rebuilding a
// query tree. Kysely still carries them, so they work on a reader and inside a transaction alike.
import { CompiledQuery, PostgresAdapter, type QueryExecutor } from 'kysely'
import { idList } from './id-list.ts'

type Value = string | number | null
type Params = Readonly<Record<string, Value | readonly number[]>>

/** Anything of Kysely's that can run a query. */
interface Runner { getExecutor(): QueryExecutor }

interface Part { text: string; name: string }

/** `:name` marks a value, or a padded list of ids if a list is given; the same name may stand many times. */
function partsOf(text: string): { parts: Part[]; rest: string } {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(/:([a-zA-Z]\w*)/g)) {
    parts.push({ text: text.slice(from, match.index), name: match[1] ?? '' })
    from = match.index + match[0].length
  }
  return { parts, rest: text.slice(from) }
}

function compile(text: string, lengths: ReadonlyMap<string, number>, numbered: boolean): CompiledQuery {
  const { parts, rest } = partsOf(text)
  let bound = 0
  const mark = () => numbered ? `$${++bound}` : '?'
  const sql = parts.map((part) => {
    const length = lengths.get(part.name)
    return part.text + (length === undefined ? mark() : Array.from({ length }, mark).join(', '))
  }).join('')
  return CompiledQuery.raw(sql + rest)
}

/**
 * A statement to be run often. Lists of ids are padded to a power of two, so that few texts exist; an empty list stands
 * for an id that no row has. The text is fixed at start and must be portable.
 */
export function prepared<Row, P extends Params>(text: string): (db: Runner, params: P) => Promise<Row[]> {
  const order = partsOf(text).parts.map((part) => part.name)
  const names = [...new Set(order)]
  const compiled = new Map<string, CompiledQuery>()

  return async (db, params) => {
    const executor = db.getExecutor()
    const numbered = executor.adapter instanceof PostgresAdapter
    const lists = new Map<string, readonly number[]>()
    let key = numbered ? '$' : '?'
    for (const name of names) {
      const value = params[name]
      if (!Array.isArray(value)) continue
      const padded = idList(value as number[])
      lists.set(name, padded)
      key += ` ${padded.length}`
    }
    let query = compiled.get(key)
    if (!query) {
      query = compile(text, new Map([...lists].map(([name, list]) => [name, list.length])), numbered)
      compiled.set(key, query)
    }
    const parameters: unknown[] = []
    for (const name of order) {
      const list = lists.get(name)
      if (list) for (const id of list) parameters.push(id)
      else parameters.push(params[name])
    }
    const { rows } = await executor.executeQuery<Row>({ ...query, parameters } as CompiledQuery<Row>)
    return rows
  }
}
