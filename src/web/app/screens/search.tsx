// /search: people, posts and hashtags, while one types; somebody elsewhere by name@server.
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { failureText } from '../actions/report-failure.ts'
import { SearchResults } from '../components/search-results.tsx'
import { Tabs } from '../components/tabs.tsx'
import { say } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { setTitle } from '../page.ts'
import { arrival, remember } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { ENOUGH, type Found, foundFor, search, searching, type Shown } from '../store/search.ts'

const PAUSE_MS = 300
const KINDS: readonly Shown[] = ['all', 'accounts', 'statuses', 'hashtags']

const shownBy = (query: URLSearchParams): Shown => KINDS.find((kind) => kind === query.get('type')) ?? 'all'
const addressOf = (q: string, shown: Shown): string => `/search?${new URLSearchParams({ ...q ? { q } : {}, ...shown === 'all' ? {} : { type: shown } }).toString()}`

export function Screen({ query }: ScreenProps) {
  const { search: w } = memberWords
  const asked = query.get('q') ?? ''
  const shown = shownBy(query)
  const found = useSignal<Found | null>(foundFor(asked, shown))
  const fault = useSignal<string | null>(null)
  const look = async (q: string, resolve: boolean): Promise<void> => {
    fault.value = null
    try {
      const answer = await search(q, shown, { resolve })
      if (!answer) return
      found.value = answer
      const count = answer.accounts.length + answer.statuses.length + answer.hashtags.length
      say(count ? w.found(String(count), count === 1) : w.nothing(q))
    } catch (error) {
      fault.value = failureText(error)
    }
  }
  useEffect(() => {
    if (asked) setTitle(`${asked} – ${w.title}`)
    found.value = foundFor(asked, shown)
    if (asked && !found.value) void look(asked, true)
  }, [asked, shown])
  useLayoutEffect(() => {
    const here = arrival.peek()
    if (here?.returned && found.value) window.scrollTo({ top: here.memory.scroll ?? 0 })
  }, [])
  return (
    <>
      <ScreenBar title={w.title} />
      <SearchField asked={asked} onPause={(q) => { replaceAddress(q, shown); if (q.length >= ENOUGH) void look(q, false); else found.value = null }} onSubmit={(q) => { replaceAddress(q, shown); if (q) void look(q, true) }} />
      <Tabs label={w.tabsLabel} tabs={KINDS.map((kind) => ({ label: w.tabs[kind], href: addressOf(currentQuery() || asked, kind), current: kind === shown }))} />
      {searching.value ? <p class="lead-line" role="status">{w.wait}</p> : null}
      {fault.value ? <p class="empty" role="alert">{fault.value}</p>
        : found.value ? <SearchResults asked={currentQuery() || asked} shown={shown} found={found.value} onMore={(more) => { found.value = more }} addressOf={(kind) => addressOf(currentQuery() || asked, kind)} /> : searching.value ? null : <HowTo />}
    </>
  )
}

const currentQuery = (): string => new URLSearchParams(location.search).get('q') ?? ''

/** The address follows what is typed, in the same entry of the history: back leaves the search at once. */
function replaceAddress(q: string, shown: Shown): void {
  history.replaceState(history.state, '', addressOf(q, shown))
  remember({})
}

function SearchField({ asked, onPause, onSubmit }: { asked: string; onPause: (q: string) => void; onSubmit: (q: string) => void }) {
  const { search: w } = memberWords
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => {
    if (field.current && field.current.value.trim() !== asked) field.current.value = asked
    // After the heading, which every arrival is announced by.
    if (!asked && !arrival.peek()?.returned) setTimeout(() => field.current?.focus())
  }, [asked])
  useEffect(() => () => clearTimeout(timer.current), [])
  const value = (): string => field.current?.value.trim() ?? ''
  const typed = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onPause(value()), PAUSE_MS)
  }
  return (
    <form role="search" aria-label={w.label} class="search-form" action="/search" onSubmit={(event) => { event.preventDefault(); clearTimeout(timer.current); onSubmit(value()) }}>
      <label class="hidden" for="search-field">{w.label}</label>
      <input ref={field} id="search-field" type="search" name="q" defaultValue={asked} placeholder={w.placeholder} autocomplete="off" autocapitalize="none" spellcheck={false} dir="auto" onInput={typed} />
      <button type="submit" class="button button-primary">{w.go}</button>
    </form>
  )
}

/** What one can type. */
function HowTo() {
  const { search: w } = memberWords
  return (
    <div class="how-to">
      <p>{w.hintStart} {w.hintNetwork}</p>
      <h2>{w.howTitle}</h2>
      <dl>{w.operators.map(([form, means]) => <><dt><kbd dir="ltr">{form}</kbd></dt><dd>{means}</dd></>)}</dl>
    </div>
  )
}
