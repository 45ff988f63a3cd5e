// The card with script: the same PostCard, fed from the store, with what has become of the post meanwhile.
import { useState } from 'preact/hooks'
import type { Live, PostAct } from '../../components/page-context.tsx'
import { usePage } from '../../components/page-context.tsx'
import { PostCard } from '../../components/post-card.tsx'
import type { Status } from '../../props/entities.ts'
import { toggleMark } from '../actions/marks.ts'
import { composer } from '../compose-link.ts'
import { arrival } from '../router.ts'
import { start } from '../start.ts'
import { filterOn } from '../store/filtered.ts'
import { gone, statusOf } from '../store/statuses.ts'
import { LivePoll } from './live-poll.tsx'
import { PostMenu } from './post-menu.tsx'

function act(name: PostAct, status: Status): void {
  if (name === 'reply') composer.open({ reply: status.id })
  else toggleMark(name, status.id)
}

/** What the shared components get from the app. */
export const live: Live = { act, Card: LiveCard, More: PostMenu, Poll: LivePoll, expandWarnings: start.reading.expandWarnings, expandMedia: start.reading.expandMedia }

export interface LiveCardProps {
  /** Of the post, or of the boost that brings it. */
  id: string
  /** Where it stands in its feed, from 1; `of`: how many there are, -1 if that is not known. Numbers, so that a card is drawn again only when one changes. */
  at?: number
  of?: number
  inThread?: boolean
  to?: string
}

/** A post with the one filter that concerns it here: only that may cover its pictures. */
const covered = (status: Status, filter: ReturnType<typeof filterOn>): Status => status.filtered?.length ? { ...status, filtered: filter ? [{ filter }] : [] } : status

/** A post as it stands now; a sentence if it was deleted or a filter covers it; nothing while it is unknown. */
export function LiveCard({ id, at, of = -1, inThread, to }: LiveCardProps) {
  const { w: { app: { card: w } } } = usePage()
  const [shown, setShown] = useState(false)
  const outer = statusOf(id)
  const inner = outer?.reblog ? statusOf(outer.reblog.id) : null
  if (!outer || outer.reblog && !inner) {
    return gone.value.has(id) || outer?.reblog && gone.value.has(outer.reblog.id) ? <p class="post post-gone" data-card={id} id={`card-${id}`}>{w.deleted}</p> : null
  }
  const proper = inner ?? outer
  const filter = filterOn(proper, arrival.value?.path ?? location.pathname)
  if (filter?.filter_action === 'hide') return null
  if (filter?.filter_action === 'warn' && !shown) {
    return (
      <p class="post post-filtered" data-card={id} id={`card-${id}`} tabindex={0}>
        <span>{w.filtered(filter.title)}</span> <button type="button" class="link-button" onClick={() => setShown(true)}>{w.show}</button> <a href={`/filters/${filter.id}/edit`}>{w.editFilters}</a>
      </p>
    )
  }
  return (
    <PostCard status={inner ? { ...outer, reblog: covered(inner, filter) } : covered(outer, filter)} id={`card-${id}`} {...at ? { position: { at, of } } : {}} {...inThread ? { inThread } : {}} {...to ? { to } : {}} />
  )
}
