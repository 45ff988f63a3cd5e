// /notifications: what others did that concerns the member, in groups, with what was kept aside and why.
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { post } from '../api.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { AlertCard } from '../components/alert-card.tsx'
import { AlertTabs } from '../components/alert-tabs.tsx'
import { Menu } from '../components/menu.tsx'
import { PolicyDialog } from '../components/policy-dialog.tsx'
import { NewRows, RowFeed } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { arrival } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { alertPolicy, loadPolicy, POLICY_PARTS } from '../store/alert-policy.ts'
import { alertRows, type AlertsShown, loadReadMark, markRead } from '../store/alert-rows.ts'
import type { Alert } from '../store/alerts.ts'
import type { Rows } from '../store/rows.ts'

const REST_MS = 3000
const shownBy = (query: URLSearchParams): AlertsShown => query.get('show') === 'mentions' ? 'mentions' : 'all'

export async function prepare({ query }: ScreenProps): Promise<void> {
  // What is known is shown at once; the marks of what is new come with it.
  await Promise.all([alertRows(shownBy(query)).open(), loadReadMark().catch(() => {})])
}

export function Screen({ query }: ScreenProps) {
  const { alerts: w, list, relations } = memberWords
  const followRequests = relations.requests.title
  const shown = shownBy(query)
  const rows = alertRows(shown)
  const choosing = useSignal(false)
  useLayoutEffect(() => { if (!arrival.peek()?.returned) rows.admit() }, [rows])
  useEffect(() => { void loadPolicy().catch(() => {}) }, [])
  useReadMark(rows)
  const items = () => [
    { label: w.options, run: () => { choosing.value = true } },
    { label: followRequests, href: '/follow_requests' }, { label: relations.tabs.filters, href: '/filters' }, { label: relations.blocks.title, href: '/blocks' }, { label: relations.mutes.title, href: '/mutes' },
    { label: w.clear, danger: true, run: () => clearAll() },
  ]
  return (
    <>
      <ScreenBar title={w.title} note={list.note}><NewRows rows={rows} /><Menu label={w.more} button={<Icon name="settings" />} items={items} /></ScreenBar>
      <AlertTabs current={shown} />
      <KeptAside />
      <RowFeed rows={rows} label={w.tabs[shown]} empty={<p>{shown === 'all' ? w.empty : w.emptyMentions}</p>}
        draw={(alert: Alert, place) => <AlertCard alert={alert} place={place} />} />
      {choosing.value ? <PolicyDialog onClose={() => { choosing.value = false }} /> : null}
    </>
  )
}

/** Three seconds of rest at the top, and what is shown counts as read. */
function useReadMark(rows: Rows<Alert>): void {
  const newest = rows.shown.value[0]?.newest
  useEffect(() => {
    if (!newest) return
    const timer = setInterval(() => {
      if (document.hidden || rows.waiting.peek().length > 0) return
      clearInterval(timer)
      void markRead(newest)
    }, REST_MS)
    return () => clearInterval(timer)
  }, [newest, rows])
}

/** Alerts go from the lists at once, and from the server when nothing was undone. */
function clearAll(): void {
  const lists = [alertRows('all'), alertRows('mentions')]
  const back = lists.flatMap((rows) => rows.shown.peek().flatMap((alert) => alert.keys).map((key) => rows.take(key)))
  const undo = (): void => back.toReversed().forEach((put) => put())
  toast({
    text: memberWords.alerts.cleared, undo,
    elapsed: () => void post('/api/v2/notifications/clear').catch((error: unknown) => { undo(); reportFailure(error) }),
  })
}

/** How many people wait, and for which reasons. */
function KeptAside() {
  const { f } = usePage()
  const { alerts: w } = memberWords
  const policy = alertPolicy.value
  const count = policy?.summary.pending_requests_count ?? 0
  if (!policy || count === 0) return null
  const reasons = POLICY_PARTS.filter((part) => policy[part] === 'filter').map((part) => w.reasons[part])
  return <p class="kept-aside"><span>{w.kept(f.number(count), count === 1)}{reasons.length ? w.keptWhy(f.list(reasons)) : '.'}</span> <a href="/notifications/requests">{w.look}</a></p>
}
