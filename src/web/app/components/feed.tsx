// A list of posts on the screen: cards, gaps, the way to older ones, and the reader's place.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { usePage } from '../../components/page-context.tsx'
import { arrival, onLeave } from '../router.ts'
import type { PagedList } from '../store/list.ts'
import { statusOf } from '../store/statuses.ts'
import { LiveCard } from './live-card.tsx'
import { useWindow } from './windowed.ts'

export interface FeedProps {
  list: PagedList
  /** Names the feed for those who hear it. */
  label: string
  /** Shown when there is nothing: a sentence, and perhaps a way on. */
  empty: ComponentChildren
}

/** A whole list with its states. */
export function Feed({ list, label, empty }: FeedProps) {
  const state = list.state.value
  const entries = list.entries.value
  useEffect(() => { void list.open() }, [list])
  if (state === 'failed') return <FeedFailed list={list} />
  if (state !== 'ready') return <FeedLoading />
  return (
    <>
      {list.keptAt.value ? <StaleNote at={list.keptAt.value} /> : null}
      {entries.length ? <Cards list={list} label={label} /> : <div class="empty">{empty}</div>}
      {entries.length ? <OlderPosts key={entries.length} list={list} /> : null}
    </>
  )
}

function Cards({ list, label }: { list: PagedList; label: string }) {
  const root = useRef<HTMLElement>(null)
  const entries = list.entries.value
  const returned = arrival.peek()?.returned ?? false
  const { range, before, after, reveal } = useWindow(list.key, entries, root, returned ? list.anchor?.id ?? null : null)
  const size = list.older.value === 'end' ? entries.length : -1
  useLayoutEffect(() => {
    list.reveal = reveal
    if (returned && list.anchor) reveal(list.anchor.id, list.anchor.offset)
    const stop = onLeave(() => { noteAnchor(root.current, list); list.save() })
    return () => { stop(); list.reveal = null }
  }, [list])
  return (
    <section class="feed" role="feed" aria-label={label} aria-busy={list.older.value === 'loading'} ref={root}>
      {before ? <div class="spacer" style={{ height: `${before}px` }} /> : null}
      {entries.slice(range.from, range.to).map((entry, index) => entry.kind === 'gap'
        ? <Gap key={entry.id} list={list} newer={entry.newer} older={entry.older} id={entry.id} />
        : <LiveCard key={entry.id} id={entry.id} at={range.from + index + 1} of={size} />)}
      {after ? <div class="spacer" style={{ height: `${after}px` }} /> : null}
    </section>
  )
}

/** The first card that is whole in the window, and how far its top is from the window's. */
export function firstWhole(root: ParentNode | null): { id: string; offset: number } | null {
  for (const card of root?.querySelectorAll<HTMLElement>('[data-card]') ?? []) {
    const { top } = card.getBoundingClientRect()
    if (top >= 48) return { id: card.dataset['card'] ?? '', offset: top }
  }
  return null
}

function noteAnchor(root: HTMLElement | null, list: PagedList): void {
  list.anchor = firstWhole(root) ?? list.anchor
}

function Gap({ list, id, newer, older }: { list: PagedList; id: string; newer: string; older: string }) {
  const { w: { app: { feed: w } }, f } = usePage()
  const [from, to] = [statusOf(older), statusOf(newer)]
  return (
    <div class="gap" data-entry={id}>
      <p>{from && to ? w.gap(f.exact(from.created_at), f.exact(to.created_at)) : null}</p>
      <button type="button" class="button button-plain" onClick={() => void list.fill(id)}>{w.fill}</button>
    </div>
  )
}

/** So early that whoever reads at a usual pace never meets the end. */
const AHEAD = '3000px'

/** Asks by hand, where nothing asks by itself; the reader goes on from the last card. */
function askForOlder(list: PagedList): void {
  const cards = document.querySelectorAll<HTMLElement>('[role=feed] [data-card]')
  cards[cards.length - 1]?.focus({ preventScroll: true })
  void list.loadOlder()
}

/** The end of a list: the way to older posts, or that there are none. What stands below the last card is a new one after each page: the old one would be pushed down before the reader's eyes. */
export function OlderPosts({ list }: { list: PagedList }) {
  const { w: { app: { feed: w } } } = usePage()
  const mark = useRef<HTMLDivElement>(null)
  const state = list.older.value
  useEffect(() => {
    if (state !== 'more' || !mark.current) return
    const watcher = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) void list.loadOlder() }, { rootMargin: AHEAD })
    watcher.observe(mark.current)
    return () => watcher.disconnect()
  }, [list, state])
  return (
    <div class="feed-end" ref={mark} key={state}>
      {state === 'end' ? <p>{w.end}</p>
        : state === 'failed' ? <p role="alert">{w.failedOlder} <button type="button" class="link-button" onClick={() => askForOlder(list)}>{w.retry}</button></p>
        : state === 'loading' ? <p role="status">{w.loading}</p>
        : <button type="button" class="button button-plain feed-more" onClick={() => askForOlder(list)}>{w.older}</button>}
    </div>
  )
}

function StaleNote({ at }: { at: number }) {
  const { w: { app: { feed: w } }, f } = usePage()
  return navigator.onLine ? null : <p class="stale" role="status">{w.stale(f.exact(new Date(at).toISOString()))}</p>
}

/** Grey cards, after a moment: most lists are quicker. */
export function FeedLoading() {
  const { w } = usePage()
  return <div class="feed loading" role="status" aria-label={w.app.feed.loading}>{[0, 1, 2, 3].map(() => <div class="post ghost"><span class="avatar avatar-44" /><span class="ghost-lines" /></div>)}</div>
}

function FeedFailed({ list }: { list: PagedList }) {
  const { w: { app: { feed: w } } } = usePage()
  return (
    <div class="empty" role="alert">
      <p>{navigator.onLine ? w.failed : w.offline}</p>
      <p><button type="button" class="button button-plain" onClick={() => void list.open()}>{w.retry}</button></p>
    </div>
  )
}
