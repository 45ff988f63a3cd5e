// The words of a post. The HTML was sanitised before it was stored; here only custom emoji are put in.
import type { Status } from '../props/entities.ts'
import { emojiHtml } from './emoji.tsx'

/** A very long text folds in lists; its time link opens it whole. */
export function PostText(props: { status: Status; opened?: boolean; fold?: boolean }) {
  const { status } = props
  if (!status.content) return null
  const long = props.fold && status.content.replace(/<[^>]*>/g, '').length > 1200
  return (
    <div class={`post-text${props.opened ? ' post-text-opened' : ''}${long ? ' folded' : ''}`} dir="auto" lang={status.language || undefined}
      dangerouslySetInnerHTML={{ __html: emojiHtml(status.content, status.emojis) }} />
  )
}
