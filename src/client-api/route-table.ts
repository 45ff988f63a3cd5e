// The whole API on one page: each section lists its methods with path, scope and rate class.
import type { Route } from './route.ts'
import { appRoutes } from './routes/apps.ts'
import { blockRoutes } from './routes/blocks.ts'
import { bookmarkRoutes } from './routes/bookmarks.ts'
import { domainBlockRoutes } from './routes/domain-blocks.ts'
import { endorsementRoutes } from './routes/endorsements.ts'
import { featuredTagRoutes } from './routes/featured-tags.ts'
import { followRequestRoutes } from './routes/follow-requests.ts'
import { interactionRoutes } from './routes/interactions.ts'
import { listRoutes } from './routes/lists.ts'
import { markerRoutes } from './routes/markers.ts'
import { mediaRoutes } from './routes/media.ts'
import { muteRoutes } from './routes/mutes.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { pollRoutes } from './routes/polls.ts'
import { relationshipRoutes } from './routes/relationships.ts'
import { scheduledStatusRoutes } from './routes/scheduled-statuses.ts'
import { signUpRoutes } from './routes/sign-up.ts'
import { statusRoutes } from './routes/statuses.ts'
import { tagRoutes } from './routes/tags.ts'
import { timelineRoutes } from './routes/timelines.ts'

export const routeTable: readonly Route[] = [
  ...appRoutes,
  ...oauthRoutes,
  ...signUpRoutes,
  ...blockRoutes,
  ...domainBlockRoutes,
  ...endorsementRoutes,
  ...featuredTagRoutes,
  ...followRequestRoutes,
  ...listRoutes,
  ...markerRoutes,
  ...muteRoutes,
  ...relationshipRoutes,
  ...tagRoutes,
  ...timelineRoutes,
  ...statusRoutes,
  ...interactionRoutes,
  ...bookmarkRoutes,
  ...pollRoutes,
  ...mediaRoutes,
  ...scheduledStatusRoutes,
]
