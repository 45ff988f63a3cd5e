// How an attempt to deliver ended, as rows: the delivery's own patience, and its host's breaker.
import { sql } from 'kysely'
import type { Context, Writer } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { DEAD_KEPT_MS, GONE_KEPT_MS, PATIENCE_MS } from './patience.ts'
import { removeDeliveries } from './deliveries.ts'

const ERROR_LIMIT = 500

export interface Postponed {
  id: number
  /** Epoch ms; null gives it up. */
  nextAt: number | null
  error: string
}

/** Puts a failed delivery back for later, or among the dead, which no longer hold up what comes after them. */
export async function postponeDelivery(db: Writer, { id, nextAt, error }: Postponed, now: number): Promise<void> {
  await db.updateTable('deliveries').set({
    claimed_until: null, attempts: sql`attempts + 1`, last_error: error.slice(0, ERROR_LIMIT),
    ...(nextAt === null ? { dead_at: now } : { next_at: nextAt }),
  }).where('id', '=', id).execute()
}

/** Notes that a host was reached: whatever waits for it may go. `scheme` is the signature it accepted. */
export async function noteHostReached(db: Writer, host: string, { now, scheme }: { now: number; scheme: string | null }): Promise<void> {
  await sql`insert into hosts (host, first_seen_at, last_success_at, signature_scheme) values (${host}, ${now}, ${now}, ${scheme})
    on conflict (host) do update set last_success_at = excluded.last_success_at, failing_since = null, failures = 0, next_attempt_at = null,
      last_error = null, signature_scheme = coalesce(excluded.signature_scheme, hosts.signature_scheme)`.execute(db)
}

/** Notes that nobody was reached at a host; it is left alone until `nextAttemptAt`, then asked by one delivery alone. */
export async function noteHostFailed(
  db: Writer, host: string, { now, nextAttemptAt, error, counts }: { now: number; nextAttemptAt: number; error: string; counts: boolean },
): Promise<void> {
  const by = counts ? 1 : 0
  await sql`insert into hosts (host, first_seen_at, failing_since, failures, next_attempt_at, last_error)
    values (${host}, ${now}, ${counts ? now : null}, ${by}, ${nextAttemptAt}, ${error.slice(0, ERROR_LIMIT)})
    on conflict (host) do update set failing_since = coalesce(hosts.failing_since, excluded.failing_since), failures = hosts.failures + ${sql.lit(by)},
      next_attempt_at = excluded.next_attempt_at, last_error = excluded.last_error`.execute(db)
}

const CHUNK = 500

/** Believes an inbox that says it is gone: nothing waits for it any more, and nothing more is sent there. */
export async function closeInbox(db: Writer, { host, url }: { host: string; url: string }, now: number): Promise<void> {
  await db.insertInto('inboxes_gone').values({ inbox_url: url, at: now }).onConflict((on) => on.column('inbox_url').doNothing()).execute()
  const rows = await db.selectFrom('deliveries').select('id').where('host', '=', host).where('inbox_url', '=', url).limit(CHUNK).execute()
  await removeDeliveries(db, rows.map((row) => row.id))
}

/** One step of housekeeping in one short transaction; true while there may be more. Only what is long over goes. */
async function tidyDeliveries(db: Writer, now: number): Promise<boolean> {
  const late = await db.selectFrom('deliveries').innerJoin('hosts', 'hosts.host', 'deliveries.host').select('deliveries.id')
    .where('hosts.failing_since', '<', now - PATIENCE_MS).where('deliveries.dead_at', 'is', null)
    .where('deliveries.created_at', '<', now - PATIENCE_MS).limit(CHUNK).execute()
  if (late.length > 0) await db.updateTable('deliveries').set({ dead_at: now }).where('id', 'in', idList(late.map((row) => row.id))).execute()
  const old = await db.selectFrom('deliveries').select('id').where('dead_at', 'is not', null).where('dead_at', '<', now - DEAD_KEPT_MS).limit(CHUNK).execute()
  await removeDeliveries(db, old.map((row) => row.id))
  await db.deleteFrom('inboxes_gone').where('at', '<', now - GONE_KEPT_MS).execute()
  return late.length === CHUNK || old.length === CHUNK
}

/** Gives up what was tried for too long and forgets what was given up long ago. For the schedule: hourly. */
export async function tidyQueue(ctx: Pick<Context, 'write'>): Promise<void> {
  while (await ctx.write((tx) => tidyDeliveries(tx.db, tx.now)));
}
