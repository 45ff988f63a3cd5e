// Numbers that look random and are the same on every run.

export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** A whole number under `n`. */
  under(n: number): number
  chance(p: number): boolean
  /** A whole number under `n`, small ones much more often: the few write most. */
  skewed(n: number): number
}

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const under = (n: number) => Math.floor(next() * n)
  return { next, under, chance: (p) => next() < p, skewed: (n) => Math.floor(n * next() ** 3) }
}
