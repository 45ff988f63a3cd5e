// Lists around the cards: posts in order, the way to older ones, the rules, friends elsewhere.
import type { Rule, Status } from '../props/entities.ts'
import type { Paging } from '../props/page.ts'
import { Icon } from './icon.tsx'
import { hostOf, OutLink, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'
import { PostCard } from './post-card.tsx'

/** Posts one under another, or a sentence when there are none. */
export function PostList(props: { statuses: Status[]; empty: string; label?: string }) {
  if (!props.statuses.length) return <p class="empty">{props.empty}</p>
  return <section class="feed" aria-label={props.label}>{props.statuses.map(status => <PostCard status={status} />)}</section>
}

/** Links to newer and older posts; nothing if there are neither. */
export function PagingLinks({ paging }: { paging: Paging }) {
  const { w } = usePage()
  const newer = webAddress(paging.newer)
  const older = webAddress(paging.older)
  if (!newer && !older) return null
  return (
    <nav class="paging" aria-label={w.pages}>
      {newer ? <a class="button button-plain" rel="prev" href={newer}><Icon name="previous" class="turns" />{w.newer}</a> : null}
      {older ? <a class="button button-plain older" rel="next" href={older}>{w.older}<Icon name="next" class="turns" /></a> : null}
    </nav>
  )
}

/** The rules, numbered as moderators refer to them. */
export function RulesList({ rules }: { rules: Rule[] }) {
  return (
    <ol class="rules">{rules.map(rule => (
      <li dir="auto">{rule.text}{rule.hint ? <span class="rule-hint" dir="auto">{rule.hint}</span> : null}</li>
    ))}</ol>
  )
}

/** Other communities that are open. */
export function FriendsList({ friends }: { friends: { name: string; url: string }[] }) {
  return <ul class="friends">{friends.map(friend => <li><OutLink href={friend.url} rel="noopener"><bdi>{friend.name}</bdi>{friend.name === hostOf(friend.url) ? null : <> <span class="muted">{hostOf(friend.url)}</span></>}</OutLink></li>)}</ul>
}
