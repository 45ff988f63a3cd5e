// Blocked and muted people, blocked servers, filters: one beside the other.
import { memberWords } from '../member-words.ts'
import { Tabs } from './tabs.tsx'

const paths = { blocks: '/blocks', mutes: '/mutes', domains: '/domain_blocks', filters: '/filters' } as const

export function KeptAwayTabs({ current }: { current: keyof typeof paths }) {
  const { relations: w } = memberWords
  return <Tabs label={w.label} tabs={(Object.keys(paths) as (keyof typeof paths)[]).map((tab) => ({ label: w.tabs[tab], href: paths[tab], current: tab === current }))} />
}
