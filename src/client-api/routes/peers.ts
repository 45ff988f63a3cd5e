// Which servers are known here, by the beginning of their names: what forms complete a typed domain with.
import { z } from 'zod'
import { hostsBeginning } from '#domain/instance/statistics.ts'
import { text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const searchInput = z.object({ q: text() })
const SHOWN = 10

async function search({ ctx, input }: Call<z.output<typeof searchInput>>): Promise<unknown> {
  const beginning = (input.q ?? '').trim().toLowerCase()
  return beginning === '' ? [] : hostsBeginning(ctx.db, beginning, SHOWN)
}

export const peerRoutes: Route[] = [
  route('GET /api/v1/peers/search', { contract: 'covey#peers-search', auth: 'public', input: searchInput, handle: search }),
]
