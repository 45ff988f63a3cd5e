// A post in a list, and the one post that a page is about. One card everywhere: pages, threads, the landing page.
import type { ComponentChildren } from 'preact'
import type { Status } from '../props/entities.ts'
import { Icon, type IconName } from './icon.tsx'
import { hostOf, Named, OutLink, postPath, profilePath } from './link.tsx'
import { type PageContextValue, usePage } from './page-context.tsx'
import { Avatar, Handle, Name, plainName } from './person.tsx'
import { PostActions } from './post-actions.tsx'
import { PostBody } from './post-body.tsx'
import { PostTime } from './post-time.tsx'

const audienceIcons: Record<string, IconName> = { unlisted: 'moon', private: 'lock', direct: 'mail' }

export interface PostCardProps {
  status: Status
  /** In a thread, where it is plain what is answered. */
  inThread?: boolean
  /** Named where indentation has run out: "to Sofía". */
  to?: string
  /** An anchor, where a link may open the page at this post. */
  id?: string
  /** Where the card stands in a feed that knows more than it draws. */
  position?: { at: number; of: number }
}

/** A card. A boost shows the post that was boosted, and above it by whom. */
export function PostCard(props: PostCardProps) {
  const context = usePage()
  const { page, w } = context
  const status = props.status.reblog ?? props.status
  const booster = props.status.reblog ? props.status.account : null
  return (
    <article class={`post${status.visibility === 'direct' ? ' post-private' : ''}`} id={props.id} aria-label={spokenLabel(status, context)} tabindex={props.position ? 0 : undefined}
      data-card={context.live ? props.status.id : undefined} aria-posinset={props.position?.at} aria-setsize={props.position?.of}>
      {booster ? <p class="context"><Icon name="boost" /><span><Named parts={w.post.boostedBy(plainName(booster))} href={profilePath(booster.acct)} /></span></p> : null}
      {props.status.pinned ? <p class="context"><Icon name="pin" /><span>{w.post.pinned}</span></p> : null}
      {props.inThread || booster ? null : <ReplyContext status={status} />}
      <a class="post-avatar" href={profilePath(status.account.acct)} tabindex={-1} aria-hidden="true"><Avatar account={status.account} size={44} /></a>
      <header class="post-head">
        <a class="post-author" href={profilePath(status.account.acct)}><Name account={status.account} /> <Handle acct={status.account.acct} /></a>
        {props.to ? <span class="post-to"><Named parts={w.postPage.to(props.to)} /></span> : null}
        <span class="post-when">
          <Audience visibility={status.visibility} iconOnly />
          {status.edited_at ? <span class="muted">{w.post.edited} </span> : null}
          <PostTime status={status} href={postPath(status)} />
        </span>
      </header>
      <div class="post-content">
        <PostBody status={status} />
        {page.app || context.live ? <PostActions status={status} /> : <RepliesLink status={status} />}
      </div>
    </article>
  )
}

/** "Mirjam, 2 hours ago, Followers" */
function spokenLabel(status: Status, { page, w, f }: PageContextValue): string {
  const audience = status.visibility === 'public' ? undefined : w.post.audience[status.visibility]
  return [plainName(status.account), f.ago(status.created_at, page.now), audience].filter(Boolean).join(', ')
}

function ReplyContext({ status }: { status: Status }) {
  const { w } = usePage()
  if (!status.in_reply_to_id) return null
  const to = status.mentions?.find(mention => mention.id === status.in_reply_to_account_id)
  return (
    <p class="context"><Icon name="reply" /><span>{
      status.in_reply_to_account_id === status.account.id ? w.post.replyToSelf
        : to ? <Named parts={w.post.replyTo(`@${to.acct}`)} href={profilePath(to.acct)} />
        : w.post.replyToSomebody
    }</span></p>
  )
}

function RepliesLink({ status }: { status: Status }) {
  const { w, f } = usePage()
  if (!status.replies_count) return null
  return <p class="post-foot"><a href={postPath(status)}><Icon name="reply" />{w.post.replies(f.compact(status.replies_count), status.replies_count === 1)}</a></p>
}

function Audience({ visibility, iconOnly }: { visibility: string; iconOnly?: boolean }) {
  const { w } = usePage()
  const words = w.post.audience[visibility]
  if (!words || (iconOnly && visibility === 'public')) return null
  return <span class="audience"><Icon name={audienceIcons[visibility] ?? 'globe'} /><span class={iconOnly ? 'hidden' : undefined}>{words}</span></span>
}

/** The post the page is about: full handle, larger text, exact date, counts. */
export function OpenedPost({ status, foot }: { status: Status; foot?: ComponentChildren }) {
  const context = usePage()
  const { page, w, f } = context
  const remote = status.account.acct.includes('@')
  return (
    <article class="post post-opened" id={`post-${status.id}`} data-card={context.live ? status.id : undefined} tabindex={context.live ? 0 : undefined} aria-label={spokenLabel(status, context)}>
      <header class="post-head">
        <a class="person" href={profilePath(status.account.acct)}>
          <Avatar account={status.account} size={44} />
          <span class="person-names"><Name account={status.account} /><Handle acct={status.account.acct} domain={page.community.domain} /></span>
        </a>
      </header>
      <div class="post-content">
        <PostBody status={status} opened />
        <p class="post-facts">
          <PostTime status={status} href={postPath(status)} exact />
          <Audience visibility={status.visibility} />
          {status.edited_at ? <span>{w.post.editedAt(f.exact(status.edited_at))}</span> : null}
          {remote && status.url ? <OutLink href={status.url}>{w.post.original(hostOf(status.url))}</OutLink> : null}
        </p>
        <Counts status={status} />
        {context.live ? <PostActions status={status} /> : null}
        {foot}
      </div>
    </article>
  )
}

function Counts({ status }: { status: Status }) {
  const { w, f } = usePage()
  const counts: [number, (n: string, one: boolean) => string, IconName, string?][] = [
    [status.replies_count, w.post.replies, 'reply'], [status.reblogs_count, w.post.boosts, 'boost', '/reblogs'],
    [status.favourites_count, w.post.favourites, 'star', '/favourites'], [status.quotes_count ?? 0, w.post.quotes, 'mail'],
  ]
  const known = counts.filter(([n]) => n > 0)
  return known.length ? <ul class="counts">{known.map(([n, words, icon, page]) => (
    <li><Icon name={icon} />{page ? <a href={postPath(status) + page}>{words(f.number(n), n === 1)}</a> : words(f.number(n), n === 1)}</li>
  ))}</ul> : null
}
