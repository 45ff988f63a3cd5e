// Finds what is due and claims it, host by host: first for hosts known to have more, then by looking through all hosts
// with anything waiting, a few at a time and never for more than a tenth of the time.
import type { Engine } from '#machinery/db/engine.ts'
import type { Context } from '#domain/context.ts'
import { claimDeliveries, hasMoreDue, type Claimed } from '#domain/peers/claims.ts'
import type { Tables } from '#domain/tables.ts'
import { lookThrough } from './look.ts'
import { roomIn, type Lane, type LaneLimits, type Lanes } from './lanes.ts'
import { createPlaces } from './places.ts'

export interface FeederOptions {
  ctx: Context & { readonly engine: Engine<Tables> }
  lanes: Lanes
  limits: LaneLimits & { claimed: number }
  /** Takes over what was claimed. */
  take: (claimed: readonly { lane: Lane; rows: Claimed[] }[]) => Promise<void>
}

export interface Feeder {
  /** Looks again, because there may be something new. Returns which look that is. */
  wake(): number
  /** These deliveries are settled: there is room again, and what waited for them may go. */
  settled(hosts: readonly string[]): void
  /** Whether nothing is claimed and look number `number` has ended. */
  isQuiet(number: number): boolean
  /** Claims nothing more. */
  close(): Promise<void>
}

const HOSTS_AT_ONCE = 64
/** What one transaction claims, more or less. */
const ROWS_AT_ONCE = 128

/** A feeder that keeps up to `limits.claimed` deliveries claimed while there are any. */
export function createFeeder({ ctx, lanes, limits, take }: FeederOptions): Feeder {
  const again = new Set<Lane>()
  /** Lanes that would have been taken, if there were not too many of their like already. */
  const crowded = new Set<Lane>()
  const places = createPlaces(limits.claimed)
  const held = new WeakMap<Lane, (() => void)[]>()
  const look = lookThrough(ctx, () => { fill() })
  let claimed = 0
  let filling: Promise<void> | null = null
  /** Whether somebody asked for more while the last filling was under way. */
  let asked = false
  let closed = false
  let lookFirst = false

  function count(lane: Lane | undefined, by: number): void {
    claimed += by
    if (!lane) return
    lane.claimed += by
    const taken = held.get(lane) ?? []
    for (let at = 0; at < by; at++) taken.push(places.take(lane))
    for (const giveBack of taken.splice(by < 0 ? by : taken.length)) giveBack()
    held.set(lane, taken)
  }

  const room = (lane: Lane): number => roomIn(lane, limits, ctx.clock.now())

  /** Whether it may be taken now; one that is held back for its like only is remembered. */
  function mayTake(lane: Lane): boolean {
    if (room(lane) === 0) return false
    if (places.isFree(lane)) return true
    crowded.add(lane)
    return false
  }

  /** Lanes known to have more. */
  function knownLanes(): Lane[] {
    while (again.size > 0) {
      const some = [...again].slice(0, HOSTS_AT_ONCE)
      for (const lane of some) again.delete(lane)
      const roomy = some.filter(mayTake)
      if (roomy.length > 0) return roomy
    }
    return []
  }

  async function foundLanes(): Promise<Lane[]> {
    for (let page = await look.next(); page !== null; page = await look.next()) {
      const open = page.map((host) => lanes.open(host)).filter(mayTake)
      if (open.length > 0) return open
      // Others may run between two steps: the embedded database never lets anybody wait.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    return []
  }

  /** By turns, so that hosts with endless queues never keep others from being found. */
  async function nextLanes(): Promise<Lane[]> {
    lookFirst = !lookFirst
    const first = lookFirst ? await foundLanes() : knownLanes()
    if (first.length > 0) return first
    return lookFirst ? knownLanes() : foundLanes()
  }

  async function claimFor(chosen: readonly Lane[]): Promise<void> {
    const now = ctx.clock.now()
    const taken = await ctx.engine.begin(async (db) => {
      const found: { lane: Lane; rows: Claimed[]; more: boolean }[] = []
      let total = 0
      for (const lane of chosen) {
        if (total >= ROWS_AT_ONCE) break
        const rows = await claimDeliveries(db, { host: lane.host, now, limit: room(lane), claimSuffix: ctx.engine.claimSuffix })
        rows.sort((a, b) => a.id - b.id)
        total += rows.length
        found.push({ lane, rows, more: rows.length > 0 && await hasMoreDue(db, lane.host, now) })
      }
      return found
    })
    for (const lane of chosen.slice(taken.length)) again.add(lane)
    for (const { lane, rows, more } of taken) {
      lane.held = more || (rows.length === 0 && lane.held && lane.claimed > 0)
      count(lane, rows.length)
    }
    const found = taken.filter((one) => one.rows.length > 0)
    if (found.length === 0) return
    await take(found).catch((error: unknown) => {
      // They stay claimed, and come back when the claim runs out.
      for (const { lane, rows } of found) count(lane, -rows.length)
      throw error
    })
  }

  async function fillUp(): Promise<void> {
    while (!closed && claimed < limits.claimed) {
      const chosen = await nextLanes()
      if (chosen.length === 0) return
      await claimFor(chosen)
    }
  }

  function fill(): void {
    asked = true
    // What hangs gives nothing back for long: only the rest decides whether filling is worth it.
    if (closed || filling || places.well() > limits.claimed / 2) return
    asked = false
    filling = fillUp()
      .catch((error: unknown) => ctx.log.error({ err: error }, 'deliveries could not be claimed'))
      .finally(() => {
        filling = null
        if (asked) fill()
      })
  }

  return {
    wake() {
      const number = look.want()
      fill()
      return number
    },
    settled(hosts) {
      for (const host of hosts) {
        const lane = lanes.get(host)
        count(lane, -1)
        // A host that fails is asked again when a look finds that its pause is over.
        if (lane?.held && lane.failures === 0) again.add(lane)
      }
      for (const lane of crowded) again.add(lane)
      crowded.clear()
      fill()
    },
    isQuiet: (number) => claimed === 0 && filling === null && again.size === 0 && crowded.size === 0 && look.isDone(number),
    async close() {
      closed = true
      look.close()
      await filling
    },
  }
}
