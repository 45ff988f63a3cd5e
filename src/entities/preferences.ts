// A member's preferences, under the names that clients ask for.
import type { UserSettings } from '#domain/access/user-settings.ts'

/** The preferences in a member's settings. */
export const renderPreferences = (settings: UserSettings) => ({
  'posting:default:visibility': settings.default_privacy,
  'posting:default:sensitive': settings.default_sensitive,
  'posting:default:language': settings.default_language,
  'posting:default:quote_policy': settings.default_quote_policy,
  'reading:expand:media': settings.expand_media,
  'reading:expand:spoilers': settings.expand_spoilers,
  'reading:autoplay:gifs': settings.auto_play_gifs,
})
