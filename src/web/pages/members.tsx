// What a member's browser is sent before its script arrives, and all there is without: lists of posts are complete,
// other screens say that they need script.
import { renderDocument } from '../components/document.tsx'
import { PagingLinks, PostList } from '../components/lists.tsx'
import { ScreenBar } from '../components/member-frame.tsx'
import { usePage } from '../components/page-context.tsx'
import type { ScreenProps, TimelineProps } from '../props/members.ts'

/** GET /home, /public, /public/local, /public/remote, /bookmarks, /favourites, /lists/ID. */
export function memberTimelinePage(props: TimelineProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: props.title ?? w.app.timelines[props.name], noindex: true }, layout: 'feed', main: <Timeline {...props} />,
  }))
}

function Timeline({ name, title, statuses, paging }: TimelineProps) {
  const { w: { app: { timelines } } } = usePage()
  return (
    <>
      <ScreenBar title={title ?? timelines[name]} note={timelines.order[name]} />
      <PostList statuses={statuses} empty={timelines.empty[name]} label={title ?? timelines[name]} />
      <PagingLinks paging={paging} />
    </>
  )
}

/** GET of any other screen of the app. */
export function screenPage(props: ScreenProps): string {
  return renderDocument(props.page, () => ({ head: { title: props.title, noindex: true }, layout: 'feed', main: <Screen title={props.title} /> }))
}

function Screen({ title }: { title: string }) {
  const { w } = usePage()
  return <><ScreenBar title={title} /><noscript><p class="empty">{w.app.needsScript}</p></noscript></>
}
