// Whether what is fetched behind a reader's back is there by now.
import { findRefresh, type Refresh } from '#domain/statuses/refreshes.ts'
import { missing } from '#domain/refusals.ts'
import { route, type Call, type Route } from '../route.ts'

/** Tells an app where to ask again, and after how many seconds. */
export function tellRefresh({ reply }: Pick<Call, 'reply'>, { id, resultCount }: Pick<Refresh, 'id' | 'resultCount'>, retry: number): void {
  reply.header('mastodon-async-refresh', `id="${id}", retry=${retry}${resultCount === null ? '' : `, result_count=${resultCount}`}`)
}

async function show({ ctx, params }: Call): Promise<unknown> {
  const refresh = await findRefresh(ctx.db, params['id'] ?? '', ctx.clock.now())
  if (!refresh) throw missing()
  return { async_refresh: { id: refresh.id, status: refresh.running ? 'running' : 'finished', result_count: refresh.resultCount } }
}

export const asyncRefreshRoutes: Route[] = [
  route('GET /api/v1_alpha/async_refreshes/:id', { contract: 'async_refreshes#show', scopes: ['read'], handle: show }),
]
