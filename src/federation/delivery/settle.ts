// Writes down how deliveries ended, many in one transaction: at two thousand a second, one each would be the work.
import type { Engine } from '#machinery/db/engine.ts'
import type { Log } from '#machinery/log/log.ts'
import type { Writer } from '#domain/context.ts'
import { releaseDeliveries, type Claimed } from '#domain/peers/claims.ts'
import { removeDeliveries } from '#domain/peers/deliveries.ts'
import { closeInbox, noteHostFailed, noteHostReached, postponeDelivery, type Postponed } from '#domain/peers/settle-delivery.ts'
import type { Tables } from '#domain/tables.ts'

export interface HostNews {
  host: string
  /** Reached, or not until then. */
  reached: { scheme: string | null } | null
  failed: { nextAttemptAt: number; error: string; counts: boolean } | null
}

/** How one delivery ended. */
export interface Settled {
  row: Claimed
  host: string
  /** `remove`: delivered or refused; `release`: as if it had never been claimed. */
  fate: 'remove' | 'release' | 'gone' | Postponed
  news: HostNews | null
}

const MOST_AT_ONCE = 256
const GATHER_MS = 10

interface SettlerOptions {
  engine: Pick<Engine<Tables>, 'begin'>
  now: () => number
  log: Log
  /** Called after each transaction with what it settled. */
  done: (settled: readonly Settled[]) => void
}

async function write(db: Writer, batch: readonly Settled[], now: number): Promise<void> {
  await removeDeliveries(db, batch.filter((one) => one.fate === 'remove').map((one) => one.row.id))
  await releaseDeliveries(db, batch.filter((one) => one.fate === 'release').map((one) => one.row.id))
  // Rows are locked in the same order by everybody.
  const byHost = batch.filter((one) => one.news !== null).sort((a, b) => a.host < b.host ? -1 : 1)
  for (const { host, news } of byHost) {
    if (news?.reached) await noteHostReached(db, host, { now, ...news.reached })
    if (news?.failed) await noteHostFailed(db, host, { now, ...news.failed })
  }
  for (const { fate, host, row } of batch) {
    if (fate === 'gone') await closeInbox(db, { host, url: row.inbox_url }, now)
    else if (typeof fate === 'object') await postponeDelivery(db, fate, now)
  }
}

/** Gathers outcomes for a moment and writes them together. */
export function createSettler({ engine, now, log, done }: SettlerOptions) {
  let waiting: Settled[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> | null = null

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE)
      waiting = waiting.slice(batch.length)
      // A failed write leaves the rows claimed; they come back by themselves and are sent again.
      await engine.begin((db) => write(db, batch, now())).catch((error: unknown) => log.error({ err: error }, 'deliveries could not be settled'))
      done(batch)
    }
  }

  function flushNow(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    return writing ??= flush().finally(() => {
      writing = null
      if (waiting.length > 0) void flushNow()
    })
  }

  return {
    add(settled: Settled): void {
      waiting.push(settled)
      if (writing) return
      if (waiting.length >= MOST_AT_ONCE) void flushNow()
      else timer ??= setTimeout(() => void flushNow(), GATHER_MS)
    },
    /** Resolves when everything added so far is written. */
    async drain(): Promise<void> {
      while (waiting.length > 0 || writing) await flushNow()
    },
    isQuiet: (): boolean => waiting.length === 0 && writing === null,
  }
}
