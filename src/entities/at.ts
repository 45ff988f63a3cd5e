// Where and when entities are rendered: the addresses come from the configuration, the present from the clock.
import type { Context } from '#domain/context.ts'

/** Any context will do, and so will a transaction: its own `db` and `config`. */
export type At = Pick<Context, 'db' | 'config'> & Partial<Pick<Context, 'clock'>>

const DAY_MS = 86_400_000

/** Epoch ms by the context's clock. */
export const presentOf = (at: At): number => at.clock?.now() ?? Date.now()

/** `2026-01-01T00:00:00.000Z`. */
export const iso = (ms: number): string => new Date(ms).toISOString()
/** {@link iso}, or null for none. */
export const isoOrNull = (ms: number | null): string | null => ms === null ? null : new Date(ms).toISOString()

// A page names few days, many times each.
const midnights = new Map<number, string>()

/** The start of the day (UTC) that `ms` is in, as Mastodon tells when an account was made. */
export function isoDay(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  let text = midnights.get(day)
  if (text === undefined) {
    if (midnights.size > 5000) midnights.clear()
    text = new Date(day * DAY_MS).toISOString()
    midnights.set(day, text)
  }
  return text
}

/** `2026-01-01`, or null for none. */
export const dateOrNull = (ms: number | null): string | null => ms === null ? null : isoDay(ms).slice(0, 10)
