// People here who agreed to be listed.
import { renderDocument } from '../components/document.tsx'
import { PeopleList, PeoplePaging } from '../components/people-list.tsx'
import { usePage } from '../components/page-context.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { DirectoryProps } from '../props/visiting.ts'

const paths = { active: '/directory', new: '/directory?order=new' } as const

/** GET /directory. */
export function directoryPage(props: DirectoryProps): string {
  return renderDocument(props.page, ({ w: { visiting: { directory: w } } }) => ({
    head: { title: w.title, description: w.order.active, path: '/directory' },
    layout: 'feed', main: <Directory {...props} />, side: <CommunityCard />,
  }))
}

function Directory({ order, people, paging }: DirectoryProps) {
  const { w: { visiting: { directory: w } } } = usePage()
  return (
    <>
      <div class="page-title"><h1>{w.title}</h1><p class="muted">{w.order[order]}</p></div>
      <nav class="tabs page-tabs" aria-label={w.ordersLabel}>{(['active', 'new'] as const).map(one => (
        <a href={paths[one]} aria-current={one === order ? 'page' : undefined}>{w.orders[one]}</a>
      ))}</nav>
      <PeopleList people={people} empty={w.none} />
      <PeoplePaging paging={paging} />
    </>
  )
}
