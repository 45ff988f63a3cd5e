// The community's own emojis.
import { localEmojis } from '#domain/instance/custom-emojis.ts'
import { renderEmoji } from '#entities/custom-emoji.ts'
import { route, type Route } from '../route.ts'

export const customEmojiRoutes: Route[] = [
  route('GET /api/v1/custom_emojis', {
    contract: 'custom_emojis#get', auth: 'public',
    handle: async ({ ctx }) => (await localEmojis(ctx.db)).map((row) => renderEmoji(ctx.config, row)),
  }),
]
