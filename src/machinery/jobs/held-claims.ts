// A claim is a lease: short, and renewed for as long as its process lives and works on it. So what a killed process had
// claimed comes back in seconds, and what takes long is not taken twice.
import type { Log } from '#machinery/log/log.ts'

/** How long a claim holds without being renewed, ms. */
export const LEASE_MS = 20_000

const RENEW_EVERY_MS = 5000

export interface HeldClaims {
  hold(ids: Iterable<number>): void
  letGo(ids: Iterable<number>): void
  /** Renews nothing more. */
  stop(): void
}

/** Starts renewing what is held, in one statement each time, through `renew`. */
export function holdClaims(renew: (ids: readonly number[]) => Promise<void>, log: Log, everyMs = RENEW_EVERY_MS): HeldClaims {
  const held = new Set<number>()
  let before: ReadonlySet<number> = new Set()
  const timer = setInterval(() => {
    // Most are done before they need it.
    const old = [...held].filter((id) => before.has(id))
    before = new Set(held)
    if (old.length > 0) renew(old).catch((error: unknown) => log.warn({ err: error }, 'claims could not be renewed'))
  }, everyMs)
  timer.unref()
  return {
    hold: (ids) => { for (const id of ids) held.add(id) },
    letGo: (ids) => { for (const id of ids) held.delete(id) },
    stop: () => clearInterval(timer),
  }
}
