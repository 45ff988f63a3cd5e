// People who want to be found.
import { z } from 'zod'
import { directoryIds } from '#domain/search/directory.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { flag, limit, text, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const directoryInput = z.object({ offset: whole(), limit: limit(40, 80), order: text(), local: flag() })

async function directory(call: Call<z.output<typeof directoryInput>>): Promise<unknown> {
  const { offset = 0, limit: size, order, local = false } = call.input
  const ids = await directoryIds(call.ctx.db, call.viewer, {
    limit: size, offset: Math.max(0, offset), order: order === 'new' ? 'new' : 'active', local,
  })
  return showAccounts(call.ctx, ids)
}

export const directoryRoutes: Route[] = [
  route('GET /api/v1/directory', { contract: 'directory#get', auth: 'public', input: directoryInput, handle: directory }),
]
