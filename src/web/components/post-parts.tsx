// What hangs on a post besides its text and media: poll, link card, quoted post.
import type { Poll, PreviewCard, Quote } from '../props/entities.ts'
import { EmojiText } from './emoji.tsx'
import { hostOf, OutLink, postPath, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'
import { Avatar, Handle, Name } from './person.tsx'
import { PostText } from './post-text.tsx'
import { PostTime } from './post-time.tsx'

/** A poll's standing. Taking part needs an account, so there is nothing to press here. */
export function PollResults({ poll }: { poll: Poll }) {
  const { page, w, f } = usePage()
  const voters = poll.voters_count ?? poll.votes_count
  const most = Math.max(0, ...poll.options.map(option => option.votes_count ?? 0))
  return (
    <div class="poll">
      <ul>{poll.options.map(option => {
        const share = voters && option.votes_count ? Math.min(1, option.votes_count / voters) : 0
        const leads = most > 0 && option.votes_count === most
        return (
          <li class={leads ? 'leads' : undefined}>
            <span class="poll-title" dir="auto"><EmojiText text={option.title} emojis={poll.emojis} /></span>
            {option.votes_count === null ? null : <bdi class="poll-share">{f.percent(share)}</bdi>}
            {leads ? <span class="hidden">{w.post.mostVotes}</span> : null}
            <svg class="poll-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="poll-fill" width={(share * 100).toFixed(1)} height="1" /></svg>
          </li>
        )
      })}</ul>
      <p class="muted">
        {w.post.pollVotes(f.number(voters), voters === 1)}
        {poll.expired ? ` · ${w.post.pollEnded}` : poll.expires_at ? <> · <time datetime={poll.expires_at}>{w.post.pollEnds(f.until(poll.expires_at, page.now))}</time></> : null}
      </p>
    </div>
  )
}

/** A linked page, from our own copy of its summary; the host is always shown. */
export function LinkCard({ card }: { card: PreviewCard }) {
  const image = webAddress(card.image)
  if (!webAddress(card.url) || !card.title) return null
  return (
    <OutLink href={card.url} class="link-card">
      {image ? <img src={image} alt="" width="96" height="96" loading="lazy" decoding="async" /> : null}
      <span class="link-card-text">
        <span class="muted"><bdi>{card.provider_name || hostOf(card.url)}</bdi>{card.provider_name ? <> · <bdi>{hostOf(card.url)}</bdi></> : null}</span>
        <span class="link-card-title" dir="auto" lang={card.language || undefined}>{card.title}</span>
        {card.description ? <span class="link-card-description" dir="auto">{card.description}</span> : null}
      </span>
    </OutLink>
  )
}

/** The quoted post at most six lines long, or a sentence on why it is missing. A quote inside it is not shown. */
export function QuoteBox({ quote }: { quote: Quote }) {
  const { w } = usePage()
  const status = quote.quoted_status
  if (quote.state !== 'accepted' || !status) {
    return <p class="quote quote-missing">{w.post.quoteMissing[quote.state] ?? w.post.quoteUnavailable}</p>
  }
  return (
    <blockquote class="quote" aria-label={w.post.quoted}>
      <p class="quote-head">
        <Avatar account={status.account} size={24} />
        <Name account={status.account} /> <Handle acct={status.account.acct} /> <PostTime status={status} href={postPath(status)} />
      </p>
      <PostText status={status} />
      {status.media_attachments.length ? <p class="muted">{w.postPage.media(status.media_attachments.length)}</p> : null}
    </blockquote>
  )
}
