// Keeps only the seen part of a long list on the page: measures what is drawn, guesses the rest, and moves the window as
// the reader scrolls.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Entry } from '../store/merge.ts'
import { type Range, rangeIn, stepTo, sumOf } from '../store/window.ts'
import { firstSeen, type Kept, movedBy, settleAt, useMeasures } from './measures.ts'

const MOST = 70
const AROUND_PX = 1600
const STEP = 1
/** Drawn at once on arrival: more than a window holds. */
const FIRST = 14
const GUESS_PX = 150
const REST_MS = 150

/** Heights by list and entry, for as long as the app runs: a return finds them. A guess stays as it was until it is measured, or all that is above would move. */
interface Heights { known: Map<string, number>; guessed: Map<string, number> }
const measured = new Map<string, Heights>()

function heightsOf(key: string): Heights {
  let one = measured.get(key)
  if (!one) measured.set(key, one = { known: new Map(), guessed: new Map() })
  return one
}

/** The height of what was never drawn: as the latest that were. */
const guessFrom = ({ known }: Heights): number =>
  known.size > 5 ? Math.max(60, sumOf([...known.values()].slice(-50), 0, 50) / Math.min(50, known.size)) : GUESS_PX

/** Heights of entries from..to, into `heights`; all guesses of one call are the same. */
function noteHeights(sizes: Heights, entries: readonly Entry[], heights: number[], from: number, to: number): void {
  let guess = 0
  for (let i = from; i < Math.min(to, entries.length); i++) {
    const id = entries[i]?.id ?? ''
    let height = sizes.known.get(id) ?? sizes.guessed.get(id)
    if (height === undefined) sizes.guessed.set(id, height = guess ||= guessFrom(sizes))
    heights[i] = height
  }
}

export interface Windowed {
  range: Range
  /** Heights of what is left out above and below, px. */
  before: number
  after: number
  /** Brings an entry onto the page, its top `offset` px below the window's. */
  reveal(id: string, offset: number): void
}

const same = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to

/** The window over `entries` inside `root`; it begins around `anchor` if that is given. */
export function useWindow(key: string, entries: readonly Entry[], root: RefObject<HTMLElement>, anchor: string | null): Windowed {
  const sizes = heightsOf(key)
  const [range, setRange] = useState<Range>(() => {
    const at = Math.max(0, entries.findIndex((entry) => entry.id === anchor))
    return { from: Math.max(0, at - 6), to: Math.min(entries.length, at + FIRST) }
  })
  const before = useRef(entries)
  const kept = useRef<Kept | null>(null)
  const drawn = before.current === entries ? range : follow(before.current, entries, range)
  if (before.current !== entries) {
    // New ones above go in without moving what is read; at the very top they are what is read.
    kept.current = scrollY > 8 ? kept.current ?? firstSeen(root.current) : null
    before.current = entries
    if (!same(drawn, range)) setRange(drawn)
  }
  const now = useRef<{ entries: readonly Entry[]; heights: number[]; range: Range }>({ entries: [], heights: [], range: drawn })
  const { entries: then, range: last } = now.current
  // Of thousands only those can have changed that were drawn since.
  const heights = then === entries ? now.current.heights : []
  if (then === entries) noteHeights(sizes, entries, heights, Math.min(last.from, drawn.from), Math.max(last.to, drawn.to))
  else noteHeights(sizes, entries, heights, 0, entries.length)
  now.current = { entries, heights, range: drawn }
  const frame = useRef(0)
  const moved = useRef(-REST_MS)

  const look = (): void => {
    frame.current = 0
    const list = root.current
    if (!list) return
    const { entries: listed, heights: all, range: drawn } = now.current
    const view = { top: -list.getBoundingClientRect().top, height: innerHeight, most: MOST }
    const seen = rangeIn(all, { ...view, around: 150 })
    const wanted = rangeIn(all, { ...view, around: AROUND_PX })
    // Small changes at the far ends are not worth a drawing.
    const near = drawn.from <= Math.max(0, seen.from - 3) && drawn.to >= Math.min(all.length, seen.to + 3) && Math.abs(drawn.from - wanted.from) < 5 && Math.abs(drawn.to - wanted.to) < 5
    if (near && drawn.to <= all.length) return
    const next = stepTo(drawn, wanted, seen, STEP)
    // What was never drawn and lies above what is seen waits for a rest: its true height would move what the thumb is moving.
    const above = listed[next.from]?.id ?? ''
    if (next.from < drawn.from && drawn.from <= seen.from && !sizes.known.has(above) && performance.now() - moved.current < REST_MS) {
      next.from = drawn.from
      setTimeout(soon, REST_MS)
    }
    if (same(next, drawn)) return
    kept.current ??= firstSeen(list)
    setRange(next)
    if (!same(next, wanted)) soon()
  }
  // Cards are made after a frame and laid out in the next: doing both in one would hold it up.
  const soon = (): void => { frame.current ||= requestAnimationFrame(() => setTimeout(look)) }
  const scrolled = (): void => {
    moved.current = performance.now()
    soon()
  }

  useEffect(() => {
    addEventListener('scroll', scrolled, { passive: true })
    addEventListener('resize', soon)
    soon()
    return () => {
      removeEventListener('scroll', scrolled)
      removeEventListener('resize', soon)
      cancelAnimationFrame(frame.current)
    }
  }, [])
  useEffect(soon, [entries])
  const correct = useRef(0)
  useLayoutEffect(() => {
    // Before it is painted, what is read is back where it was.
    if (kept.current) correct.current ||= requestAnimationFrame(() => {
      correct.current = 0
      const by = kept.current ? movedBy(kept.current) : 0
      kept.current = null
      if (Math.abs(by) >= 0.5) window.scrollBy({ top: by })
    })
  })
  useMeasures(root, sizes.known, now)

  const shown = { from: Math.min(drawn.from, Math.max(0, entries.length - 1)), to: Math.min(drawn.to, entries.length) }
  return {
    range: shown, before: sumOf(heights, 0, shown.from), after: sumOf(heights, shown.to, entries.length),
    reveal(id, offset) {
      const at = now.current.entries.findIndex((entry) => entry.id === id)
      if (at < 0 || !root.current) return
      const to = root.current.getBoundingClientRect().top + scrollY + sumOf(now.current.heights, 0, at) - offset
      kept.current = null
      setRange({ from: Math.max(0, at - 6), to: Math.min(now.current.entries.length, at + FIRST) })
      window.scrollTo({ top: to })
      settleAt(root, id, offset)
    },
  }
}

/** The same entries as before, where they are now. */
function follow(before: readonly Entry[], now: readonly Entry[], range: Range): Range {
  for (let i = range.from; i < Math.min(range.to, before.length); i++) {
    const at = now.findIndex((entry) => entry.id === before[i]?.id)
    if (at < 0) continue
    const by = at - i
    // At the very top new ones push the others down: what is seen of those stays drawn.
    if (scrollY <= 8) return { from: range.from, to: Math.max(range.to, Math.min(range.to + by, FIRST)) }
    return { from: Math.max(0, range.from + by), to: range.to + by }
  }
  return range
}
