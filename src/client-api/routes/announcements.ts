// What the staff tell everybody, and what members make of it.
import { publishedIds } from '#domain/announcements/queries.ts'
import { dismissAnnouncement, reactTo, unreactTo } from '#domain/announcements/react.ts'
import { showAnnouncements } from '#entities/announcement.ts'
import { route, type Call, type Route } from '../route.ts'

const list = async (call: Call): Promise<unknown> => showAnnouncements(call.ctx, call.user().accountId, await publishedIds(call.ctx.db))

async function dismiss(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => dismissAnnouncement(tx, call.user().accountId, call.id()))
  return {}
}

const change = (verb: typeof reactTo) => async (call: Call): Promise<unknown> => {
  await call.ctx.write((tx) => verb(tx, call.user().accountId, call.id(), call.params['name'] ?? ''))
  return {}
}

const reacting = ['write:favourites']

export const announcementRoutes: Route[] = [
  route('GET /api/v1/announcements', { contract: 'announcements#get', handle: list }),
  route('POST /api/v1/announcements/:id/dismiss', { contract: 'announcements#dismiss', scopes: ['write:accounts'], handle: dismiss }),
  route('PUT /api/v1/announcements/:id/reactions/:name', { contract: 'announcements#put-reactions', scopes: reacting, handle: change(reactTo) }),
  route('DELETE /api/v1/announcements/:id/reactions/:name', { contract: 'announcements#delete-reactions', scopes: reacting, handle: change(unreactTo) }),
]
