// Public posts with a hashtag, as far as this server has heard of them.
import { renderDocument } from '../components/document.tsx'
import { Named } from '../components/link.tsx'
import { PagingLinks, PostList } from '../components/lists.tsx'
import { usePage } from '../components/page-context.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { HashtagProps } from '../props/public.ts'

/** GET /tags/NAME. */
export function hashtagPage(props: HashtagProps): string {
  const path = `/tags/${encodeURIComponent(props.name)}`
  return renderDocument(props.page, ({ w }) => ({
    head: { title: `#${props.name}`, description: w.hashtag.order, path, rssUrl: `${path}.rss`, noindex: !props.statuses.length },
    layout: 'feed', main: <Hashtag {...props} />, side: <CommunityCard />,
  }))
}

function Hashtag({ name, statuses, paging }: HashtagProps) {
  const { w: { hashtag: w } } = usePage()
  return (
    <>
      <div class="page-title"><h1><bdi>#{name}</bdi></h1><p class="muted">{w.order}</p></div>
      {statuses.length ? <PostList statuses={statuses} empty="" label={`#${name}`} /> : <p class="empty"><Named parts={w.empty(`#${name}`)} /></p>}
      <PagingLinks paging={paging} />
    </>
  )
}
