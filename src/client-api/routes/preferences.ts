// The caller's preferences, to be read here and changed in the settings.
import { renderPreferences } from '#entities/preferences.ts'
import { route, type Route } from '../route.ts'

export const preferenceRoutes: Route[] = [
  route('GET /api/v1/preferences', {
    contract: 'preferences#get', scopes: ['read:accounts'], handle: async (call) => renderPreferences(call.user().settings),
  }),
]
