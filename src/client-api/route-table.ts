// The whole API on one page: each section lists its methods with path, scope and rate class.
import type { Route } from './route.ts'
import { accountPeopleRoutes } from './routes/account-people.ts'
import { accountRoutes } from './routes/accounts.ts'
import { annualReportRoutes } from './routes/annual-reports.ts'
import { announcementRoutes } from './routes/announcements.ts'
import { appRoutes } from './routes/apps.ts'
import { asyncRefreshRoutes } from './routes/async-refreshes.ts'
import { blockRoutes } from './routes/blocks.ts'
import { bookmarkRoutes } from './routes/bookmarks.ts'
import { collectionRoutes } from './routes/collections.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { customEmojiRoutes } from './routes/custom-emojis.ts'
import { directoryRoutes } from './routes/directory.ts'
import { domainBlockRoutes } from './routes/domain-blocks.ts'
import { endorsementRoutes } from './routes/endorsements.ts'
import { featuredTagRoutes } from './routes/featured-tags.ts'
import { followRequestRoutes } from './routes/follow-requests.ts'
import { groupedNotificationRoutes } from './routes/grouped-notifications.ts'
import { instanceRoutes } from './routes/instance.ts'
import { interactionRoutes } from './routes/interactions.ts'
import { filterRoutes } from './routes/filters.ts'
import { filterV1Routes } from './routes/filters-v1.ts'
import { listRoutes } from './routes/lists.ts'
import { markerRoutes } from './routes/markers.ts'
import { mediaRoutes } from './routes/media.ts'
import { muteRoutes } from './routes/mutes.ts'
import { notificationBeforeRoutes } from './routes/notifications-before.ts'
import { notificationRoutes } from './routes/notifications.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { oembedRoutes } from './routes/oembed.ts'
import { ownPreferenceRoutes } from './routes/own-preferences.ts'
import { peerRoutes } from './routes/peers.ts'
import { pollRoutes } from './routes/polls.ts'
import { preferenceRoutes } from './routes/preferences.ts'
import { profileRoutes } from './routes/profile.ts'
import { pushRoutes } from './routes/push.ts'
import { quoteRoutes } from './routes/quotes.ts'
import { relationshipRoutes } from './routes/relationships.ts'
import { reportRoutes } from './routes/reports.ts'
import { scheduledStatusRoutes } from './routes/scheduled-statuses.ts'
import { searchRoutes } from './routes/search.ts'
import { signUpRoutes } from './routes/sign-up.ts'
import { statusRoutes } from './routes/statuses.ts'
import { suggestionRoutes } from './routes/suggestions.ts'
import { tagRoutes } from './routes/tags.ts'
import { timelineRoutes } from './routes/timelines.ts'
import { trendRoutes } from './routes/trends.ts'
import { translationRoutes } from './routes/translations.ts'

export const routeTable: readonly Route[] = [
  ...appRoutes,
  ...oauthRoutes,
  ...signUpRoutes,
  ...accountRoutes,
  ...accountPeopleRoutes,
  ...profileRoutes,
  ...searchRoutes,
  ...directoryRoutes,
  ...suggestionRoutes,
  ...preferenceRoutes,
  ...ownPreferenceRoutes,
  ...customEmojiRoutes,
  ...instanceRoutes,
  ...announcementRoutes,
  ...annualReportRoutes,
  ...peerRoutes,
  ...oembedRoutes,
  ...blockRoutes,
  ...domainBlockRoutes,
  ...endorsementRoutes,
  ...featuredTagRoutes,
  ...followRequestRoutes,
  ...listRoutes,
  ...collectionRoutes,
  ...filterRoutes,
  ...filterV1Routes,
  ...markerRoutes,
  ...muteRoutes,
  ...relationshipRoutes,
  ...reportRoutes,
  ...tagRoutes,
  ...timelineRoutes,
  ...trendRoutes,
  ...asyncRefreshRoutes,
  ...statusRoutes,
  ...translationRoutes,
  ...interactionRoutes,
  ...quoteRoutes,
  ...bookmarkRoutes,
  ...pollRoutes,
  ...mediaRoutes,
  ...scheduledStatusRoutes,
  ...notificationBeforeRoutes,
  ...notificationRoutes,
  ...groupedNotificationRoutes,
  ...pushRoutes,
  ...conversationRoutes,
]
