// What somebody shows of themselves besides their posts: hashtags they use, and people they recommend.
import { FollowAct } from '../components/acts.tsx'
import { renderDocument } from '../components/document.tsx'
import { Named, profilePath } from '../components/link.tsx'
import { PeopleList } from '../components/people-list.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { ProfileHeader } from '../components/profile-header.tsx'
import { ProfileTabs } from '../components/profile-tabs.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { FeaturedProps } from '../props/visiting.ts'

/** GET /@name/featured. */
export function featuredPage(props: FeaturedProps): string {
  const { account } = props
  return renderDocument(props.page, ({ w }) => ({
    head: {
      title: w.profile.title(plainName(account), `@${account.acct}`), path: `${profilePath(account.acct)}/featured`, noindex: true,
    },
    layout: 'feed', main: <Featured {...props} />, side: <CommunityCard />,
  }))
}

function Featured({ account, tags, people }: FeaturedProps) {
  const { w: { visiting: { featured: w } }, f } = usePage()
  const path = profilePath(account.acct)
  return (
    <>
      <ProfileHeader account={account} act={<FollowAct account={account} />} />
      <ProfileTabs account={account} tab="featured" />
      {tags.length + people.length === 0 ? <p class="empty"><Named parts={w.none(plainName(account))} /></p> : null}
      {tags.length
        ? <section class="card"><h2>{w.tags}</h2><ul class="tag-list">{tags.map(tag => (
            <li><a href={`${path}/tagged/${encodeURIComponent(tag.name)}`}><bdi>#{tag.name}</bdi></a> <span class="muted">{w.uses(f.number(Number(tag.statuses_count)), Number(tag.statuses_count) === 1)}</span></li>
          ))}</ul></section>
        : null}
      {people.length ? <><h2 class="feed-title">{w.people}</h2><PeopleList people={people} empty="" /></> : null}
    </>
  )
}
