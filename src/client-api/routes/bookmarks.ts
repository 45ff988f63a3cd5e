// A member's own lists of what they kept and what they liked.
import { z } from 'zod'
import { bookmarksOf, favouritesOf } from '#domain/interactions/pages.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const input = z.object(paging(20, 40))

const list = (of: typeof bookmarksOf) => async (call: Call<z.output<typeof input>>): Promise<unknown> => {
  const { accountId } = call.user()
  const { keys, ids } = await of(call.ctx.db, accountId, pageOf(call.input))
  return paged(call, keys, await showStatuses(call.ctx, accountId, await visibleTo(call.ctx.db, accountId, ids)))
}

export const bookmarkRoutes: Route[] = [
  route('GET /api/v1/bookmarks', { contract: 'bookmarks#get', scopes: ['read:bookmarks'], input, handle: list(bookmarksOf) }),
  route('GET /api/v1/favourites', { contract: 'favourites#get', scopes: ['read:favourites'], input, handle: list(favouritesOf) }),
]
