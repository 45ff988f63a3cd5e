// A click on a post's own words opens it, as in Mastodon. Whatever has a use of its own keeps it, and so does a selection.
import { postPath } from '../components/link.tsx'
import { navigate } from './router.ts'
import { shownOf } from './store/statuses.ts'

/** What a click means something else on. A quoted post is somebody else's: its own link opens it. */
const OWN_USE = 'a, button, summary, input, label, select, textarea, form, video, audio, .media, .poll, .quote, [role=button], [role=menu], dialog'

function openCard(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const target = event.target instanceof Element ? event.target : null
  const card = target?.closest<HTMLElement>('[data-card]:not(.post-opened)')
  if (!target || !card || !target.closest('.post-content') || target.closest(OWN_USE) || getSelection()?.isCollapsed === false) return
  const shown = shownOf(card.dataset['card'] ?? '')
  if (shown) navigate(postPath(shown.status))
}

/** Begins to listen; called once. */
export function startCardClicks(): void {
  document.addEventListener('click', openCard)
}
