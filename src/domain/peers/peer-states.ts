// What an admin sees of the queue to other servers, and may do about it.
import { sql } from 'kysely'
import type { Context, Reader, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { hostOfInbox, removeDeliveries } from './deliveries.ts'

export interface PeerState {
  host: string
  /** Deliveries that will be tried again, and those given up. */
  waiting: number
  dead: number
  /** Epoch ms; all null or 0 for a host that has never failed. */
  lastSuccessAt: number | null
  failingSince: number | null
  failures: number
  /** Epoch ms of the next try: not before the host may be asked, and not before anything is due; null when nothing waits. */
  nextTryAt: number | null
  lastError: string | null
}

interface StateRow {
  host: string; waiting: number | null; dead: number | null; next_at: number | null; last_success_at: number | null
  failing_since: number | null; failures: number | null; next_attempt_at: number | null; last_error: string | null; row_error: string | null
}

const nextTry = ({ waiting, next_at: due, next_attempt_at: asked }: StateRow): number | null =>
  Number(waiting ?? 0) === 0 ? null : Math.max(Number(due ?? 0), asked ?? 0)

const stateOf = (row: StateRow): PeerState => ({
  host: row.host, waiting: Number(row.waiting ?? 0), dead: Number(row.dead ?? 0), lastSuccessAt: row.last_success_at,
  failingSince: row.failing_since, failures: row.failures ?? 0, nextTryAt: nextTry(row), lastError: row.last_error ?? row.row_error,
})

/**
 * Every host with anything waiting or given up, or that is failing; the most waiting first. Reads the whole queue, or
 * that of `host` alone.
 */
export async function peerStates(db: Reader, { host = null, limit = 200 }: { host?: string | null; limit?: number } = {}): Promise<PeerState[]> {
  const only = host === null ? sql`` : sql`where host = ${host}`
  const { rows } = await sql<StateRow>`
    select n.host, q.waiting, q.dead, q.next_at, q.row_error, h.last_success_at, h.failing_since, h.failures, h.next_attempt_at, h.last_error
    from (select host from (select host from deliveries union select host from hosts where failing_since is not null) a ${only}) n
    left join (select host, sum(case when dead_at is null then 1 else 0 end) as waiting, sum(case when dead_at is null then 0 else 1 end) as dead,
      min(case when dead_at is null then next_at end) as next_at, max(last_error) as row_error from deliveries ${only} group by host) q on q.host = n.host
    left join hosts h on h.host = n.host order by coalesce(q.waiting, 0) desc, n.host limit ${limit}`.execute(db)
  return rows.map(stateOf)
}

const CHUNK = 500

/** Up to 500 deliveries of this host, those given up too; how many they were. */
async function retrySome(tx: Tx, host: string): Promise<number> {
  await tx.db.updateTable('hosts').set({ failing_since: null, failures: 0, next_attempt_at: null }).where('host', '=', host).execute()
  const rows = await tx.db.selectFrom('deliveries').select('id').where('host', '=', host).where('claimed_until', 'is', null)
    .where((eb) => eb.or([eb('dead_at', 'is not', null), eb('next_at', '>', tx.now)])).orderBy('id').limit(CHUNK).execute()
  if (rows.length > 0) {
    await tx.db.updateTable('deliveries').set({ next_at: tx.now, dead_at: null, created_at: tx.now })
      .where('id', 'in', idList(rows.map((row) => row.id))).execute()
  }
  tx.wake()
  return rows.length
}

async function dropSome(tx: Tx, host: string): Promise<number> {
  const rows = await tx.db.selectFrom('deliveries').select('id').where('host', '=', host).limit(CHUNK).execute()
  await removeDeliveries(tx.db, rows.map((row) => row.id))
  return rows.length
}

/** Chunk after chunk, so that no transaction is long; a host that goes on filling its queue does not keep us for ever. */
async function wholeQueue(ctx: Pick<Context, 'db' | 'write'>, host: string, step: (tx: Tx, host: string) => Promise<number>): Promise<PeerState | null> {
  const [state] = await peerStates(ctx.db, { host })
  if (!state) return null
  for (let left = state.waiting + state.dead; ; left -= CHUNK) {
    if (await ctx.write((tx) => step(tx, host)) < CHUNK || left <= CHUNK) return state
  }
}

/** Tries everything for this host again now, what was given up too. Idempotent. Returns how it stood before; null if nothing is known to tell it. */
export const retryHost = (ctx: Pick<Context, 'db' | 'write'>, host: string): Promise<PeerState | null> => wholeQueue(ctx, host, retrySome)

/** Forgets every delivery to this host, waiting or given up; what is under way may still arrive. Returns how it stood before; null if nothing was there. */
export const dropHost = (ctx: Pick<Context, 'db' | 'write'>, host: string): Promise<PeerState | null> => wholeQueue(ctx, host, dropSome)

/** A host as somebody types it, in the form the queue knows: small letters, punycode, with its port; null for what is none. */
export function typedHost(text: string): string | null {
  const host = hostOfInbox(/^https?:\/\//.test(text.trim()) ? text.trim() : `https://${text.trim()}`)
  return host === '' ? null : host
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
