// The frame around everything a member reads: navigation, the reading column, the side. The server draws it around its
// pages, and the app draws the same, so that nothing moves when script takes over.
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import { profilePath } from './link.tsx'
import { usePage } from './page-context.tsx'
import { Avatar } from './person.tsx'
import type { Account } from '../props/entities.ts'

export type NavKey = 'home' | 'explore' | 'write' | 'alerts' | 'private' | 'lists' | 'bookmarks' | 'favourites' | 'you' | 'settings' | 'staff'

interface NavItem { key: NavKey; icon: IconName; path: string; phone: boolean }

/** Mastodon's bits that give something to look after: reports and people. */
const LOOKING_AFTER = 1 | 1 << 4 | 1 << 10

const items = (acct: string, permissions: number): NavItem[] => [
  { key: 'home', icon: 'home', path: '/home', phone: true },
  { key: 'explore', icon: 'explore', path: '/explore', phone: true },
  { key: 'write', icon: 'write', path: '/publish', phone: true },
  { key: 'alerts', icon: 'bell', path: '/notifications', phone: true },
  { key: 'private', icon: 'mail', path: '/conversations', phone: false },
  { key: 'lists', icon: 'list', path: '/lists', phone: false },
  { key: 'bookmarks', icon: 'bookmark', path: '/bookmarks', phone: false },
  { key: 'favourites', icon: 'star', path: '/favourites', phone: false },
  { key: 'you', icon: 'person', path: profilePath(acct), phone: true },
  { key: 'settings', icon: 'settings', path: '/settings', phone: false },
  ...permissions & LOOKING_AFTER ? [{ key: 'staff' as const, icon: 'shield' as const, path: '/admin/dashboard', phone: false }] : [],
]

const keysByPath: Record<string, NavKey> = {
  home: 'home', explore: 'explore', public: 'explore', tags: 'explore', search: 'explore', directory: 'explore', publish: 'write', notifications: 'alerts',
  conversations: 'private', lists: 'lists', bookmarks: 'bookmarks', favourites: 'favourites', settings: 'settings', admin: 'staff',
}

/** The entry that leads to `path`, by its first part; "You" only for the member's own page. */
export function navKeyOf(path: string, acct: string): NavKey | null {
  const first = path.split('/')[1] ?? ''
  return first.startsWith('@') ? (path === profilePath(acct) ? 'you' : null) : keysByPath[first] ?? null
}

export interface MemberFrameProps {
  me: Account
  permissions: number
  /** The entry that leads to what is read; none for a post or somebody else's page. */
  current: NavKey | null
  /** Numbers of what waits behind an entry. */
  unread?: Partial<Record<NavKey, number>>
  side?: ComponentChildren
  children: ComponentChildren
}

/** Skip links, navigation, main, side: in this order also for those who hear the page. */
export function MemberFrame(props: MemberFrameProps) {
  const { page, w } = usePage()
  return (
    <div class="frame">
      <a class="skip" href="#content">{w.skipToContent}</a>
      <MemberNav {...props} />
      <main id="content" tabindex={-1}>{props.children}</main>
      <aside class="frame-side" aria-label={page.community.name}>{props.side ?? <DefaultSide />}</aside>
    </div>
  )
}

function MemberNav({ me, permissions, current, unread }: MemberFrameProps) {
  const { page, w, f } = usePage()
  return (
    <nav class="frame-nav" aria-label={w.mainNavigation}>
      <a class="frame-name" href="/home"><bdi>{page.community.name}</bdi></a>
      <ul>{items(me.acct, permissions).map(({ key, icon, path, phone }) => {
        const waiting = unread?.[key] ?? 0
        return (
          <li class={`nav-${key}${phone ? '' : ' nav-wide'}`}>
            <a href={path} aria-current={current === key ? 'page' : undefined}>
              {key === 'you' ? <Avatar account={me} size={24} /> : <Icon name={icon} />}
              <span>{w.app.nav[key]}</span>
              {waiting ? <span class="nav-count"><bdi aria-hidden="true">{waiting > 99 ? '99+' : f.number(waiting)}</bdi><span class="hidden">{w.app.nav.unread(f.number(waiting))}</span></span> : null}
            </a>
          </li>
        )
      })}</ul>
    </nav>
  )
}

/** What stands beside every list: search, and the ways to those who look after the place. */
function DefaultSide() {
  const { page, w } = usePage()
  const { community, viewer } = page
  return (
    <>
      <form class="side-search" action="/search" role="search"><input type="search" name="q" aria-label={w.app.nav.search} placeholder={w.app.nav.search} /></form>
      <section class="card community-card">
        <h2>{w.whereYouAre(community.domain)}</h2>
        {community.description ? <p dir="auto">{community.description}</p> : null}
        <p class="muted side-links"><a href="/about">{w.about}</a> {community.privacyPolicyUrl ? <a href={community.privacyPolicyUrl}>{w.privacy}</a> : null} <a href="/settings/preferences">{w.ownSettings.preferences.title}</a> <a href="/keyboard-shortcuts">{w.app.keys.title}</a></p>
        {viewer ? <form method="post" action="/auth/sign_out"><input type="hidden" name="csrf" value={viewer.csrf} /><button class="link-button" type="submit">{w.signOut}</button></form> : null}
      </section>
    </>
  )
}

/** The bar above a list: its name, what it holds in which order, and at its end what can be done with it. */
export function ScreenBar(props: { title: ComponentChildren; note?: string; children?: ComponentChildren }) {
  return (
    <header class="screen-bar">
      <div class="screen-title"><h1 tabindex={-1}>{props.title}</h1>{props.note ? <p class="hidden">{props.note}</p> : null}</div>
      {props.children ? <div class="screen-tools">{props.children}</div> : null}
    </header>
  )
}
