// Alerts and what belongs to them, one beside the other: All, Mentions, Private, Requests.
import { usePage } from '../../components/page-context.tsx'
import { memberWords } from '../member-words.ts'
import { unread } from '../unread.ts'
import { Tabs } from './tabs.tsx'

export type AlertTab = 'all' | 'mentions' | 'private' | 'requests'

const paths: Record<AlertTab, string> = { all: '/notifications', mentions: '/notifications?show=mentions', private: '/conversations', requests: '/notifications/requests' }

export function AlertTabs({ current }: { current: AlertTab }) {
  const { f } = usePage()
  const { alerts: w } = memberWords
  const waiting = unread.value.private
  return <Tabs label={w.tabsLabel} tabs={(Object.keys(paths) as AlertTab[]).map((tab) => (
    { label: w.tabs[tab], href: paths[tab], current: tab === current, count: tab === 'private' && waiting ? f.number(waiting) : undefined }
  ))} />
}
