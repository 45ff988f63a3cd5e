// The app on the page: the member's frame around the present screen, and what lies over both.
import { ErrorBoundary } from './components/error-boundary.tsx'
import { computed } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { MemberFrame, navKeyOf } from '../components/member-frame.tsx'
import { PageContext, usePage } from '../components/page-context.tsx'
import { signedOut } from './api.ts'
import { KeyHelp } from './components/key-help.tsx'
import { live } from './components/live-card.tsx'
import { Toasts } from './components/toast.tsx'
import { pageValue, setTitle } from './page.ts'
import { arrival, stranded, travelling } from './router.ts'
import { start } from './start.ts'
import { accountOf } from './store/accounts.ts'
import { unread } from './unread.ts'

// One value for all, so that a new screen does not redraw what did not change.
const context = computed(() => ({ ...pageValue.value, live }))

/** The whole app. */
export function App() {
  const here = arrival.value
  return (
    <PageContext.Provider value={context.value}>
      <MemberFrame me={accountOf(start.me.id) ?? start.me} permissions={start.permissions} current={navKeyOf(here?.path ?? '', start.me.acct)} unread={unread.value}>
        {signedOut.value ? <SignedOut /> : null}
        {travelling.value ? <p class="travelling" role="status"><PageWords /></p> : null}
        {stranded.value !== null ? <Stranded /> : <CurrentScreen />}
      </MemberFrame>
      <Toasts />
      <KeyHelp />
    </PageContext.Provider>
  )
}

function PageWords() {
  const { w } = usePage()
  return <>{w.app.feed.loading}</>
}

function CurrentScreen() {
  const { w } = usePage()
  const here = arrival.value
  useLayoutEffect(() => { if (here) setTitle(here.entry.title(w, here.params)) }, [here])
  useEffect(() => { if (here) settle(here) }, [here])
  if (!here) return null
  const { Screen } = here.module
  return <ErrorBoundary key={here.key} fallback={<Stranded />}><Screen key={here.path} params={here.params} query={here.query} /></ErrorBoundary>
}

let arrivals = 0

/** Focus and scroll on arrival: on return where the reader was, else at the heading. The first page is left as it is. */
function settle({ returned, memory }: { returned: boolean; memory: { scroll?: number; left?: string } }): void {
  const firstPage = arrivals++ === 0
  if (returned) {
    const card = memory.left ? document.getElementById(memory.left) : null
    if (card) card.focus({ preventScroll: true })
    // Lists find their own place by their anchor; everything else by its height.
    else if (!document.querySelector('[role=feed]')) window.scrollTo({ top: memory.scroll ?? 0 })
    return
  }
  if (firstPage) return
  if (!location.hash) window.scrollTo({ top: 0 })
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

function Stranded() {
  const { w: { app: { failed: w } } } = usePage()
  return <div class="empty" role="alert"><p>{w.screen}</p><p><button type="button" class="button button-plain" onClick={() => location.reload()}>{w.reload}</button></p></div>
}

function SignedOut() {
  const { w: { app: { failed: w } } } = usePage()
  return <p class="notice notice-warn" role="alert"><span>{w.signedOut} <a href={`/auth/sign_in?return_to=${encodeURIComponent(location.pathname)}`}>{w.signIn}</a></span></p>
}
