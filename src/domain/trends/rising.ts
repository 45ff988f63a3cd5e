// How much something rises and how that fades: Mastodon's arithmetic. Pure.

const DAY_MS = 86_400_000
/** A peak counts for so long, ms; then a lower one may take its place. */
export const PEAK_MS = 2 * DAY_MS
const HOUR_MS = 3_600_000

/** How many accounts it takes, how fast a score halves, and below which score nothing is shown. */
export interface Rule { people: number; halvesMs: number; least: number }

export const RULES = {
  tag: { people: 5, halvesMs: 4 * HOUR_MS, least: 1 },
  link: { people: 5, halvesMs: 8 * HOUR_MS, least: 1 },
  status: { people: 5, halvesMs: 2 * HOUR_MS, least: 0.3 },
} as const satisfies Record<string, Rule>

export type TrendKind = keyof typeof RULES
export const TREND_KINDS = Object.keys(RULES) as TrendKind[]

/** What more people than usual make of it: the squared surplus over what was to be expected, in units of that. */
export function surplus(people: number, usual: number, rule: Rule): number {
  const expected = Math.max(1, usual)
  return people < rule.people || people < expected ? 0 : (people - expected) ** 2 / expected
}

/** What is left of a score after `ms`. */
export const faded = (score: number, ms: number, { halvesMs }: Rule): number => score * 0.5 ** (Math.max(0, ms) / halvesMs)

export interface Peak { peak: number; peakedAt: number }

/** The peak after a new surplus: the old one stays unless it is surpassed or two days old. */
export function peakAfter(now: number, score: number, before: Peak | null): Peak {
  const held = before && before.peakedAt > now - PEAK_MS ? before : { peak: 0, peakedAt: now }
  return score > held.peak ? { peak: score, peakedAt: now } : held
}
