// The tab of a profile that shows pictures only.
import type { Status } from '../props/entities.ts'
import { postPath, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'

/** Each picture leads to its post; sensitive ones stay covered. */
export function MediaWall({ statuses }: { statuses: readonly Status[] }) {
  const { w, f, page } = usePage()
  const pictures = statuses.flatMap(status => status.media_attachments.map(file => ({ status, file })))
  if (!pictures.length) return <p class="empty">{w.profile.noMedia}</p>
  return (
    <ul class="wall">{pictures.map(({ status, file }) => {
      const src = webAddress(file.preview_url)
      const label = status.sensitive ? w.post.sensitive : file.description || w.post.noDescription
      return (
        <li><a href={postPath(status)} aria-label={`${label}, ${f.ago(status.created_at, page.now)}`}>
          {src && !status.sensitive ? <img src={src} alt="" width="200" height="200" loading="lazy" decoding="async" /> : <span class="covered">{label}</span>}
        </a></li>
      )
    })}</ul>
  )
}
