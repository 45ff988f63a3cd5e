// /public, /public/local, /public/remote: what is public here.
import { usePage } from '../../components/page-context.tsx'
import { ListSwitch } from '../components/list-switch.tsx'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import type { ScreenProps } from '../screens.ts'
import { listOf, type PagedList } from '../store/list.ts'

type Side = 'public' | 'local' | 'remote'

const sideOf = ({ params }: ScreenProps): Side => params['side'] === 'local' || params['side'] === 'remote' ? params['side'] : 'public'

const listFor = (side: Side): PagedList =>
  listOf({ key: `public:${side}`, path: '/api/v1/timelines/public', query: side === 'public' ? {} : { [side]: true } })

export const prepare = (props: ScreenProps): Promise<void> => listFor(sideOf(props)).open()

export function Screen(props: ScreenProps) {
  const { w: { app: { timelines: w } } } = usePage()
  const side = sideOf(props)
  return (
    <TimelineScreen list={listFor(side)} title={<ListSwitch title={w[side]} />} label={w[side]} note={w.order[side]}
      stream={{ stream: side === 'public' ? 'public' : `public:${side}` }} empty={<p>{w.empty[side]}</p>} />
  )
}
