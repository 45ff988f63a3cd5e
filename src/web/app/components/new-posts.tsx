// "5 new posts", in the bar and never over a post: lets them in, jumps up, and for half a minute offers the way back.
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import type { Anchor, PagedList } from '../store/list.ts'
import { firstWhole } from './feed.tsx'

const BACK_MS = 30_000

export function NewPosts({ list }: { list: PagedList }) {
  const { w: { app: { feed: w } }, f } = usePage()
  const [from, setFrom] = useState<Anchor | null>(null)
  const count = list.waiting.value.length
  useEffect(() => {
    if (!from) return
    const timer = setTimeout(() => setFrom(null), BACK_MS)
    return () => clearTimeout(timer)
  }, [from])
  if (from && !count) return <button type="button" class="pill" onClick={() => { setFrom(null); list.reveal?.(from.id, from.offset) }}><Icon name="down" />{w.back}</button>
  if (!count) return null
  return <button type="button" class="pill" data-new-posts onClick={() => setFrom(letIn(list))}><Icon name="up" />{w.newPosts(count > 99 ? '99+' : f.number(count), count === 1)}</button>
}

/** Lets them in and goes to the top; answers where the reader was. */
function letIn(list: PagedList): Anchor | null {
  const place = window.scrollY > 100 ? firstWhole(document.querySelector('main')) : null
  list.admit()
  window.scrollTo({ top: 0 })
  return place
}
