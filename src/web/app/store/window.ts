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

/**
 * One step from what is drawn to what should be: a few entries at each side, so that no frame has much to do. What is
 * seen (`seen`) is always drawn at once; what lies outside `wanted` goes.
 */
export function stepTo(drawn: Range, wanted: Range, seen: Range, step: number): Range {
  const apart = drawn.to <= wanted.from || drawn.from >= wanted.to
  const start = apart ? seen : { from: Math.min(Math.max(drawn.from, wanted.from), seen.from), to: Math.max(Math.min(drawn.to, wanted.to), seen.to) }
  return { from: Math.max(wanted.from, start.from - step), to: Math.min(wanted.to, start.to + step) }
}
