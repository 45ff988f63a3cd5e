// What is heard on every screen: alerts and messages as they come, for the numbers beside the navigation and for the
// lists behind them; and filters that were changed, here or on another device.
import { get } from './api.ts'
import { atTop } from './at-top.ts'
import { type Notification, alertRows, notified } from './store/alert-rows.ts'
import { noteUnread, type PrivateTalk, talkChanged, talkRows } from './store/conversation-rows.ts'
import { filterAnew } from './store/filtered.ts'
import { listen, onConnect } from './stream.ts'
import { setUnread } from './unread.ts'

const COUNT_AFTER_MS = 500

/** At the very top of its screen a list takes what is new at once; anywhere else it waits. */
const looksAt = (path: string): boolean => location.pathname === path && atTop()

/** However often it is wanted meanwhile, it is done once. */
function inAMoment(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(run, COUNT_AFTER_MS)
  }
}

const countAlerts = inAMoment(() => {
  get<{ count: number }>('/api/v2/notifications/unread_count').then(({ count }) => setUnread('alerts', count), () => {})
})
const countTalks = inAMoment(() => {
  get<PrivateTalk[]>('/api/v1/conversations', { limit: 40 }).then(noteUnread, () => {})
})

function hear(event: string, payload: unknown): void {
  if (event === 'notification') {
    notified(payload as Notification, looksAt('/notifications'))
    countAlerts()
  } else if (event === 'notifications_merged') {
    void alertRows('all').renew()
    void alertRows('mentions').renew()
    countAlerts()
  } else if (event === 'filters_changed') void filterAnew()
}

/** What may have been missed. Lists that were not opened yet stay so. */
function lookAgain(): void {
  countAlerts()
  countTalks()
  for (const [path, rows] of [['/notifications', alertRows('all')], ['/notifications', alertRows('mentions')], ['/conversations', talkRows]] as const) {
    if (rows.state.peek() !== 'new') void rows.renew(looksAt(path))
  }
}

/** Begins; called once. */
export function startWatching(): void {
  countAlerts()
  countTalks()
  listen({ stream: 'user' }, hear)
  listen({ stream: 'direct' }, (event, payload) => { if (event === 'conversation') talkChanged(payload as PrivateTalk, looksAt('/conversations')) })
  onConnect(lookAgain)
}
