// Statements of the hot paths: written by hand, compiled once per engine and list length, run without rebuilding a
// query tree. Kysely still carries them, so they work on a reader and inside a transaction alike.
import { CompiledQuery, PostgresAdapter, type QueryExecutor } from 'kysely'
import { idList } from './id-list.ts'

type Value = string | number | null
type Params = Readonly<Record<string, Value | readonly number[]>>

/** Anything of Kysely's that can run a query. */
interface Runner { getExecutor(): QueryExecutor }

/** How one engine wants a statement: the compiled query with its values bound. */
type Bind = (params: Params) => CompiledQuery

const NAMED = /:([a-zA-Z]\w*)/g
const isList = (value: unknown): value is readonly number[] => Array.isArray(value)

const bound = ({ sql, query, queryId }: CompiledQuery, parameters: readonly unknown[]): CompiledQuery => ({ sql, query, queryId, parameters })

/** A mark wherever a value stands; a list is as many marks, padded so that few texts exist. */
function inPlaces(text: string): Bind {
  const order = Array.from(text.matchAll(NAMED), (match) => match[1] ?? '')
  const names = [...new Set(order)]
  const texts = new Map<string, CompiledQuery>()
  const compile = (lists: ReadonlyMap<string, readonly number[]>) => CompiledQuery.raw(
    text.replaceAll(NAMED, (_, name: string) => Array(lists.get(name)?.length ?? 1).fill('?').join(', ')))

  const single = CompiledQuery.raw(text.replaceAll(NAMED, '?'))

  return (params) => {
    const lists = new Map<string, readonly number[]>()
    let key = ''
    for (const name of names) {
      const value = params[name]
      if (!isList(value)) continue
      const padded = idList(value)
      lists.set(name, padded)
      key += ` ${padded.length}`
    }
    if (lists.size === 0) return bound(single, order.map((name) => params[name]))
    let query = texts.get(key)
    if (!query) texts.set(key, query = compile(lists))
    const parameters: unknown[] = []
    for (const name of order) {
      const list = lists.get(name)
      if (list) for (const id of list) parameters.push(id)
      else parameters.push(params[name])
    }
    return bound(query, parameters)
  }
}

/** Each value is sent once however often it stands, and a list as one array: so one text serves every length. */
function numbered(text: string): Bind {
  const names = [...new Set(Array.from(text.matchAll(NAMED), (match) => match[1] ?? ''))]
  const texts = new Map<string, CompiledQuery>()
  const compile = (params: Params) => CompiledQuery.raw(text
    .replaceAll(/\b(not )?in \(:([a-zA-Z]\w*)\)/g, (whole, not: string | undefined, name: string) =>
      isList(params[name]) ? `${not ? '<> all' : '= any'} (:${name})` : whole)
    .replaceAll(NAMED, (_, name: string) => `$${names.indexOf(name) + 1}`))

  return (params) => {
    let key = ''
    const parameters = names.map((name) => {
      const value = params[name]
      key += isList(value) ? 'l' : 'v'
      return isList(value) ? `{${value.join(',')}}` : value
    })
    let query = texts.get(key)
    if (!query) texts.set(key, query = compile(params))
    return bound(query, parameters)
  }
}

/**
 * A statement to be run often. `:name` stands for a value, `in (:name)` for a list of ids; an empty list finds nothing.
 * The text is fixed at start and must be portable.
 */
export function prepared<Row, P extends Params>(text: string): (db: Runner, params: P) => Promise<Row[]> {
  let [places, numbers]: (Bind | null)[] = [null, null]
  return async (db, params) => {
    const executor = db.getExecutor()
    const bind = executor.adapter instanceof PostgresAdapter ? numbers ??= numbered(text) : places ??= inPlaces(text)
    const { rows } = await executor.executeQuery<Row>(bind(params) as CompiledQuery<Row>)
    return rows
  }
}
