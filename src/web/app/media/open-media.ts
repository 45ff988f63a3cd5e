// A picture in a post is looked at over the page instead of as a bare file; the viewer comes when it is first asked for.
import type { MediaAttachment } from '../../props/entities.ts'
import { shownOf } from '../store/statuses.ts'

/** The pictures around a link, and which of them it is; null: they are not known here, and the link leads to the file. */
function picturesAt(link: HTMLAnchorElement): { media: MediaAttachment[]; at: number } | null {
  const id = link.closest<HTMLElement>('[data-card]')?.dataset['card']
  const status = id ? shownOf(id)?.status : null
  const media = status?.media_attachments.filter(({ type, url, remote_url: remote }) => type === 'image' && (url || remote)) ?? []
  const at = media.findIndex(({ url, remote_url: remote }) => [url, remote].some((one) => one && new URL(one, location.href).href === link.href))
  return at < 0 ? null : { media, at }
}

function openFromLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest?.('.media .box a[href]')
  if (!(link instanceof HTMLAnchorElement)) return
  const found = picturesAt(link)
  if (!found) return
  event.preventDefault()
  import('./viewer.tsx').then(({ openViewer }) => openViewer(found.media, found.at, link), () => location.assign(link.href))
}

/** Begins to listen; called once. */
export function startMedia(): void {
  document.addEventListener('click', openFromLink)
}
