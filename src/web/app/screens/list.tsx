// /lists/ID: the posts of the people on one of the member's lists.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { get } from '../api.ts'
import { ListSwitch } from '../components/list-switch.tsx'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import { setTitle } from '../page.ts'
import type { ScreenProps } from '../screens.ts'
import { listOf, type PagedList } from '../store/list.ts'

const titles = new Map<string, string>()
const listFor = (id: string): PagedList => listOf({ key: `list:${id}`, path: `/api/v1/timelines/list/${id}` })

async function titleFor(id: string): Promise<string> {
  const { title } = await get<{ title: string }>(`/api/v1/lists/${id}`)
  titles.set(id, title)
  return title
}

export const prepare = ({ params: { id = '' } }: ScreenProps): Promise<void> => listFor(id).open()

export function Screen({ params: { id = '' } }: ScreenProps) {
  const { w: { app: { timelines: w } } } = usePage()
  const title = useSignal(titles.get(id) ?? w.list)
  useEffect(() => {
    titleFor(id).then((name) => { title.value = name; setTitle(name) }, () => {})
  }, [id])
  return (
    <TimelineScreen list={listFor(id)} title={<ListSwitch title={title.value} />} label={title.value} note={w.order.list} stream={{ stream: 'list', list: id }}
      tools={<a class="button button-plain small" href={`/lists/${id}/edit`}>{w.editList}</a>} empty={<p>{w.empty.list}</p>} />
  )
}
