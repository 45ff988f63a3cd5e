// What is heard on every screen: alerts and messages as they come, for the numbers beside the navigation and for the
// lists behind them; and filters that were changed, here or on another device.
import { get } from './api.ts'
import { type Notification, alertRows, notified } from './store/alert-rows.ts'
import { noteUnread, type PrivateTalk, talkChanged, talkRows } from './store/conversation-rows.ts'
import { filterAnew } from './store/filtered.ts'
import { listen, onReconnect } from './stream.ts'
import { setUnread } from './unread.ts'

const COUNT_AFTER_MS = 500
let counting: ReturnType<typeof setTimeout> | undefined

/** At the very top of its screen a list takes what is new at once; anywhere else it waits. */
const looksAt = (path: string): boolean =>
  location.pathname === path && window.scrollY < 8 && !document.hidden && !document.activeElement?.closest('[data-card]')

function countAlerts(): void {
  clearTimeout(counting)
  counting = setTimeout(() => {
    get<{ count: number }>('/api/v2/notifications/unread_count').then(({ count }) => setUnread('alerts', count), () => {})
  }, COUNT_AFTER_MS)
}

function countTalks(): void {
  get<PrivateTalk[]>('/api/v1/conversations', { limit: 40 }).then(noteUnread, () => {})
}

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
  for (const rows of [alertRows('all'), alertRows('mentions'), talkRows]) if (rows.state.peek() === 'ready') void rows.renew()
}

/** Begins; called once. */
export function startWatching(): void {
  countAlerts()
  countTalks()
  listen({ stream: 'user' }, hear)
  listen({ stream: 'direct' }, (event, payload) => { if (event === 'conversation') talkChanged(payload as PrivateTalk, looksAt('/conversations')) })
  onReconnect(lookAgain)
}
