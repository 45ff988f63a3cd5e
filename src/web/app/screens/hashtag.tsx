// /tags/NAME: public posts with a hashtag, which can be followed like a person.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { get, post } from '../api.ts'
import { TimelineScreen } from '../components/timeline-screen.tsx'
import { toast } from '../components/toast.tsx'
import type { ScreenProps } from '../screens.ts'
import { listOf, type PagedList } from '../store/list.ts'

interface Tag { name: string; following?: boolean }

const listFor = (tag: string): PagedList => listOf({ key: `tag:${tag.toLowerCase()}`, path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}` })

export const prepare = ({ params: { tag = '' } }: ScreenProps): Promise<void> => listFor(tag).open()

export function Screen({ params: { tag = '' } }: ScreenProps) {
  const { w: { app: { timelines: w } } } = usePage()
  const name = `#${tag}`
  return (
    <TimelineScreen list={listFor(tag)} title={<bdi>{name}</bdi>} label={name} note={w.order.public} stream={{ stream: 'hashtag', tag }}
      tools={<FollowTag key={tag} tag={tag} />} empty={<p>{w.empty.tag}</p>} />
  )
}

function FollowTag({ tag }: { tag: string }) {
  const { w: { app: { tag: w } } } = usePage()
  const following = useSignal<boolean | null>(null)
  const path = `/api/v1/tags/${encodeURIComponent(tag)}`
  useEffect(() => { get<Tag>(path).then((known) => { following.value = known.following ?? false }, () => {}) }, [path])
  const set = async (on: boolean, quiet = false): Promise<void> => {
    following.value = on
    try {
      await post<Tag>(`${path}/${on ? 'follow' : 'unfollow'}`)
      if (!quiet) toast({ text: (on ? w.followed : w.unfollowed)(`#${tag}`), undo: () => void set(!on, true) })
    } catch (error) {
      following.value = !on
      reportFailure(error)
    }
  }
  if (following.value === null) return null
  return <button type="button" class={`button small ${following.value ? 'button-plain' : 'button-primary'}`} aria-pressed={following.value} onClick={() => void set(!following.value)}>{following.value ? w.unfollow : w.follow}</button>
}
