// /home: the people and hashtags the member follows.
import { usePage } from '../../components/page-context.tsx'
import { ListSwitch } from '../components/list-switch.tsx'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import { boostsInHome } from '../device.ts'
import { listOf } from '../store/list.ts'

const home = listOf({ key: 'home', path: '/api/v1/timelines/home', accept: (status) => boostsInHome.peek() || !status.reblog })

export const prepare = (): Promise<void> => home.open()

export function Screen() {
  const { w: { app: { timelines: w } } } = usePage()
  return (
    <TimelineScreen list={home} title={<ListSwitch title={w.home} />} label={w.home} note={w.order.home} stream={{ stream: 'user' }}
      empty={<><p>{w.empty.home}</p><p><a class="button button-primary" href="/start">{w.findPeople}</a></p></>} />
  )
}
