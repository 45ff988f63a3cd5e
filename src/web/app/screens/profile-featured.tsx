// /@name/featured: hashtags somebody uses and people they recommend.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { profilePath } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { get } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { PersonRows } from '../people/person-rows.tsx'
import { preparePerson, ProfileFrame } from '../people/profile-frame.tsx'
import type { ScreenProps } from '../screens.ts'
import { start } from '../start.ts'
import { loadRelationships } from '../store/accounts.ts'

interface FeaturedTag { id: string; name: string; statuses_count: string | number }

export async function prepare({ params: { acct = '' } }: ScreenProps): Promise<void> {
  await preparePerson(acct)
}

export function Screen({ params: { acct = '' }, query }: ScreenProps) {
  return <ProfileFrame acct={acct} tab="featured" query={query}>{(account) => <Featured key={account.id} account={account} />}</ProfileFrame>
}

function Featured({ account }: { account: Account }) {
  const { w: { visiting: { featured }, people: { state: w } }, f } = usePage()
  const found = useSignal<{ tags: readonly FeaturedTag[]; people: readonly Account[] } | null>(null)
  useEffect(() => {
    const path = `/api/v1/accounts/${account.id}`
    const load = async () => {
      const [tags, people] = await Promise.all([get<FeaturedTag[]>(`${path}/featured_tags`), get<Account[]>(`${path}/endorsements`)])
      await loadRelationships(people.map((one) => one.id))
      return { tags, people }
    }
    load().then((all) => { found.value = all }, () => { found.value = { tags: [], people: [] } })
  }, [account.id])
  if (!found.value) return <FeedLoading />
  const { tags, people } = found.value
  const own = account.id === start.me.id
  if (!tags.length && !people.length) return <div class="empty"><p>{w.noFeatured}</p>{own ? <p><a class="button button-plain" href="/settings/profile#tags">{w.featureOwn}</a></p> : null}</div>
  return (
    <>
      {tags.length
        ? <section class="inset"><h2>{featured.tags}</h2><ul class="tag-list">{tags.map((tag) => (
            <li key={tag.id}><a href={`${profilePath(account.acct)}/tagged/${encodeURIComponent(tag.name)}`}><bdi>#{tag.name}</bdi></a> <span class="muted">{featured.uses(f.number(Number(tag.statuses_count)), Number(tag.statuses_count) === 1)}</span></li>
          ))}</ul></section>
        : null}
      {people.length ? <section><h2 class="inset">{featured.people}</h2><PersonRows people={people} /></section> : null}
    </>
  )
}
