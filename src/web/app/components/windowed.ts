// Keeps only the seen part of a long list on the page: measures what is drawn, guesses the rest, and moves the window as
// the reader scrolls.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Entry } from '../store/merge.ts'
import { type Range, rangeIn, stepTo, sumOf } from '../store/window.ts'

const MOST = 70
const AROUND_PX = 1600
const STEP = 1
const GUESS_PX = 150

/** Heights by list and entry, for as long as the app runs: a return finds them. */
const measured = new Map<string, Map<string, number>>()

function heightsOf(key: string): Map<string, number> {
  let one = measured.get(key)
  if (!one) measured.set(key, one = new Map())
  return one
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
  const known = heightsOf(key)
  const guess = known.size ? Math.max(60, sumOf([...known.values()], 0, known.size) / known.size) : GUESS_PX
  const heights = entries.map((entry) => known.get(entry.id) ?? guess)
  const [range, setRange] = useState<Range>(() => {
    const at = Math.max(0, entries.findIndex((entry) => entry.id === anchor))
    return { from: Math.max(0, at - 6), to: Math.min(entries.length, at + 14) }
  })
  const now = useRef({ entries, heights, range })
  now.current = { entries, heights, range }
  const frame = useRef(0)

  const look = (): void => {
    frame.current = 0
    const list = root.current
    if (!list) return
    const { heights: sizes, range: drawn } = now.current
    const view = { top: -list.getBoundingClientRect().top, height: innerHeight, most: MOST }
    const seen = rangeIn(sizes, { ...view, around: 150 })
    const wanted = rangeIn(sizes, { ...view, around: AROUND_PX })
    // Small changes at the far ends are not worth a drawing.
    const near = drawn.from <= Math.max(0, seen.from - 3) && drawn.to >= Math.min(sizes.length, seen.to + 3) && Math.abs(drawn.from - wanted.from) < 5 && Math.abs(drawn.to - wanted.to) < 5
    if (near && drawn.to <= sizes.length) return
    const next = stepTo(drawn, wanted, seen, STEP)
    if (same(next, drawn)) return
    setRange(next)
    if (!same(next, wanted)) soon()
  }
  const soon = (): void => { if (!frame.current) frame.current = requestAnimationFrame(look) }

  useEffect(() => {
    addEventListener('scroll', soon, { passive: true })
    addEventListener('resize', soon)
    soon()
    return () => {
      removeEventListener('scroll', soon)
      removeEventListener('resize', soon)
      cancelAnimationFrame(frame.current)
    }
  }, [])
  useEffect(soon, [entries])
  useMeasures(root, known, now)

  const shown = { from: Math.min(range.from, Math.max(0, entries.length - 1)), to: Math.min(range.to, entries.length) }
  return {
    range: shown, before: sumOf(heights, 0, shown.from), after: sumOf(heights, shown.to, entries.length),
    reveal(id, offset) {
      const at = now.current.entries.findIndex((entry) => entry.id === id)
      if (at < 0 || !root.current) return
      const to = root.current.getBoundingClientRect().top + scrollY + sumOf(now.current.heights, 0, at) - offset
      setRange({ from: Math.max(0, at - 6), to: Math.min(now.current.entries.length, at + 14) })
      window.scrollTo({ top: to })
      settleAt(root, id, offset)
    },
  }
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
        if (id && target.isConnected) known.set(id, borderBoxSize[0]?.blockSize ?? 0)
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
