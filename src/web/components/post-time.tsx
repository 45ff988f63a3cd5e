// When a post was written: short in lists, exact when opened, and always the link to the post.
import type { Status } from '../props/entities.ts'
import { usePage } from './page-context.tsx'

export function PostTime(props: { status: Status; href: string; exact?: boolean }) {
  const { page, f } = usePage()
  const { created_at } = props.status
  return (
    <a class="post-time" href={props.href} title={f.exact(created_at)}>
      <time datetime={created_at}><bdi>{props.exact ? f.exact(created_at) : f.ago(created_at, page.now)}</bdi></time>
    </a>
  )
}
