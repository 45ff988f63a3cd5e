// What is known, while the program runs, of each host that something is being delivered to: how many at once, how it
// fares, what waits in memory. Every host has a lane of its own, so that no host waits for another.
import type { Claimed, DueHost } from '#domain/peers/claims.ts'
import type { SignatureScheme } from '../signatures/signed-request.ts'

export interface Lane {
  readonly host: string
  /** Claimed and not yet started. */
  queue: Claimed[]
  /** Whose words are under way, and to which inbox. */
  speaking: Set<string>
  running: number
  /** Claimed and not yet settled: queued, running, or waiting to be written down. */
  claimed: number
  /** Whether the last we know is that it answers. Until then one delivery at a time asks. */
  proven: boolean
  /** Whether it has ever taken anything, as far as anybody remembers. */
  reached: boolean
  /** Whether its last answer took long: then one delivery at a time goes there. */
  slow: boolean
  /** How often in a row nobody was reached. */
  failures: number
  /** Epoch ms of the last failure that counted: what was started before it says nothing new. */
  failedAt: number
  /** Epoch ms; nothing is started before. */
  pausedUntil: number
  /** Errors of the peer's own in a row, each about one activity; many mean that the host is not well. */
  errors: number
  scheme: SignatureScheme | null
  /** Whether the database held more for it than could be claimed: too much, or waiting for what was. */
  held: boolean
  /** Epoch ms; when it was last written down that it is well. */
  notedAt: number
}

export interface LaneLimits {
  /** Requests at once to one host. */
  perHost: number
  /** Deliveries claimed at once for one host. */
  prefetch: number
}

/** How many more deliveries may be claimed for a lane. */
export function roomIn(lane: Lane, { prefetch }: LaneLimits, now: number): number {
  if (lane.pausedUntil > now) return 0
  return Math.max(0, (lane.proven && !lane.slow ? prefetch : 1) - lane.running - lane.queue.length)
}

/** Whether the lane may start one of its claimed deliveries. */
export const mayStart = (lane: Lane, { perHost }: LaneLimits, now: number): boolean =>
  lane.queue.length > 0 && lane.pausedUntil <= now && lane.running < (lane.proven && !lane.slow ? perHost : 1)

/** People are heard in the order in which they spoke: of one person, an inbox gets one delivery at a time. */
const voiceOf = (row: Claimed): string => `${row.account_id} ${row.inbox_url}`

/** Takes the next delivery to start out of the queue; undefined when all of it waits for what is under way. */
export function startNext(lane: Lane): Claimed | undefined {
  const at = lane.queue.findIndex((row) => !lane.speaking.has(voiceOf(row)))
  const [row] = at < 0 ? [] : lane.queue.splice(at, 1)
  if (!row) return undefined
  lane.running += 1
  lane.speaking.add(voiceOf(row))
  return row
}

/** What was started has ended, one way or another. */
export function endOne(lane: Lane, row: Claimed): void {
  lane.running -= 1
  lane.speaking.delete(voiceOf(row))
}

const isIdle = (lane: Lane): boolean => lane.claimed === 0
const schemeOf = (text: string | null): SignatureScheme | null => text === 'rfc9421' || text === 'draft-cavage' ? text : null
const KEPT = 5000

export interface Lanes {
  all(): Iterable<Lane>
  get(host: string): Lane | undefined
  /** The lane of a host that may be tried. If nothing is under way, its row knows best, which an admin may have changed. */
  open(host: DueHost): Lane
}

/** The lanes of this process. */
export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>()
  const make = ({ host, failures, reached, signature_scheme: scheme }: DueHost): Lane => ({
    host, queue: [], speaking: new Set(), running: 0, claimed: 0, proven: false, reached: reached === 1, slow: false, failures, failedAt: 0, pausedUntil: 0, errors: 0, scheme: schemeOf(scheme), held: false, notedAt: 0,
  })
  return {
    all: () => lanes.values(),
    get: (host) => lanes.get(host),
    open(due) {
      const known = lanes.get(due.host)
      if (known) {
        if (isIdle(known)) Object.assign(known, { failures: due.failures, pausedUntil: 0, proven: known.proven && due.failures === 0 })
        known.scheme ??= schemeOf(due.signature_scheme)
        return known
      }
      if (lanes.size >= KEPT) for (const [name, lane] of lanes) if (isIdle(lane)) lanes.delete(name)
      const fresh = make(due)
      lanes.set(due.host, fresh)
      return fresh
    },
  }
}
