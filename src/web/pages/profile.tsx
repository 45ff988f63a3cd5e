// A person's public page: who they are, what they wrote, latest first.
import { FollowAct } from '../components/acts.tsx'
import { renderDocument } from '../components/document.tsx'
import { plainText } from '../components/emoji.tsx'
import { hostOf, Named, OutLink, profilePath, webAddress } from '../components/link.tsx'
import { PagingLinks, PostList } from '../components/lists.tsx'
import { MediaWall } from '../components/media-wall.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { ProfileHeader } from '../components/profile-header.tsx'
import { ProfileTabs } from '../components/profile-tabs.tsx'
import { profileData } from '../components/structured-data.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { ProfileProps } from '../props/public.ts'

/** GET /@name, /@name/with_replies, /@name/media. */
export function profilePage(props: ProfileProps): string {
  const { account, page } = props
  const path = profilePath(account.acct)
  const local = !account.acct.includes('@')
  return renderDocument(page, ({ w }) => ({
    head: {
      title: w.profile.title(plainName(account), `@${account.acct}${local ? `@${page.community.domain}` : ''}`),
      description: plainText(account.note, 200) || undefined,
      path: props.tag ? `${path}/tagged/${encodeURIComponent(props.tag)}` : props.tab === 'posts' ? path : `${path}/${props.tab}`,
      type: 'profile', image: account.avatar, noindex: Boolean(account.noindex || account.limited || account.suspended || !local),
      activityUrl: webAddress(account.uri), rssUrl: local && !account.suspended ? `${path}.rss` : null,
      data: local && !account.suspended ? profileData(account, page) : null,
    },
    layout: 'feed', main: <Profile {...props} />, side: <CommunityCard />,
  }))
}

function Profile({ account, tab, tag, pinned, statuses, paging, uncoverUrl }: ProfileProps) {
  const { w: { profile: w } } = usePage()
  return (
    <>
      <ProfileHeader account={account} act={<FollowAct account={account} />} />
      {account.suspended
        ? null
        : <>
            <ProfileTabs account={account} tab={tag ? null : tab} />
            {tag ? <h2 class="feed-title"><Named parts={w.tagged(`#${tag}`)} /></h2> : null}
            {pinned?.length ? <PostList statuses={pinned.map(status => ({ ...status, pinned: true }))} empty="" label={w.pinnedTitle} /> : null}
            {webAddress(uncoverUrl)
              ? <p class="empty"><a class="button button-plain" href={webAddress(uncoverUrl)}>{w.uncover}</a></p>
              : tab === 'media'
              ? <MediaWall {...{ statuses }} />
              : <PostList statuses={statuses.map(status => ({ ...status, pinned: false }))} empty={pinned?.length ? '' : tag ? w.noneTagged : w.noPosts} label={w.latestTitle} />}
            <Elsewhere {...{ account, paging, statuses }} />
            <PagingLinks paging={paging} />
          </>}
    </>
  )
}

/** Where the rest of what somebody elsewhere wrote can be read; only where the list here ends, and is not all there is. */
function Elsewhere({ account, paging, statuses }: Pick<ProfileProps, 'account' | 'paging' | 'statuses'>) {
  const { w: { visiting } } = usePage()
  const host = account.acct.includes('@') ? hostOf(account.url) : ''
  if (!host || paging.older || account.limited || (!paging.newer && statuses.length >= account.statuses_count)) return null
  const [before, name, after] = visiting.missing(plainName(account), host)
  return <p class="muted thread-note">{before}<OutLink href={account.url}><bdi>{name}</bdi></OutLink>{after}</p>
}
