// /explore: hashtags in use, posts that many liked, people to follow. How each is chosen is said.
import { signal } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { plainName } from '../../components/person.tsx'
import type { Account, Status } from '../../props/entities.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { del, get } from '../api.ts'
import { ExploreTabs, SearchWay } from '../components/explore-tabs.tsx'
import { FeedLoading } from '../components/feed.tsx'
import { LiveCard } from '../components/live-card.tsx'
import { FollowButton, PersonRow } from '../components/person-row.tsx'
import { TagRow } from '../components/tag-row.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { arrival } from '../router.ts'
import { loadRelationships } from '../store/accounts.ts'
import { rememberStatuses } from '../store/statuses.ts'
import type { Tag } from '../store/search.ts'

const tags = signal<readonly Tag[] | null>(null)
const posts = signal<readonly string[] | null>(null)
const people = signal<readonly Account[] | null>(null)
const TAGS = 6
const PEOPLE = 6

/** What cannot be had is left out: the rest is worth a look. */
const orNothing = <T,>(asked: Promise<T[]>): Promise<T[]> => asked.catch(() => [])

async function load(): Promise<void> {
  const [inUse, popular, suggested] = await Promise.all([
    orNothing(get<Tag[]>('/api/v1/trends/tags', { limit: TAGS })), orNothing(get<Status[]>('/api/v1/trends/statuses', { limit: 20 })),
    orNothing(get<{ account: Account }[]>('/api/v2/suggestions', { limit: PEOPLE })),
  ])
  await loadRelationships(suggested.map((one) => one.account.id)).catch(() => {})
  tags.value = inUse
  posts.value = rememberStatuses(popular)
  people.value = suggested.map((one) => one.account)
}

export function Screen() {
  const { explore: w } = memberWords
  useEffect(() => { if (!arrival.peek()?.returned || !posts.peek()) void load() }, [])
  useLayoutEffect(() => {
    const here = arrival.peek()
    if (here?.returned) window.scrollTo({ top: here.memory.scroll ?? 0 })
  }, [])
  const quiet = posts.value?.length === 0 && tags.value?.length === 0
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <SearchWay />
      <ExploreTabs current="explore" />
      {posts.value === null ? <FeedLoading /> : null}
      {tags.value?.length ? <section class="found" aria-labelledby="explore-tags"><h2 id="explore-tags" class="found-title">{w.tags}</h2><div class="feed">{tags.value.map((tag, i) => <TagRow key={tag.name} tag={tag} place={{ at: i + 1, of: tags.value?.length ?? 0 }} />)}</div></section> : null}
      {people.value?.length ? <Suggested people={people.value} /> : null}
      {posts.value?.length ? <section class="found" aria-labelledby="explore-posts"><h2 id="explore-posts" class="found-title">{w.posts}</h2><p class="lead-line">{w.order}</p><div class="feed">{posts.value.map((id, i) => <LiveCard key={id} id={id} at={i + 1} of={posts.value?.length ?? 0} />)}</div></section> : null}
      {quiet ? <p class="empty">{w.quiet}</p> : null}
    </>
  )
}

function Suggested({ people: shown }: { people: readonly Account[] }) {
  const { explore: w } = memberWords
  return (
    <section class="found" aria-labelledby="explore-people">
      <h2 id="explore-people" class="found-title">{w.people}</h2>
      <div class="feed">{shown.map((account, i) => (
        <PersonRow key={account.id} account={account} bio place={{ at: i + 1, of: shown.length }}>
          <FollowButton account={account} />
          <button type="button" class="tool" aria-label={w.hideOf(plainName(account))} title={w.hide} onClick={() => hide(account)}><Icon name="close" /></button>
        </PersonRow>
      ))}</div>
      <p class="found-all"><a href="/directory">{w.all}</a></p>
    </section>
  )
}

/** Gone at once; the server hears of it when nothing was undone. */
function hide(account: Account): void {
  const before = people.peek()
  people.value = (before ?? []).filter((one) => one.id !== account.id)
  const back = (): void => { people.value = before }
  toast({
    text: memberWords.explore.hidden(`@${account.acct}`), undo: back,
    elapsed: () => void del(`/api/v1/suggestions/${account.id}`).catch((error: unknown) => { back(); reportFailure(error) }),
  })
}
