// Where cards of a list are on the page and how high they are: notes the one that is read, brings it back to its place,
// and measures what is drawn.
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Entry } from '../store/merge.ts'
import type { Range } from '../store/window.ts'

const BAR_PX = 48

/** A card and its place on the page, which scrolling does not change. */
export interface Kept { card: Element; top: number }

const placeOf = (card: Element): number => card.getBoundingClientRect().top + scrollY

/** By how much it was moved since, px. */
export const movedBy = ({ card, top }: Kept): number => card.isConnected ? placeOf(card) - top : 0

/** The first card of which anything is seen, and its place. */
export function firstSeen(root: HTMLElement | null): Kept | null {
  for (const card of root?.children ?? []) {
    if (card.getBoundingClientRect().bottom > BAR_PX && idOf(card)) return { card, top: placeOf(card) }
  }
  return null
}

/** Once an entry is drawn its place is known and not guessed: corrects the scroll until it has stood still for a few frames. */
export function settleAt(root: RefObject<HTMLElement>, id: string, offset: number): void {
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
export function useMeasures(root: RefObject<HTMLElement>, known: Map<string, number>, now: RefObject<{ entries: readonly Entry[]; range: Range }>): void {
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
