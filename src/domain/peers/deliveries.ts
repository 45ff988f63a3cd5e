// Deliveries as rows: one for each inbox that an activity goes to. Written with the activity, removed once delivered.
import type { Tx, Writer } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

export interface Outgoing { id: number; accountId: number; objectKey: string }

const SIZES = [128, 64, 32, 16, 8, 4, 2, 1]

type Params = Record<string, number | string>

/** One statement that writes `size` rows. The casts tell PostgreSQL what SQLite does not ask. */
function insertOf(size: number) {
  const rows = Array.from({ length: size }, (_, at) => at === 0 ? '(cast(:i0 as bigint), cast(:h0 as text), cast(:u0 as text))' : `(:i${at}, :h${at}, :u${at})`)
  return prepared<never, Params>(`
    with inboxes (id, host, url) as (values ${rows.join(', ')})
    insert into deliveries (id, outgoing_id, account_id, host, inbox_url, object_key, attempts, next_at, created_at)
    select id, cast(:outgoing as bigint), cast(:account as bigint), host, url, cast(:object as text), 0, cast(:now as bigint), cast(:now as bigint)
    from inboxes where true on conflict (outgoing_id, inbox_url) do nothing`)
}

const inserts = new Map(SIZES.map((size) => [size, insertOf(size)]))

/** Host and port of an inbox; null for what is no web address, which nothing is sent to. */
export function hostOfInbox(url: string): string | null {
  const parsed = URL.parse(url)
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.host : null
}

/** Writes one delivery for each of `inboxes` (distinct) and tells the workers. Our own inbox is nobody's business. Repeatable. */
export async function addDeliveries(tx: Tx, { id, accountId, objectKey }: Outgoing, inboxes: readonly string[]): Promise<void> {
  const own = new URL(tx.config.origin).host
  const rows = inboxes.flatMap((url) => {
    const host = hostOfInbox(url)
    return host === null || host === own ? [] : [{ id: tx.id(), host, url }]
  })
  let from = 0
  while (from < rows.length) {
    const size = SIZES.find((one) => one <= rows.length - from) ?? 1
    const params: Params = { outgoing: id, account: accountId, object: objectKey, now: tx.now }
    for (let at = 0; at < size; at++) {
      const row = rows[from + at]
      if (!row) break
      params[`i${at}`] = row.id
      params[`h${at}`] = row.host
      params[`u${at}`] = row.url
    }
    await inserts.get(size)?.(tx.db, params)
    from += size
  }
  if (rows.length > 0) tx.wake()
}

const remove = prepared<{ outgoing_id: number }, { ids: readonly number[] }>(
  'delete from deliveries where id in (:ids) returning outgoing_id')
const removeSent = prepared<never, { ids: readonly number[] }>(`
  delete from outgoing where id in (:ids) and spread is null and not exists (select 1 from deliveries d where d.outgoing_id = outgoing.id)`)

/** Removes deliveries, and the activities that nobody waits for any more. */
export async function removeDeliveries(db: Writer, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const removed = await remove(db, { ids })
  const outgoing = [...new Set(removed.map((row) => row.outgoing_id))]
  if (outgoing.length > 0) await removeSent(db, { ids: outgoing })
}
