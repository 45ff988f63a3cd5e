// Which part of a long list is on the page: what is seen and a little around it. Pure; heights are measured or guessed.

export interface Range { from: number; to: number }

export interface View {
  /** The window's upper edge, in px below the list's own. */
  top: number
  height: number
  /** How much more is drawn above and below, in px. */
  around: number
  /** Never more entries than this. */
  most: number
}

/** The entries to draw. There is at least one if there are any. */
export function rangeIn(heights: readonly number[], { top, height, around, most }: View): Range {
  let edge = 0
  let from = 0
  while (from < heights.length - 1 && edge + (heights[from] ?? 0) < top - around) edge += heights[from++] ?? 0
  let to = from
  while (to < heights.length && to - from < most && edge < top + height + around) edge += heights[to++] ?? 0
  return { from, to: Math.max(to, Math.min(from + 1, heights.length)) }
}

/** The sum of heights of a part. */
export function sumOf(heights: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += heights[i] ?? 0
  return sum
}

/** How many entries a step may add where something seen is not drawn yet: more would hold up the frame. */
const HURRY = 2

/**
 * One step from what is drawn to what should be, so that no frame has much to do: first what is seen (`seen`), a few
 * entries at a time, then `step` at each side. What lies outside `wanted` goes at once.
 */
export function stepTo(drawn: Range, wanted: Range, seen: Range, step: number): Range {
  const kept = { from: Math.max(drawn.from, wanted.from), to: Math.min(drawn.to, wanted.to) }
  const apart = kept.to < seen.from || kept.from > seen.to || kept.from >= kept.to
  const { from, to } = apart ? { from: seen.from, to: seen.from } : kept
  if (to < seen.to) return { from, to: Math.min(seen.to, to + HURRY) }
  if (from > seen.from) return { from: Math.max(seen.from, from - HURRY), to }
  return { from: Math.max(wanted.from, from - step), to: Math.min(wanted.to, to + step) }
}
