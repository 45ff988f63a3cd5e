// What a search found: a few of each kind, or one kind page by page.
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { usePage } from '../../components/page-context.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { memberWords } from '../member-words.ts'
import { few, type Found, isElsewhere, type Kind, searchOn, type Shown } from '../store/search.ts'
import { LiveCard } from './live-card.tsx'
import { FollowButton, PersonRow } from './person-row.tsx'
import { TagRow } from './tag-row.tsx'

export interface SearchResultsProps { asked: string; shown: Shown; found: Found; onMore: (found: Found) => void; addressOf: (kind: Kind) => string }

export function SearchResults(props: SearchResultsProps) {
  const { asked, shown, found } = props
  const { search: w } = memberWords
  const kinds = (['accounts', 'statuses', 'hashtags'] as const).filter((kind) => (shown === 'all' || shown === kind) && found[kind].length > 0)
  if (kinds.length === 0) return <div class="empty"><p>{w.nothing(asked)} {shown === 'all' && !isElsewhere(asked) ? w.elsewhere : w.nothingOf}</p></div>
  return <>{kinds.map((kind) => <Results key={kind} {...props} kind={kind} />)}{shown !== 'all' && found.more ? <More {...props} kind={shown} /> : null}</>
}

function Results({ shown, found, addressOf, kind }: SearchResultsProps & { kind: Kind }) {
  const { search: w } = memberWords
  const part = <T,>(all: readonly T[]): readonly T[] => shown === 'all' ? few(all) : all
  const cut = shown === 'all' && found[kind].length > part<unknown>(found[kind]).length
  const rows: ComponentChildren = kind === 'accounts'
    ? part(found.accounts).map((account, i) => <PersonRow key={account.id} account={account} bio place={{ at: i + 1, of: found.accounts.length }}><FollowButton account={account} /></PersonRow>)
    : kind === 'statuses' ? part(found.statuses).map((id, i) => <LiveCard key={id} id={id} at={i + 1} of={found.statuses.length} />)
    : part(found.hashtags).map((tag, i) => <TagRow key={tag.name} tag={tag} place={{ at: i + 1, of: found.hashtags.length }} />)
  return (
    <section class="found" aria-labelledby={`found-${kind}`}>
      <h2 id={`found-${kind}`} class={shown === 'all' ? 'found-title' : 'hidden'}>{w.tabs[kind]}</h2>
      <div class="feed">{rows}</div>
      {cut ? <p class="found-all"><a href={addressOf(kind)}>{w.all(w.tabs[kind])}</a></p> : null}
    </section>
  )
}

function More({ asked, found, onMore, kind }: SearchResultsProps & { kind: Kind }) {
  const { w: { app: { feed } } } = usePage()
  const loading = useSignal(false)
  const load = async (): Promise<void> => {
    loading.value = true
    await searchOn(asked, kind, found).then(onMore, reportFailure)
    loading.value = false
  }
  return <div class="feed-end"><button type="button" class="button button-plain" disabled={loading.value} onClick={() => void load()}>{loading.value ? feed.loading : feed.older}</button></div>
}
