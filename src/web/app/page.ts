// What the shared components ask for (words, formats, the community), made from what the page brought along, with a
// clock that goes on.
import { signal } from '@preact/signals'
import { type PageContextValue, pageContext } from '../components/page-context.tsx'
import { serverNow, start } from './start.ts'

const { community, me, csrf, lang } = start
const base = pageContext({
  community, stylesheets: [], now: start.now, lang,
  viewer: { acct: me.acct, display_name: me.display_name, avatar: me.avatar, csrf },
})

/** Words and formats for code outside components. */
export const { w, f } = base

/** The context of all components; renewed every half minute, so that "2 minutes ago" stays true. */
export const pageValue = signal<PageContextValue>(base)

setInterval(() => {
  if (!document.hidden) pageValue.value = { ...base, page: { ...base.page, now: serverNow() } }
}, 30_000)

/** The name of the tab, with the community's appended. */
export function setTitle(title: string): void {
  document.title = `${title} – ${community.name}`
}
