// The delivery engine: takes what is due from the queue, host by host, sends it, and writes down how it ended. What it
// has in memory is only a loan: killed at any moment, everything not known to have arrived is still in its row.
import type { Engine } from '#machinery/db/engine.ts'
import { holdClaims } from '#machinery/jobs/held-claims.ts'
import type { Outbound } from '#machinery/http/outbound.ts'
import type { Context } from '#domain/context.ts'
import { lockDomain } from '#domain/instance/domain-lock.ts'
import { reclaimAll, renewDeliveries } from '#domain/peers/claims.ts'
import type { Tables } from '#domain/tables.ts'
import { createFeeder } from './feeder.ts'
import { createLanes, type LaneLimits } from './lanes.ts'
import { createSender } from './sender.ts'
import { createSettler, type Settled } from './settle.ts'

export interface DeliveryContext extends Context {
  readonly engine: Engine<Tables>
  readonly outbound: Outbound
}

export interface DeliveryLimits extends LaneLimits {
  /** Requests at once in all. */
  atOnce: number
  /** Deliveries claimed at once in all. */
  claimed: number
  /** An answer that takes longer makes a host slow, ms. */
  slowMs: number
  /** How often to look for what has become due, ms. */
  tickMs: number
}

export interface Delivery {
  /** Says that there may be something to deliver. */
  wake(): void
  /** Resolves when nothing that is due is left. */
  idle(): Promise<void>
  /** Takes nothing new, lets what is under way end (a few seconds at most) and gives back the rest. */
  stop(): Promise<void>
}

const DEFAULTS: DeliveryLimits = { perHost: 4, prefetch: 16, atOnce: 256, claimed: 1024, slowMs: 2000, tickMs: 1000 }
const STOP_WAITS_MS = 3000

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

/** Locks the domain before anybody hears of it, once. */
function lockOnce(ctx: Context): () => Promise<void> {
  let locked: Promise<void> | null = null
  return () => locked ??= ctx.write(lockDomain).catch((error: unknown) => {
    locked = null
    throw error
  })
}

/** Starts delivering at once. On a database of its own it takes back what a crashed predecessor had claimed. */
export function startDelivery(ctx: DeliveryContext, some: Partial<DeliveryLimits> = {}): Delivery {
  const limits = { ...DEFAULTS, ...some }
  const { engine, clock, log } = ctx
  const lanes = createLanes()
  const lock = lockOnce(ctx)
  let abandoned = false
  const claims = holdClaims((ids) => engine.begin((db) => renewDeliveries(db, ids, clock.now())), log)
  const settled = (batch: readonly Settled[]): void => {
    claims.letGo(batch.map((one) => one.row.id))
    feeder.settled(batch.map((one) => one.host))
  }
  const settler = createSettler({ engine, log, now: () => clock.now(), done: settled })
  const sender = createSender({ ctx, limits, settle: (one) => { if (!abandoned) settler.add(one) } })
  const feeder = createFeeder({
    ctx, lanes, limits,
    async take(claimed) {
      await lock()
      await sender.load(claimed.flatMap((one) => one.rows))
      for (const { lane, rows } of claimed) {
        claims.hold(rows.map((row) => row.id))
        sender.add(lane, rows)
      }
    },
  })
  const ready = engine.alone ? engine.begin(reclaimAll) : Promise.resolve()
  const tick = setInterval(() => feeder.wake(), limits.tickMs)
  void ready.then(() => feeder.wake(), (error: unknown) => log.error({ err: error }, 'claimed deliveries could not be taken back'))

  return {
    wake: () => { feeder.wake() },
    async idle() {
      await ready
      const look = feeder.wake()
      while (!abandoned && !(feeder.isQuiet(look) && settler.isQuiet())) await pause(3)
    },
    async stop() {
      clearInterval(tick)
      sender.close()
      await ready.catch(() => {})
      await feeder.close()
      const until = performance.now() + STOP_WAITS_MS
      while (sender.running() > 0 && performance.now() < until) await pause(5)
      for (const lane of lanes.all()) for (const row of lane.queue.splice(0)) settler.add({ row, host: lane.host, fate: 'release', news: null })
      // What is still under way stays claimed: it comes back by itself, and is sent once more.
      abandoned = true
      claims.stop()
      await settler.drain()
    },
  }
}
