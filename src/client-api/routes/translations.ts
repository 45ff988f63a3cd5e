// Posts in other languages, and which there are, when a translation service is configured.
import { z } from 'zod'
import { missing } from '#domain/refusals.ts'
import { visibleStatus } from '#domain/statuses/visible-to.ts'
import { translateStatus } from '#domain/translation/translate-status.ts'
import { text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = z.object({ lang: text() })

async function translate(call: Call<z.output<typeof input>>): Promise<unknown> {
  const { ctx, viewer } = call
  const { translator } = ctx.services
  if (!translator) throw missing()
  const { id, reblog_of_id: originalId } = await visibleStatus(ctx.db, viewer, call.id())
  const target = (call.input.lang || call.request.headers['accept-language']?.split(/[,;]/)[0] || 'en').trim().toLowerCase().replace(/[-_].*/, '')
  return translateStatus(ctx, translator, originalId ?? id, target)
}

export const translationRoutes: Route[] = [
  route('POST /api/v1/statuses/:id/translate', { contract: 'statuses#translate', auth: 'app', scopes: ['read:statuses'], input, handle: translate }),
  route('GET /api/v1/instance/translation_languages', {
    contract: 'instance#translation_languages', auth: 'public', handle: async ({ ctx }) => await ctx.services.translator?.languages() ?? {},
  }),
]
