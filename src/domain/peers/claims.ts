// What the delivery engine takes to work on. Hosts come first and rows second, so that a host that is down, however
// much waits for it, costs no more than one that is up. Claimed rows come back by themselves after a crash.
import type { Reader, Writer } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { LEASE_MS } from '#machinery/jobs/held-claims.ts'

export interface DueHost {
  host: string
  /** How often in a row nobody was reached there. */
  failures: number
  /** 1: it has taken something before. */
  reached: number
  signature_scheme: string | null
}

const WAITING = 'd.dead_at is null and d.next_at <= :now and (d.claimed_until is null or d.claimed_until < :now)'

/** A few hosts with anything waiting, in alphabetical order. */
export interface HostPage {
  /** Those of them that may be tried now and have something due. */
  due: DueHost[]
  /** The last host looked at, to go on after; null when that was the last of all. */
  last: string | null
}

// A loose scan: one seek for each host with anything waiting, however many rows it has.
const waitingAfter = prepared<DueHost & { due: number }, { now: number; after: string; scan: number }>(`
  with recursive waiting (host, n) as (
    select min(host), 1 from deliveries where dead_at is null and host > :after
    union all
    select (select min(d.host) from deliveries d where d.dead_at is null and d.host > w.host), w.n + 1 from waiting w
    where w.host is not null and w.n < :scan
  )
  select w.host, coalesce(h.failures, 0) as failures, h.signature_scheme,
    case when h.last_success_at is null then 0 else 1 end as reached,
    case when (h.next_attempt_at is null or h.next_attempt_at <= :now)
      and exists (select 1 from deliveries d where d.host = w.host and ${WAITING}) then 1 else 0 end as due
  from waiting w left join hosts h on h.host = w.host where w.host is not null order by w.n`)

/** Looks at the next `scan` hosts after `after` for whom anything waits: a bounded step, whatever their state. */
export async function dueHosts(db: Reader, { now, after, scan }: { now: number; after: string; scan: number }): Promise<HostPage> {
  const rows = await waitingAfter(db, { now, after, scan })
  return { due: rows.filter((row) => row.due === 1), last: rows.length < scan ? null : rows.at(-1)?.host ?? null }
}

export interface Claimed {
  id: number
  outgoing_id: number
  account_id: number
  inbox_url: string
  attempts: number
  created_at: number
}

const claimText = (suffix: string) => `
  update deliveries set claimed_until = :until where id in (
    select d.id from deliveries d where d.host = :host and ${WAITING} and not exists (
      select 1 from deliveries o where o.host = d.host and o.object_key = d.object_key and o.outgoing_id < d.outgoing_id and o.dead_at is null
    ) order by d.next_at, d.id limit :limit${suffix}
  ) returning id, outgoing_id, account_id, inbox_url, attempts, created_at`

interface ClaimParams extends Readonly<Record<string, number | string>> { host: string; now: number; until: number; limit: number }

const claimBySuffix = new Map(['', ' for update skip locked'].map((suffix) => [suffix, prepared<Claimed, ClaimParams>(claimText(suffix))]))

/**
 * Takes up to `limit` due deliveries to one host. Of activities about the same object only the oldest that has not
 * arrived is ever taken, so none overtakes another. `claimSuffix` is the engine's.
 */
export async function claimDeliveries(
  db: Writer, { host, now, limit, claimSuffix }: { host: string; now: number; limit: number; claimSuffix: string },
): Promise<Claimed[]> {
  const claim = claimBySuffix.get(claimSuffix)
  if (!claim) throw new Error(`unknown way of claiming: ${claimSuffix}`)
  return claim(db, { host, now, until: now + LEASE_MS, limit })
}

/** Takes back everything claimed: for a process that knows it is alone, at its start. */
export async function reclaimAll(db: Writer): Promise<void> {
  await db.updateTable('deliveries').set({ claimed_until: null }).where('claimed_until', 'is not', null).execute()
}

const renew = prepared<never, { until: number; ids: readonly number[] }>('update deliveries set claimed_until = :until where id in (:ids) and claimed_until is not null')

/** Keeps claimed deliveries claimed: they wait in memory for their turn, or their host is slow. */
export async function renewDeliveries(db: Writer, ids: readonly number[], now: number): Promise<void> {
  await renew(db, { until: now + LEASE_MS, ids })
}

const release = prepared<never, { ids: readonly number[] }>('update deliveries set claimed_until = null where id in (:ids)')

/** Gives claimed deliveries back untried. */
export async function releaseDeliveries(db: Writer, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await release(db, { ids })
}

export interface OutgoingBody { id: number; body: string; created_at: number }

const bodies = prepared<OutgoingBody, { ids: readonly number[] }>('select id, body, created_at from outgoing where id in (:ids)')

/** The bodies of activities, by id; in no order. */
export const outgoingBodies = (db: Reader, ids: readonly number[]): Promise<OutgoingBody[]> => bodies(db, { ids })

const moreDue = prepared<{ found: number }, { host: string; now: number }>(
  `select 1 as found from deliveries d where d.host = :host and ${WAITING} limit 1`)

/** Whether a host has anything due that nobody has claimed, be it in turn or not. */
export const hasMoreDue = async (db: Reader, host: string, now: number): Promise<boolean> => (await moreDue(db, { host, now })).length > 0
