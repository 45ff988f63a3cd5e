// /filters: what the member does not want to read, and where.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { FeedLoading } from '../components/feed.tsx'
import { KeptAwayTabs } from '../components/kept-away-tabs.tsx'
import { Failed, Row, type RowPlace } from '../components/row-feed.tsx'
import { memberWords } from '../member-words.ts'
import { type MemberFilter, memberFilters, openFilters } from '../store/member-filters.ts'

export function Screen() {
  const { filters: w } = memberWords
  const failed = useSignal(false)
  const load = (): void => {
    failed.value = false
    openFilters().catch(() => { failed.value = memberFilters.peek() === null })
  }
  useEffect(load, [])
  const filters = memberFilters.value
  return (
    <>
      <ScreenBar title={w.title} note={w.order}><a class="button button-primary small" href="/filters/new">{w.make}</a></ScreenBar>
      <KeptAwayTabs current="filters" />
      {filters === null ? failed.value ? <Failed again={load} /> : <FeedLoading />
        : filters.length === 0 ? <div class="empty"><p>{w.empty}</p></div>
        : <section class="feed" role="feed" aria-label={w.title}>{filters.map((filter, i) => <FilterRow key={filter.id} filter={filter} place={{ at: i + 1, of: filters.length }} />)}</section>}
    </>
  )
}

function FilterRow({ filter, place }: { filter: MemberFilter; place: RowPlace }) {
  const { page, f } = usePage()
  const { filters: w } = memberWords
  const about = [
    ...filter.keywords.map((one) => `“${one.keyword}”`), ...filter.statuses.length ? [w.posts(f.number(filter.statuses.length), filter.statuses.length === 1)] : [],
  ]
  const ended = filter.expires_at !== null && Date.parse(filter.expires_at) <= page.now
  return (
    <Row id={`filter-${filter.id}`} name={filter.title} place={place}>
      <a class="filter-link" data-open href={`/filters/${filter.id}/edit`}>
        <bdi class="name">{filter.title}</bdi>
        <span class="muted" dir="auto">{f.list(about)}</span>
        <span class="muted">{w.actions[filter.filter_action]?.[0]} · {f.list(filter.context.map((one) => w.contexts[one] ?? one))}{filter.expires_at ? ` · ${ended ? w.ended : w.ends(f.until(filter.expires_at, page.now))}` : ''}</span>
      </a>
    </Row>
  )
}
