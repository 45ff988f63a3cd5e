// The row under a post: reply, boost, favourite, bookmark, more. On the server it only keeps its place; with script the
// buttons say whether they are pressed. Counts, but those of replies, are shown on the opened post alone.
import type { Status } from '../props/entities.ts'
import { Icon, type IconName } from './icon.tsx'
import { postPath } from './link.tsx'
import { type PostAct, usePage } from './page-context.tsx'

/** The five actions of a card. */
export function PostActions({ status }: { status: Status }) {
  const { w: { app: { actions: w } }, f, live } = usePage()
  const { replies_count: replies } = status
  const hidden = status.visibility === 'private' || status.visibility === 'direct'
  return (
    <div class="post-acts">
      <Act act="reply" icon="reply" label={replies ? w.replies(f.number(replies), replies === 1) : w.reply} status={status} count={replies ? f.compact(replies) : ''} />
      <Act act="boost" icon={hidden ? 'lock' : 'boost'} label={status.reblogged ? w.unboost : hidden ? w.noBoost : w.boost} pressed={status.reblogged ?? false} disabled={hidden && !status.reblogged} status={status} />
      <Act act="favourite" icon="star" label={w.favourite} pressed={status.favourited ?? false} status={status} />
      <Act act="bookmark" icon="bookmark" label={w.bookmark} pressed={status.bookmarked ?? false} status={status} />
      {live ? <live.More status={status} /> : <a class="tool" href={postPath(status)} aria-label={w.open}><Icon name="more" /></a>}
    </div>
  )
}

function Act(props: { act: PostAct; icon: IconName; label: string; status: Status; pressed?: boolean; disabled?: boolean; count?: string }) {
  const { live } = usePage()
  const { act, status, pressed } = props
  return (
    <button type="button" class={`tool act-${act}`} aria-label={props.label} title={props.label} aria-pressed={pressed} disabled={!live || props.disabled} onClick={() => live?.act(act, status)}>
      <Icon name={props.icon} />{props.count ? <bdi aria-hidden="true">{props.count}</bdi> : null}
    </button>
  )
}
