// Chance that comes out the same every time.

export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  one<T>(of: readonly T[]): T
  /** `count` different ones, in no particular order. */
  some<T>(count: number, of: readonly T[]): T[]
}

/** Everything drawn from here follows from `seed` (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    one: (of) => of[below(of.length)] as (typeof of)[number],
    some(count, of) {
      const left = [...of]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)[0] as (typeof of)[number])
    },
  }
}
