// What the fuzz has left in the database, judged: HTML by the strict judge, addresses by their scheme, every text as text.
import type { TestServer } from '#test/support/server.ts'
import { faultOfHtml } from './strict-html.ts'

type Found = Record<string, unknown>

interface Judged { readonly table: 'statuses' | 'accounts' | 'polls' | 'status_edits' | 'media_attachments' | 'custom_emojis'; readonly html: readonly string[]; readonly addresses: readonly string[] }

const TABLES: readonly Judged[] = [
  { table: 'statuses', html: ['content'], addresses: ['uri', 'url'] },
  { table: 'status_edits', html: ['content'], addresses: [] },
  { table: 'accounts', html: ['note'], addresses: ['uri', 'url', 'avatar_remote_url', 'header_remote_url', 'inbox_url', 'shared_inbox_url', 'outbox_url', 'featured_url'] },
  { table: 'polls', html: [], addresses: [] },
  { table: 'media_attachments', html: [], addresses: ['remote_url'] },
  { table: 'custom_emojis', html: [], addresses: ['remote_url'] },
]

const htmlOf = (row: Found, columns: readonly string[]): string[] => [
  ...columns.map((column) => String(row[column] ?? '')),
  ...typeof row['fields'] === 'string' ? (JSON.parse(row['fields']) as { value: string }[]).map((field) => field.value) : [],
]

function faultsOf(row: Found, { table, html, addresses }: Judged): string[] {
  const name = `${table} ${String(row['id'])}`
  return [
    ...htmlOf(row, html).flatMap((text) => {
      const fault = faultOfHtml(text)
      return fault === null ? [] : [`${name}: ${fault} in ${text.slice(0, 200)}`]
    }),
    ...addresses.flatMap((column) => row[column] === null || /^https?:\/\/[^\p{Cc}<>"]+$/iu.test(String(row[column])) ? [] : [`${name}: ${column} is ${String(row[column]).slice(0, 100)}`]),
    ...Object.entries(row).flatMap(([column, value]) => typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()) ? [`${name}: ${column} is no text`] : []),
  ]
}

/** Everything with an id above `after` that must not have been stored, by table; the highest id seen, for the next look. */
export async function judgeStored({ house }: TestServer, after: ReadonlyMap<string, number>): Promise<{ faults: string[]; rows: number; upTo: Map<string, number> }> {
  const faults: string[] = []
  const upTo = new Map(after)
  let rows = 0
  for (const judged of TABLES) {
    const found: Found[] = await house.db.selectFrom(judged.table).selectAll().where('id', '>', after.get(judged.table) ?? 0).orderBy('id').execute()
    rows += found.length
    for (const row of found) faults.push(...faultsOf(row, judged))
    const last = found.at(-1)
    if (last) upTo.set(judged.table, Number(last['id']))
  }
  return { faults, rows, upTo }
}
