// The ways into what is public: what is popular, what is written here, the network, elsewhere, people.
import { memberWords } from '../member-words.ts'
import { Tabs } from './tabs.tsx'

const paths = { explore: '/explore', local: '/public/local', public: '/public', remote: '/public/remote', directory: '/directory' } as const

export function ExploreTabs({ current }: { current: keyof typeof paths }) {
  const { explore: w } = memberWords
  return <Tabs label={w.tabsLabel} tabs={(Object.keys(paths) as (keyof typeof paths)[]).map((tab) => ({ label: w.tabs[tab], href: paths[tab], current: tab === current }))} />
}

/** A field that leads to the search, for those who have none beside the page. */
export function SearchWay() {
  const { search: w } = memberWords
  return (
    <form role="search" aria-label={w.label} class="search-form only-narrow" action="/search">
      <label class="hidden" for="explore-search">{w.label}</label>
      <input id="explore-search" type="search" name="q" placeholder={w.placeholder} autocomplete="off" dir="auto" />
      <button type="submit" class="button button-primary">{w.go}</button>
    </form>
  )
}
