// THE table of the app's screens: address → what draws it. The server reads the same table: what has no page of its own
// is sent as a frame for members (web/routes/member-pages.ts). The first pattern that fits counts.
import type { ComponentType } from 'preact'
import type { Words } from '../words/catalogue.ts'

export interface ScreenProps {
  params: Record<string, string>
  query: URLSearchParams
}

export interface ScreenModule {
  /** Called before the first drawing, so that nothing appears half-done; what it awaits is waited for. */
  prepare?: (props: ScreenProps) => Promise<void>
  Screen: ComponentType<ScreenProps>
}

export interface ScreenEntry {
  pattern: string
  load: () => Promise<ScreenModule>
  /** For the tab and for those who hear where they have arrived; a screen may say better once it knows: see `setTitle`. */
  title: (words: Words, params: Record<string, string>) => string
}

export const screens: readonly ScreenEntry[] = [
  { pattern: '/home', load: () => import('./screens/home.tsx'), title: (w) => w.app.timelines.home },
  { pattern: '/public', load: () => import('./screens/public.tsx'), title: (w) => w.app.timelines.public },
  { pattern: '/public/local', load: () => import('./screens/public.tsx'), title: (w) => w.app.timelines.local },
  { pattern: '/public/remote', load: () => import('./screens/public.tsx'), title: (w) => w.app.timelines.remote },
  { pattern: '/tags/:tag', load: () => import('./screens/hashtag.tsx'), title: (_w, { tag }) => `#${tag}` },
  { pattern: '/notifications', load: () => import('./screens/notifications.tsx'), title: (w) => w.app.titles.alerts },
  { pattern: '/notifications/requests', load: () => import('./screens/notifications-requests.tsx'), title: (w) => w.app.titles.alertRequests },
  { pattern: '/conversations', load: () => import('./screens/conversations.tsx'), title: (w) => w.app.nav.private },
  { pattern: '/conversations/:id', load: () => import('./screens/conversations-one.tsx'), title: (w) => w.app.nav.private },
  { pattern: '/search', load: () => import('./screens/search.tsx'), title: (w) => w.app.nav.search },
  { pattern: '/explore', load: () => import('./screens/explore.tsx'), title: (w) => w.app.nav.explore },
  { pattern: '/directory', load: () => import('./screens/directory.tsx'), title: (w) => w.app.titles.directory },
  { pattern: '/lists', load: () => import('./screens/lists.tsx'), title: (w) => w.app.nav.lists },
  { pattern: '/lists/:id/edit', load: () => import('./screens/lists-edit.tsx'), title: (w) => w.app.titles.editList },
  { pattern: '/followed_tags', load: () => import('./screens/followed-tags.tsx'), title: (w) => w.app.titles.followedTags },
  { pattern: '/follow_requests', load: () => import('./screens/follow-requests.tsx'), title: (w) => w.app.keys.names.requests },
  { pattern: '/blocks', load: () => import('./screens/blocks.tsx'), title: (w) => w.app.keys.names.blocks },
  { pattern: '/mutes', load: () => import('./screens/mutes.tsx'), title: (w) => w.app.keys.names.mutes },
  { pattern: '/domain_blocks', load: () => import('./screens/domain-blocks.tsx'), title: (w) => w.app.titles.domainBlocks },
  { pattern: '/filters', load: () => import('./screens/filters.tsx'), title: (w) => w.app.titles.filters },
  { pattern: '/filters/new', load: () => import('./screens/filters-edit.tsx'), title: (w) => w.app.titles.newFilter },
  { pattern: '/filters/:id/edit', load: () => import('./screens/filters-edit.tsx'), title: (w) => w.app.titles.editFilter },
  { pattern: '/lists/:id', load: () => import('./screens/list.tsx'), title: (w) => w.app.timelines.list },
  { pattern: '/bookmarks', load: () => import('./screens/kept.tsx'), title: (w) => w.app.timelines.bookmarks },
  { pattern: '/favourites', load: () => import('./screens/kept.tsx'), title: (w) => w.app.timelines.favourites },
  { pattern: '/@:acct/:id', load: () => import('./screens/thread.tsx'), title: (w) => w.app.thread.title },
  { pattern: '/publish', load: () => import('./compose/publish-screen.tsx'), title: (w) => w.app.compose.publish },
  { pattern: '/share', load: () => import('./compose/publish-screen.tsx'), title: (w) => w.app.compose.publish },
  { pattern: '/intents/share', load: () => import('./compose/publish-screen.tsx'), title: (w) => w.app.compose.publish },
  { pattern: '/intents/compose', load: () => import('./compose/publish-screen.tsx'), title: (w) => w.app.compose.publish },
  { pattern: '/drafts', load: () => import('./compose/drafts-screen.tsx'), title: (w) => w.app.compose.drafts },
  { pattern: '/scheduled', load: () => import('./compose/scheduled-screen.tsx'), title: (w) => w.app.compose.scheduled },
  { pattern: '/@:acct', load: () => import('./screens/profile.tsx'), title: (_w, { acct }) => `@${acct}` },
  { pattern: '/@:acct/with_replies', load: () => import('./screens/profile.tsx'), title: (_w, { acct }) => `@${acct}` },
  { pattern: '/@:acct/media', load: () => import('./screens/profile.tsx'), title: (_w, { acct }) => `@${acct}` },
  { pattern: '/@:acct/tagged/:tag', load: () => import('./screens/profile.tsx'), title: (_w, { acct, tag }) => `#${tag} – @${acct}` },
  { pattern: '/@:acct/featured', load: () => import('./screens/profile-featured.tsx'), title: (_w, { acct }) => `@${acct}` },
  { pattern: '/@:acct/followers', load: () => import('./screens/profile-people.tsx'), title: (w) => w.people.lists.followers },
  { pattern: '/@:acct/following', load: () => import('./screens/profile-people.tsx'), title: (w) => w.people.lists.following },
  { pattern: '/relationships', load: () => import('./screens/profile-people.tsx'), title: (w) => w.people.lists.relationships },
  { pattern: '/settings', load: () => import('./screens/settings.tsx'), title: (w) => w.ownSettings.title },
  { pattern: '/settings/profile', load: () => import('./screens/settings-profile.tsx'), title: (w) => w.ownSettings.profile.title },
  { pattern: '/settings/preferences', load: () => import('./screens/settings-preferences.tsx'), title: (w) => w.ownSettings.preferences.title },
  { pattern: '/keyboard-shortcuts', load: () => import('./screens/keyboard-shortcuts.tsx'), title: (w) => w.app.keys.title },
  { pattern: '/start', load: () => import('./screens/start.tsx'), title: (w) => w.app.start.title },
]
