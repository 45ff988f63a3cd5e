// Counters are moved by the verbs; this counts the rows again, chunk by chunk, and mends what differs. It must find
// nothing: a difference is a fault, and is logged as one.
import { sql } from 'kysely'
import type { Context, Reader, Tx } from '../context.ts'

/** A counter that was not what its rows say. */
export interface Drift { table: 'accounts' | 'statuses'; id: number; counter: string; stored: number; counted: number }

export const RECOUNT = 'counters.recount'
const CHUNK = 200
/** It begins when a server that has just started has long answered those who waited for it, ms. */
const AFTER_MS = 10 * 60_000

interface Range { table: 'accounts' | 'statuses'; after: number }
type Counted = Record<string, number>

/** Local statuses with their stored and counted numbers, by id after `after`. */
const countStatuses = (db: Reader, after: number) => sql<Counted>`
  select s.id, s.replies_count, s.reblogs_count, s.favourites_count, s.quotes_count,
    (select count(*) from statuses r where r.in_reply_to_id = s.id and r.visibility in ('public', 'unlisted')) as real_replies_count,
    (select count(*) from statuses b where b.reblog_of_id = s.id) as real_reblogs_count,
    (select count(*) from favourites f where f.status_id = s.id) as real_favourites_count,
    (select count(*) from quotes q where q.quoted_status_id = s.id and q.state = 'accepted') as real_quotes_count
  from statuses s where s.id > ${after} and s.local = 1 order by s.id limit ${CHUNK}`.execute(db as never)

/** Local accounts likewise. */
const countAccounts = (db: Reader, after: number) => sql<Counted>`
  select a.id, a.statuses_count, a.followers_count, a.following_count,
    (select count(*) from statuses s where s.account_id = a.id and s.visibility <> 'direct') as real_statuses_count,
    (select count(*) from follows f where f.target_account_id = a.id) as real_followers_count,
    (select count(*) from follows f where f.account_id = a.id) as real_following_count
  from accounts a where a.id > ${after} and a.host is null and a.deleted_at is null order by a.id limit ${CHUNK}`.execute(db as never)

/** What differs in the chunk after `after`, and the last id looked at (null at the end). */
export async function findDrift(db: Reader, { table, after }: Range): Promise<{ drift: Drift[]; last: number | null }> {
  const { rows } = await (table === 'statuses' ? countStatuses(db, after) : countAccounts(db, after))
  const drift = rows.flatMap((row) => Object.keys(row).filter((name) => name.startsWith('real_')).flatMap((name): Drift[] => {
    const counter = name.slice('real_'.length)
    const stored = row[counter] ?? 0
    const counted = row[name] ?? 0
    return stored === counted ? [] : [{ table, id: row['id'] ?? 0, counter, stored, counted }]
  }))
  return { drift, last: rows.length < CHUNK ? null : rows.at(-1)?.['id'] ?? null }
}

/** Mends one chunk and leaves the next to a job. */
async function recountChunk(tx: Tx, range: Range): Promise<void> {
  const { drift, last } = await findDrift(tx.db, range)
  if (drift.length > 0) tx.log.warn({ counters: drift.length, first: drift[0] }, 'counters had drifted')
  for (const { table, id, counter, counted } of drift) {
    await sql`update ${sql.table(table)} set ${sql.ref(counter)} = ${counted} where id = ${id}`.execute(tx.db)
  }
  if (last !== null) await tx.enqueue({ kind: RECOUNT, payload: { table: range.table, after: last }, priority: 9 })
}

/** Has everything recounted, ten minutes from now. */
export const startRecount = (ctx: Pick<Context, 'write'>): Promise<void> => ctx.write(async (tx) => {
  for (const table of ['accounts', 'statuses'] as const) await tx.enqueue({ kind: RECOUNT, payload: { table, after: 0 }, key: `${RECOUNT} ${table}`, priority: 9, runAt: tx.now + AFTER_MS })
})

export const recountJobs = (ctx: Pick<Context, 'write'>) => ({
  [RECOUNT]: (range: Range): Promise<void> => ctx.write((tx) => recountChunk(tx, range)),
})
