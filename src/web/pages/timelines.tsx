// What is public here, for anybody: everything, what is written here, what comes from elsewhere, and what is popular.
import { renderDocument } from '../components/document.tsx'
import { PagingLinks, PostList } from '../components/lists.tsx'
import { usePage } from '../components/page-context.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { Page } from '../props/page.ts'
import type { ExploreProps, TimelineProps } from '../props/visiting.ts'

const paths = { explore: '/explore', all: '/public', local: '/public/local', remote: '/public/remote' } as const
type Tab = keyof typeof paths

function Tabs({ current }: { current: Tab }) {
  const { w: { visiting: { timelines: w } } } = usePage()
  return (
    <nav class="tabs page-tabs" aria-label={w.tabsLabel}>{(Object.keys(paths) as Tab[]).map(tab => (
      <a href={paths[tab]} aria-current={tab === current ? 'page' : undefined}>{w.tabs[tab]}</a>
    ))}</nav>
  )
}

/** GET /public, /public/local, /public/remote. */
export function timelinePage(props: TimelineProps): string {
  const { side } = props
  return renderDocument(props.page, ({ w: { visiting: { timelines: w } } }) => {
    const title = side === 'local' ? w.titles.local(props.page.community.domain) : w.titles[side]
    return {
      head: { title, description: w.orders[side], path: paths[side], noindex: side !== 'local' },
      layout: 'feed', side: <CommunityCard />,
      main: (
        <>
          <div class="page-title"><h1>{title}</h1><p class="muted">{w.orders[side]}</p></div>
          <Tabs current={side} />
          <PostList statuses={props.statuses} empty={w.empty} label={title} />
          <PagingLinks paging={props.paging} />
        </>
      ),
    }
  })
}

/** GET /explore. */
export function explorePage(props: ExploreProps): string {
  return renderDocument(props.page, ({ w: { visiting: { timelines: w } }, f }) => ({
    head: { title: w.exploreTitle, description: w.exploreOrder(f.number(props.days)), path: paths.explore },
    layout: 'feed', side: <><TagsCard {...props} /><CommunityCard /></>,
    main: (
      <>
        <div class="page-title"><h1>{w.exploreTitle}</h1><p class="muted">{w.exploreOrder(f.number(props.days))}</p></div>
        <Tabs current="explore" />
        <PostList statuses={props.statuses} empty={w.exploreEmpty} label={w.exploreTitle} />
      </>
    ),
  }))
}

function TagsCard({ tags }: ExploreProps) {
  const { w: { visiting: { timelines: w } }, f } = usePage()
  if (!tags.length) return null
  return (
    <section class="card">
      <h2>{w.tagsTitle}</h2>
      <ul class="tag-list">{tags.map(tag => (
        <li><a href={`/tags/${encodeURIComponent(tag.name)}`}><bdi>#{tag.name}</bdi></a> <span class="muted">{w.tagUses(f.number(tag.people), tag.people === 1)}</span></li>
      ))}</ul>
    </section>
  )
}

/** What strangers are told where the timelines are for members. */
export function membersOnlyPage(props: { page: Page }): string {
  return renderDocument(props.page, ({ w: { visiting: { timelines: w } } }) => ({
    head: { title: w.membersTitle, noindex: true }, layout: 'feed', side: <CommunityCard />,
    main: <div class="prose"><h1>{w.membersTitle}</h1><p>{w.membersOnly}</p></div>,
  }))
}
