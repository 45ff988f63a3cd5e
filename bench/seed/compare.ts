// Two databases in which the same happened differ in their ids only: here ids become names that say what they stand for.
import type { TestHouse } from '#test/support/house.ts'

type Names = ReadonlyMap<string, string>

/** Every id of a row that others point at → what it is. */
export async function namesIn({ db }: TestHouse): Promise<Names> {
  const names = new Map<string, string>()
  const name = (id: number): string => names.get(String(id)) ?? `?${id}`
  const give = (rows: { id: number }[], say: (row: never) => string) => { for (const row of rows) names.set(String(row.id), say(row as never)) }
  give(await db.selectFrom('accounts').select(['id', 'acct_key']).execute(), ({ acct_key: key }: { acct_key: string }) => key)
  const written = new Map<number, number>()
  give(await db.selectFrom('statuses').select(['id', 'account_id']).orderBy('id').execute(), ({ account_id: author }: { account_id: number }) => {
    written.set(author, (written.get(author) ?? 0) + 1)
    return `${name(author)}'s ${written.get(author)}`
  })
  give(await db.selectFrom('tags').select(['id', 'name']).execute(), (tag: { name: string }) => `#${tag.name}`)
  for (const table of ['media_attachments', 'polls'] as const) {
    give(await db.selectFrom(table).select(['id', 'status_id']).execute(), (row: { status_id: number }) => `${table} of ${name(row.status_id)}`)
  }
  give(await db.selectFrom('favourites').select(['id', 'account_id', 'status_id']).execute(),
    (row: { account_id: number; status_id: number }) => `${name(row.account_id)} likes ${name(row.status_id)}`)
  give(await db.selectFrom('follows').select(['id', 'account_id', 'target_account_id']).execute(),
    (row: { account_id: number; target_account_id: number }) => `${name(row.account_id)} follows ${name(row.target_account_id)}`)
  give(await db.selectFrom('conversations').select(['id', 'account_id', 'thread_id']).execute(),
    (row: { account_id: number; thread_id: number }) => `${name(row.account_id)} on ${name(row.thread_id)}`)
  return names
}

/** What a server of its own calls its things, and files: these are no ids of ours. */
const FOREIGN: readonly string[] = ['uri', 'url', 'remote_url', 'file_key', 'preview_key', 'public_key', 'private_key']
/** An id stands in 16 digits; the time and everything else in fewer. */
const ID = /\d{16,}/g

/** Of these the loader makes more than are used. */
const USED: Readonly<Record<string, string>> = {
  hosts: 'host in (select host from accounts)', tags: 'id in (select tag_id from status_tags)', accounts: "actor_type <> 'Application'",
  account_keys: "account_id in (select id from accounts where actor_type <> 'Application')",
}

/** A table's rows in an order that is the same for the same rows, ids by their names. */
export async function rowsOf(house: TestHouse, table: string, except: readonly string[], names: Names): Promise<Record<string, string | null>[]> {
  const rows = await house.engine.raw(`select * from ${table}${table in USED ? ` where ${USED[table]}` : ''}`)
  const say = (column: string, value: unknown) => value === null ? null
    : FOREIGN.includes(column) ? String(value) : String(value).replaceAll(ID, (id) => names.get(id) ?? 'something of its own')
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !except.includes(column)).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([column, value]) => [column, say(column, value)]))).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
}
