// The whole API on one page: each section lists its methods with path, scope and rate class.
import type { Route } from './route.ts'
import { appRoutes } from './routes/apps.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { signUpRoutes } from './routes/sign-up.ts'

export const routeTable: readonly Route[] = [
  ...appRoutes,
  ...oauthRoutes,
  ...signUpRoutes,
]
