// A list of rows that are no posts on the screen: only the seen part is drawn, the reader's place is kept, and every
// state has its sentence.
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import { memberWords } from '../member-words.ts'
import { arrival, onLeave } from '../router.ts'
import type { Anchor } from '../store/list.ts'
import type { Rows } from '../store/rows.ts'
import { FeedLoading } from './feed.tsx'
import { useWindow } from './windowed.ts'

/** Where a row stands in its list, from 1; `of`: how many there are, -1 if that is not known. */
export interface RowPlace { at: number; of: number }

export interface RowFeedProps<T> {
  rows: Rows<T>
  /** Names the list for those who hear it. */
  label: string
  /** Shown when there is nothing: a sentence, and perhaps a way on. */
  empty: ComponentChildren
  draw: (row: T, place: RowPlace) => ComponentChildren
}

/** A whole list with its states. */
export function RowFeed<T>(props: RowFeedProps<T>) {
  const { rows, empty } = props
  const state = rows.state.value
  useEffect(() => { void rows.open() }, [rows])
  if (state === 'failed') return <Failed again={() => void rows.open()} />
  if (state !== 'ready') return <FeedLoading />
  if (rows.shown.value.length === 0) return <div class="empty">{empty}</div>
  return <><DrawnRows {...props} /><Older rows={rows} /></>
}

function DrawnRows<T>({ rows, label, draw }: RowFeedProps<T>) {
  const root = useRef<HTMLElement>(null)
  const focused = useRef<number | null>(null)
  const shown = rows.shown.value
  const returned = arrival.peek()?.returned ?? false
  const { range, before, after, reveal } = useWindow(rows.key, rows.entries.value, root, returned ? rows.anchor?.id ?? null : null)
  const size = rows.older.value === 'end' ? shown.length : -1
  useLayoutEffect(() => {
    if (returned && rows.anchor) reveal(rows.anchor.id, rows.anchor.offset)
    return onLeave(() => { rows.anchor = firstWhole(root.current) ?? rows.anchor; rows.save() })
  }, [rows])
  useLayoutEffect(() => {
    // A row that is taken away passes the focus on.
    if (focused.current !== null && document.activeElement === document.body) focusNear(root.current, focused.current)
  }, [shown])
  const noteFocus = (event: FocusEvent): void => {
    const row = (event.target as Element).closest('[data-entry]')
    focused.current = row ? [...root.current?.querySelectorAll('[data-entry]') ?? []].indexOf(row) : null
  }
  const forgetFocus = (event: FocusEvent): void => { if (event.relatedTarget) focused.current = null }
  return (
    <section class="feed" role="feed" aria-label={label} aria-busy={rows.older.value === 'loading'} ref={root} onFocusIn={noteFocus} onFocusOut={forgetFocus}>
      {before ? <div class="spacer" style={{ height: `${before}px` }} /> : null}
      {shown.slice(range.from, range.to).map((row, index) => (
        <div key={rows.idOf(row)} data-entry={rows.idOf(row)} class="feed-row">{draw(row, { at: range.from + index + 1, of: size })}</div>
      ))}
      {after ? <div class="spacer" style={{ height: `${after}px` }} /> : null}
    </section>
  )
}

function focusNear(root: HTMLElement | null, index: number): void {
  const rows = root?.querySelectorAll<HTMLElement>('[data-entry] [data-card]') ?? []
  rows[Math.min(index, rows.length - 1)]?.focus({ preventScroll: true })
}

function firstWhole(root: HTMLElement | null): Anchor | null {
  for (const row of root?.querySelectorAll<HTMLElement>('[data-entry]') ?? []) {
    const { top } = row.getBoundingClientRect()
    if (top >= 48) return { id: row.dataset['entry'] ?? '', offset: top }
  }
  return null
}

/** One row: focused by j and k, opened by Enter where something in it has `data-open`. `name` is what is heard on arrival. */
export function Row(props: { id: string; name: string; place: RowPlace; class?: string; status?: string | undefined; children: ComponentChildren }) {
  return (
    <article class={props.class ?? 'person-row'} id={`row-${props.id}`} data-card={`row-${props.id}`} data-status={props.status} tabindex={0}
      aria-label={props.name} aria-posinset={props.place.at} aria-setsize={props.place.of}>{props.children}</article>
  )
}

function Older<T>({ rows }: { rows: Rows<T> }) {
  const { w: { app: { feed: w } } } = usePage()
  const mark = useRef<HTMLDivElement>(null)
  const state = rows.older.value
  useEffect(() => {
    if (state !== 'more' || !mark.current) return
    const watcher = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) void rows.loadOlder() }, { rootMargin: '1500px' })
    watcher.observe(mark.current)
    return () => watcher.disconnect()
  }, [rows, state])
  return (
    <div class="feed-end" ref={mark}>
      {state === 'end' ? <p>{w.end}</p>
        : state === 'failed' ? <p role="alert">{memberWords.list.failedOlder} <button type="button" class="link-button" onClick={() => void rows.loadOlder()}>{w.retry}</button></p>
        : <button type="button" class="button button-plain" disabled={state === 'loading'} onClick={() => void rows.loadOlder()}>{state === 'loading' ? w.loading : w.older}</button>}
    </div>
  )
}

/** What failed, and the way to try again. */
export function Failed({ again }: { again: () => void }) {
  const { w: { app: { feed: w } } } = usePage()
  return (
    <div class="empty" role="alert">
      <p>{navigator.onLine ? memberWords.list.failed : w.offline}</p>
      <p><button type="button" class="button button-plain" onClick={again}>{w.retry}</button></p>
    </div>
  )
}

/** "3 new", in the bar: lets what waits in, and goes up to it. */
export function NewRows<T>({ rows }: { rows: Rows<T> }) {
  const { f } = usePage()
  const count = rows.waiting.value.length
  if (count === 0) return null
  const letIn = (): void => {
    rows.admit()
    window.scrollTo({ top: 0 })
  }
  return <button type="button" class="pill" data-new-posts onClick={letIn}><Icon name="up" />{memberWords.list.fresh(f.number(count))}</button>
}
