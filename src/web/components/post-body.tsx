// Everything under a post's header: the warning and what it covers, or the text, media, poll, quote and card at once.
import type { MediaAttachment, Status } from '../props/entities.ts'
import { EmojiText } from './emoji.tsx'
import { postPath } from './link.tsx'
import { MediaGrid } from './media-grid.tsx'
import { type PageContextValue, usePage } from './page-context.tsx'
import { LinkCard, PollResults, QuoteBox } from './post-parts.tsx'
import { PostText } from './post-text.tsx'

/** The body; with a warning it is closed, and the warning says what is inside. */
export function PostBody({ status, opened }: { status: Status; opened?: boolean }) {
  const context = usePage()
  const media = <Media status={status} opened={opened} />
  const inner = (
    <>
      <PostText status={status} opened={opened} fold={!opened} />
      {status.poll ? context.live ? <context.live.Poll status={status} poll={status.poll} /> : <PollResults poll={status.poll} /> : null}
      {media}
      {status.quote ? <QuoteBox quote={status.quote} /> : null}
      {status.card && !status.media_attachments.length && !status.quote ? <LinkCard card={status.card} /> : null}
    </>
  )
  if (!status.spoiler_text) return inner
  return (
    <details class="warning" open={context.live?.expandWarnings}>
      <summary>
        <span class="warning-text" dir="auto" lang={status.language || undefined}><EmojiText text={status.spoiler_text} emojis={status.emojis} /></span>
        <Toggle inside={insideWords(status, context)} />
      </summary>
      {inner}
    </details>
  )
}

/** "Show · text, 3 pictures"; the style sheet swaps Show and Hide. */
function Toggle({ inside }: { inside: string }) {
  const { w } = usePage()
  return (
    <span class="toggle">
      <span class="toggle-word toggle-show">{w.post.show}</span><span class="toggle-word toggle-hide">{w.post.hide}</span>
      <span class="muted">{inside}</span>
    </span>
  )
}

function Media({ status, opened }: { status: Status; opened?: boolean }) {
  const context = usePage()
  const grid = <MediaGrid media={status.media_attachments} opened={opened} moreHref={postPath(status)} />
  // With a warning text the whole post is already behind one step; a second would only annoy.
  const wish = context.live?.expandMedia ?? 'default'
  const blur = status.filtered?.find(({ filter }) => filter.filter_action === 'blur')?.filter
  const covered = blur !== undefined || wish === 'hide_all' || wish === 'default' && status.sensitive
  if (!covered || status.spoiler_text || !status.media_attachments.length) return grid
  return (
    <details class="warning sensitive">
      <summary>
        <span class="warning-text" dir="auto">{blur ? context.w.app.card.filtered(blur.title) : context.w.post.sensitive}</span>
        <Toggle inside={mediaWords(status.media_attachments, context).join(', ')} />
      </summary>
      {grid}
    </details>
  )
}

function insideWords(status: Status, context: PageContextValue): string {
  const { inside } = context.w.post
  return [
    ...status.content ? [inside.words] : [], ...mediaWords(status.media_attachments, context), ...status.poll ? [inside.poll] : [],
  ].join(', ')
}

function mediaWords(media: MediaAttachment[], { w, f }: PageContextValue): string[] {
  const { image, video, audio, unknown } = w.post.inside
  const kinds: [string[], string[]][] = [[['image'], image], [['video', 'gifv'], video], [['audio'], audio], [['unknown'], unknown]]
  return kinds.flatMap(([types, [one = '', many = '']]) => {
    const n = media.filter(file => types.includes(file.type)).length
    return n === 0 ? [] : n === 1 ? [one] : [`${f.number(n)} ${many}`]
  })
}
