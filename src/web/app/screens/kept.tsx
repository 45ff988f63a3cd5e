// /bookmarks and /favourites: what the member kept and liked, latest first.
import { usePage } from '../../components/page-context.tsx'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import { listOf, type PagedList } from '../store/list.ts'

type Kept = 'bookmarks' | 'favourites'

const nameHere = (): Kept => location.pathname.startsWith('/favourites') ? 'favourites' : 'bookmarks'

// Paged by when a post was kept: asked for anew at each visit, because marks are set everywhere.
const listFor = (name: Kept): PagedList => listOf({ key: name, path: `/api/v1/${name}`, byId: false })

export const prepare = (): Promise<void> => listFor(nameHere()).renew()

export function Screen() {
  const { w: { app: { timelines: w } } } = usePage()
  const name = nameHere()
  return <TimelineScreen list={listFor(name)} title={w[name]} label={w[name]} note={w.order[name]} empty={<p>{w.empty[name]}</p>} />
}
