// The title of home and its neighbours, as a menu: from one list to the next without a way over the navigation.
import { signal } from '@preact/signals'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import { get } from '../api.ts'
import { w } from '../page.ts'
import { Menu, type MenuItem } from './menu.tsx'

interface MemberList { id: string; title: string }

/** The member's lists; null until they were asked for. */
const lists = signal<readonly MemberList[] | null>(null)

/** Asks for the lists anew; whoever changes one calls it. */
export async function loadLists(): Promise<readonly MemberList[]> {
  lists.value = await get<MemberList[]>('/api/v1/lists')
  return lists.value
}

/** Name and address of everything the title leads to, in the order of the keys 1 to 9. */
export function switchTargets(): { label: string; href: string }[] {
  const { timelines, nav } = w.app
  return [
    { label: timelines.home, href: '/home' }, { label: timelines.local, href: '/public/local' }, { label: timelines.public, href: '/public' },
    { label: timelines.remote, href: '/public/remote' },
    ...(lists.peek() ?? []).map(({ id, title }) => ({ label: title, href: `/lists/${id}` })),
    { label: nav.private, href: '/conversations' }, { label: nav.lists, href: '/lists' }, { label: timelines.bookmarks, href: '/bookmarks' }, { label: timelines.favourites, href: '/favourites' },
  ]
}

const items = (): MenuItem[] => switchTargets().map(({ label, href }) => ({ label, href, current: location.pathname === href }))

/** `title` with an arrow; opens the menu. The lists are asked for on the way to it. */
export function ListSwitch({ title }: { title: string }) {
  const { w: { app: { timelines } } } = usePage()
  const ask = (): void => { if (!lists.peek()) void loadLists().catch(() => {}) }
  return (
    <span onPointerEnter={ask} onFocusIn={ask}>
      <Menu class="title-button" label={`${title}. ${timelines.switch}`} button={<><bdi>{title}</bdi><Icon name="down" /></>} items={items} />
    </span>
  )
}
