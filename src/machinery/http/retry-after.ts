// When a server asks to be tried again.

const LONGEST_MS = 24 * 3_600_000

/** Epoch ms from a Retry-After header in seconds or as a date; at most a day away. Null when it says nothing. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const at = /^\d{1,9}$/.test(header.trim()) ? now + Number(header) * 1000 : Date.parse(header)
  return Number.isNaN(at) || at <= now ? null : Math.min(at, now + LONGEST_MS)
}
