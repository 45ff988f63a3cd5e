// /public, /public/local, /public/remote: what is public here.
import { usePage } from '../../components/page-context.tsx'
import { ListSwitch } from '../components/list-switch.tsx'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import { listOf, type PagedList } from '../store/list.ts'

type Side = 'public' | 'local' | 'remote'

const sideHere = (): Side => location.pathname.startsWith('/public/local') ? 'local' : location.pathname.startsWith('/public/remote') ? 'remote' : 'public'

const listFor = (side: Side): PagedList =>
  listOf({ key: `public:${side}`, path: '/api/v1/timelines/public', query: side === 'public' ? {} : { [side]: true } })

export const prepare = (): Promise<void> => listFor(sideHere()).open()

export function Screen() {
  const { w: { app: { timelines: w } } } = usePage()
  const side = sideHere()
  return (
    <TimelineScreen list={listFor(side)} title={<ListSwitch title={w[side]} />} label={w[side]} note={w.order[side]}
      stream={{ stream: side === 'public' ? 'public' : `public:${side}` }} empty={<p>{w.empty[side]}</p>} />
  )
}
