// What a member may prefer and no method of Mastodon's changes: how posts are shown, and in which languages. Ours alone.
import { z } from 'zod'
import { changeUserSettings, type UserSettings } from '#domain/access/user-settings.ts'
import { invalid } from '#domain/refusals.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { renderPreferences } from '#entities/preferences.ts'
import { choice, flag, list } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = z.object({
  expand_media: choice(['default', 'show_all', 'hide_all']), expand_spoilers: flag(), autoplay_gifs: flag(), languages: list(z.string()),
})

const render = (settings: UserSettings) => ({ ...renderPreferences(settings), 'reading:languages': settings.chosen_languages ?? [] })

/** No language chosen means all of them. */
function languagesOf(codes: readonly string[] | undefined): string[] | null | undefined {
  if (codes === undefined) return undefined
  const known = codes.filter((code) => code !== '').map((code) => {
    const language = normaliseLanguage(code)
    if (language === null) throw invalid('Languages is invalid')
    return language
  })
  return known.length === 0 ? null : [...new Set(known)]
}

async function change(call: Call<z.output<typeof input>>): Promise<unknown> {
  const user = call.user()
  const { expand_media, expand_spoilers, autoplay_gifs: auto_play_gifs, languages } = call.input
  const told = Object.fromEntries(Object.entries({ expand_media, expand_spoilers, auto_play_gifs, chosen_languages: languagesOf(languages) })
    .filter(([, value]) => value !== undefined)) as Partial<UserSettings>
  await call.ctx.write((tx) => changeUserSettings(tx, user.id, told))
  return render({ ...user.settings, ...told })
}

export const ownPreferenceRoutes: Route[] = [
  route('GET /api/covey/v1/preferences', { contract: 'covey#preferences', scopes: ['read:accounts'], handle: async (call) => render(call.user().settings) }),
  route('PATCH /api/covey/v1/preferences', { contract: 'covey#change-preferences', scopes: ['write:accounts'], input, handle: change }),
]
