// Keeps only the seen part of a long list on the page: measures what is drawn, guesses the rest, and moves the window as
// the reader scrolls.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Entry } from '../store/merge.ts'
import { type Range, rangeIn, stepTo, sumOf } from '../store/window.ts'

const MOST = 70
const AROUND_PX = 1600
const STEP = 1
/** Drawn at once on arrival: more than a window holds. */
const FIRST = 14
const GUESS_PX = 150
const BAR_PX = 48
const REST_MS = 150

/** Heights by list and entry, for as long as the app runs: a return finds them. A guess stays as it was until it is measured, or all that is above would move. */
interface Heights { known: Map<string, number>; guessed: Map<string, number> }
const measured = new Map<string, Heights>()

function heightsOf(key: string): Heights {
  let one = measured.get(key)
  if (!one) measured.set(key, one = { known: new Map(), guessed: new Map() })
  return one
}

function heightIn({ known, guessed }: Heights, id: string): number {
  const height = known.get(id) ?? guessed.get(id)
  if (height !== undefined) return height
  const guess = known.size > 5 ? Math.max(60, sumOf([...known.values()].slice(-50), 0, 50) / Math.min(50, known.size)) : GUESS_PX
  guessed.set(id, guess)
  return guess
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
  const heights = entries.map((entry) => heightIn(sizes, entry.id))
  const [range, setRange] = useState<Range>(() => {
    const at = Math.max(0, entries.findIndex((entry) => entry.id === anchor))
    return { from: Math.max(0, at - 6), to: Math.min(entries.length, at + FIRST) }
  })
  const before = useRef(entries)
  const kept = useRef<{ card: Element; top: number } | null>(null)
  const drawn = before.current === entries ? range : follow(before.current, entries, range)
  if (before.current !== entries) {
    // New ones above go in without moving what is read; at the very top they are what is read.
    kept.current = scrollY > 8 ? firstSeen(root.current) : null
    before.current = entries
    if (!same(drawn, range)) setRange(drawn)
  }
  const now = useRef({ entries, heights, range: drawn })
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
    kept.current = firstSeen(list)
    setRange(next)
    if (!same(next, wanted)) soon()
  }
  const soon = (): void => { if (!frame.current) frame.current = requestAnimationFrame(look) }
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
  useLayoutEffect(() => {
    const { card, top } = kept.current ?? {}
    kept.current = null
    const moved = card?.isConnected && top !== undefined ? card.getBoundingClientRect().top - top : 0
    if (Math.abs(moved) >= 0.5) window.scrollBy({ top: moved })
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

/** The first card of which anything is seen, and where its top is. */
function firstSeen(root: HTMLElement | null): { card: Element; top: number } | null {
  for (const card of root?.children ?? []) {
    const { top, bottom } = card.getBoundingClientRect()
    if (bottom > BAR_PX && idOf(card)) return { card, top }
  }
  return null
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

/** Once an entry is drawn its place is known and not guessed: corrects the scroll until it has stood still for a few frames. */
function settleAt(root: RefObject<HTMLElement>, id: string, offset: number): void {
  let still = 0
  const correct = (left: number): void => {
    const card = [...root.current?.children ?? []].find((child) => idOf(child) === id)
    const away = card ? card.getBoundingClientRect().top - offset : null
    if (away !== null && Math.abs(away) >= 1) window.scrollBy({ top: away })
    still = away !== null && Math.abs(away) < 1 ? still + 1 : 0
    if (left > 0 && still < 3) requestAnimationFrame(() => correct(left - 1))
  }
  correct(30)
}

const idOf = (element: Element): string | undefined => (element as HTMLElement).dataset['card'] ?? (element as HTMLElement).dataset['entry']

/** Measures what is drawn, again whenever it changes its size. */
function useMeasures(root: RefObject<HTMLElement>, known: Map<string, number>, now: RefObject<{ entries: readonly Entry[]; range: Range }>): void {
  const observer = useRef<ResizeObserver | null>(null)
  useLayoutEffect(() => {
    const watcher = observer.current = new ResizeObserver((changes) => {
      for (const { target, borderBoxSize } of changes) {
        const id = idOf(target)
        if (!id || !target.isConnected) continue
        const height = borderBoxSize[0]?.blockSize ?? 0
        const change = height - (known.get(id) ?? height)
        known.set(id, height)
        // What grows above the window (an edit, a fold) must not push what is read.
        if (change !== 0 && target.getBoundingClientRect().bottom - change <= BAR_PX) window.scrollBy({ top: change })
      }
    })
    return () => watcher.disconnect()
  }, [known])
  useLayoutEffect(() => {
    const drawn = new Set<string>()
    for (const child of root.current?.children ?? []) {
      const id = idOf(child)
      if (!id) continue
      drawn.add(id)
      observer.current?.observe(child)
    }
    // What draws nothing takes no place.
    for (const { id } of now.current?.entries.slice(now.current.range.from, now.current.range.to) ?? []) if (!drawn.has(id)) known.set(id, 0)
  })
}
