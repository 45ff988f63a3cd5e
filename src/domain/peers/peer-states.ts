// What an admin sees of the queue to other servers, and may do about it.
import { sql } from 'kysely'
import type { Context, Reader, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { removeDeliveries } from './deliveries.ts'

export interface PeerState {
  host: string
  /** Deliveries that will be tried again, and those given up. */
  waiting: number
  dead: number
  /** Epoch ms; all null or 0 for a host that has never failed. */
  lastSuccessAt: number | null
  failingSince: number | null
  failures: number
  nextAttemptAt: number | null
  lastError: string | null
}

interface StateRow {
  host: string; waiting: number | null; dead: number | null; last_success_at: number | null; failing_since: number | null
  failures: number | null; next_attempt_at: number | null; last_error: string | null
}

/** Every host with anything waiting or given up, or that is failing; the most waiting first. Reads the whole queue. */
export async function peerStates(db: Reader, limit = 200): Promise<PeerState[]> {
  const { rows } = await sql<StateRow>`
    select n.host, q.waiting, q.dead, h.last_success_at, h.failing_since, h.failures, h.next_attempt_at, h.last_error
    from (select host from deliveries union select host from hosts where failing_since is not null) n
    left join (select host, sum(case when dead_at is null then 1 else 0 end) as waiting, sum(case when dead_at is null then 0 else 1 end) as dead
      from deliveries group by host) q on q.host = n.host
    left join hosts h on h.host = n.host order by coalesce(q.waiting, 0) desc, n.host limit ${limit}`.execute(db)
  return rows.map((row) => ({
    host: row.host, waiting: Number(row.waiting ?? 0), dead: Number(row.dead ?? 0), lastSuccessAt: row.last_success_at,
    failingSince: row.failing_since, failures: row.failures ?? 0, nextAttemptAt: row.next_attempt_at, lastError: row.last_error,
  }))
}

const CHUNK = 500

/**
 * Tries everything for this host again now, what was given up too: up to 500 deliveries at once; true when there may be
 * more. Idempotent.
 */
export async function retryHost(tx: Tx, host: string): Promise<boolean> {
  await tx.db.updateTable('hosts').set({ failing_since: null, failures: 0, next_attempt_at: null }).where('host', '=', host).execute()
  const rows = await tx.db.selectFrom('deliveries').select('id').where('host', '=', host).where('claimed_until', 'is', null)
    .where((eb) => eb.or([eb('dead_at', 'is not', null), eb('next_at', '>', tx.now)])).orderBy('id').limit(CHUNK).execute()
  if (rows.length > 0) {
    await tx.db.updateTable('deliveries').set({ next_at: tx.now, dead_at: null, created_at: tx.now })
      .where('id', 'in', idList(rows.map((row) => row.id))).execute()
  }
  tx.wake()
  return rows.length === CHUNK
}

/** Forgets up to 500 deliveries to this host, dead or waiting; true when there may be more. */
export async function dropHost(tx: Tx, host: string): Promise<boolean> {
  const rows = await tx.db.selectFrom('deliveries').select('id').where('host', '=', host).limit(CHUNK).execute()
  await removeDeliveries(tx.db, rows.map((row) => row.id))
  return rows.length === CHUNK
}

/** So often a host that speaks but never listens is asked whether it listens now. */
export const HEARD_EVERY_MS = 10 * 60_000

const failing = prepared<{ host: string }, { host: string; before: number }>(`
  select host from hosts where host = :host and failing_since is not null and (last_seen_at is null or last_seen_at < :before)`)

/**
 * A host that was not reached speaks to us: one delivery asks at once whether it is reached again, and even if it had
 * been given up it is told new things. For whoever has verified something from it. A host that speaks but never listens is asked every ten minutes at most.
 */
export async function hearFromHost(ctx: Pick<Context, 'db' | 'write' | 'clock'>, host: string): Promise<void> {
  const before = ctx.clock.now() - HEARD_EVERY_MS
  if ((await failing(ctx.db, { host, before })).length === 0) return
  await ctx.write(async (tx) => {
    await tx.db.updateTable('hosts').set({ failing_since: tx.now, next_attempt_at: tx.now, last_seen_at: tx.now }).where('host', '=', host).execute()
    tx.wake()
  })
}
