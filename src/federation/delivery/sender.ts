// Sends what has been claimed: so many at once in all, so many to one host, the hosts taking turns.
import { LRUCache } from 'lru-cache'
import type { Outbound } from '#machinery/http/outbound.ts'
import type { Context } from '#domain/context.ts'
import { outgoingBodies, type Claimed } from '#domain/peers/claims.ts'
import { PATIENCE_MS } from '#domain/peers/patience.ts'
import { knock } from './knock.ts'
import { endOne, mayStart, startNext, type Lane, type LaneLimits } from './lanes.ts'
import { judge } from './outcome.ts'
import { createPlaces } from './places.ts'
import { seal } from './seal.ts'
import type { Settled } from './settle.ts'
import { signingKeys } from './signing-keys.ts'
import { synchronization } from './synchronization.ts'
import { verdictOn } from './verdict.ts'

export interface SenderOptions {
  ctx: Context & { readonly outbound: Outbound }
  limits: LaneLimits & { atOnce: number; slowMs: number }
  settle: (settled: Settled) => void
}

export interface Sender {
  /** Takes over claimed deliveries of one host and starts what may start. */
  add(lane: Lane, rows: readonly Claimed[]): void
  /** Loads the activities of these deliveries, each once. To be done before they are added. */
  load(rows: readonly Claimed[]): Promise<void>
  /** How many requests are under way. */
  running(): number
  /** Starts nothing more. */
  close(): void
}

const KEPT_BODIES = 2000

/** A sender that reports each delivery's fate to `settle`. */
export function createSender({ ctx, limits, settle }: SenderOptions): Sender {
  const bodies = new LRUCache<number, Buffer>({ max: KEPT_BODIES })
  const keyOf = signingKeys(ctx)
  const attempt = attempts(ctx, bodies, keyOf)
  const places = createPlaces(limits.atOnce)
  const turns: Lane[] = []
  let running = 0
  let closed = false

  /** What waits in memory goes back to the queue, or is settled like its inbox. */
  function unload(lane: Lane, fate: 'release' | 'gone', only?: string): void {
    const leaving = lane.queue.filter((row) => only === undefined || row.inbox_url === only)
    lane.queue = lane.queue.filter((row) => !leaving.includes(row))
    for (const row of leaving) settle({ row, host: lane.host, fate, news: null })
  }

  async function send(lane: Lane, row: Claimed): Promise<void> {
    const giveBack = places.take(lane)
    const started = performance.now()
    const settled = await attempt(lane, row)
    lane.slow = performance.now() - started > limits.slowMs
    endOne(lane, row)
    giveBack()
    running -= 1
    if (settled.fate === 'gone') unload(lane, 'gone', row.inbox_url)
    if (lane.pausedUntil > ctx.clock.now()) unload(lane, 'release')
    settle(settled)
    turns.push(lane)
    startSome()
  }

  function startSome(): void {
    // They keep their turn for when there is a place for their like again.
    const waiting = new Set<Lane>()
    while (running < limits.atOnce && !closed) {
      const lane = turns.shift()
      if (!lane) break
      if (!mayStart(lane, limits, ctx.clock.now())) continue
      if (!places.isFree(lane)) {
        waiting.add(lane)
        continue
      }
      const row = startNext(lane)
      if (!row) continue
      running += 1
      turns.push(lane)
      void send(lane, row)
    }
    turns.unshift(...waiting)
  }

  return {
    add(lane, rows) {
      lane.queue.push(...rows)
      // The host may have failed while these were being claimed: nothing would ever start them once the pause is over.
      if (lane.pausedUntil > ctx.clock.now()) return unload(lane, 'release')
      turns.push(lane)
      startSome()
    },
    async load(rows) {
      const unknown = [...new Set(rows.map((row) => row.outgoing_id))].filter((id) => !bodies.has(id))
      if (unknown.length === 0) return
      const speakers = new Map(rows.map((row) => [row.outgoing_id, row.account_id]))
      for (const { id, body, created_at: saidAt } of await outgoingBodies(ctx.db, unknown)) {
        const speaker = speakers.get(id) ?? 0
        bodies.set(id, Buffer.from(await seal(ctx, { body, saidAt, accountId: speaker }, await keyOf(speaker))))
      }
    },
    running: () => running,
    close: () => { closed = true },
  }
}

/** One attempt, judged. Never rejects. */
function attempts(ctx: SenderOptions['ctx'], bodies: LRUCache<number, Buffer>, keyOf: ReturnType<typeof signingKeys>) {
  const { outbound, clock, log } = ctx
  const headersFor = synchronization(ctx)
  return async (lane: Lane, row: Claimed): Promise<Settled> => {
    const startedAt = clock.now()
    const ended = (fate: Settled['fate']): Settled => ({ row, host: lane.host, fate, news: null })
    try {
      const key = await keyOf(row.account_id)
      const body = bodies.get(row.outgoing_id)
      // An activity that is no longer there was dropped meanwhile; an account without a key is no longer ours.
      if (!key || !body) return ended('remove')
      const headers = await headersFor(row.account_id, row.inbox_url, body)
      const { result, scheme } = await knock(outbound, { url: row.inbox_url, body, key, headers, scheme: lane.scheme, now: startedAt })
      const now = clock.now()
      const outcome = judge(result, now, PATIENCE_MS)
      if (outcome.kind === 'refused') log.info({ inbox: row.inbox_url, account: row.account_id }, `a delivery was refused: ${outcome.error}`)
      else if (outcome.kind !== 'delivered') log.debug({ inbox: row.inbox_url, outcome }, 'a delivery did not arrive')
      return verdictOn({ lane, row, outcome, scheme, startedAt, now })
    } catch (error) {
      log.error({ err: error, inbox: row.inbox_url }, 'a delivery could not be tried')
      return ended({ id: row.id, nextAt: clock.now() + 60_000, error: String(error) })
    }
  }
}
