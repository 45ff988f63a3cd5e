// What people do with a status: favourite, boost, bookmark, pin, mute its thread; and who did.
import { z } from 'zod'
import type { Tx } from '#domain/context.ts'
import { missing } from '#domain/refusals.ts'
import { bookmark, unbookmark } from '#domain/interactions/bookmark.ts'
import { favourite, unfavourite } from '#domain/interactions/favourite.ts'
import { muteThread, unmuteThread } from '#domain/interactions/mute-thread.ts'
import { boosters, favouriters } from '#domain/interactions/pages.ts'
import { pin, unpin } from '#domain/interactions/pin.ts'
import { reblog, unreblog, type BoostVisibility } from '#domain/interactions/reblog.ts'
import { visibleOriginal, visibleStatus } from '#domain/statuses/visible-to.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { paged } from '../pagination.ts'
import { choice, pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const boostInput = z.object({ visibility: choice(['public', 'unlisted', 'private']) })
const peopleInput = z.object(paging(40, 80))

type Act = (tx: Tx, accountId: number, statusId: number) => Promise<unknown>

async function show(call: Call<never> | Call, id: number): Promise<unknown> {
  const status = await showStatus(call.ctx, call.viewer, id)
  if (!status) throw missing()
  return status
}

/** Does something with a status and shows what it was done with. */
const doing = (act: Act) => async (call: Call): Promise<unknown> => {
  const { accountId } = call.user()
  const { id } = await visibleOriginal(call.ctx.db, accountId, call.id())
  await call.ctx.write((tx) => act(tx, accountId, id))
  return show(call, id)
}

/**
 * Takes something back. That one may also do when the status has become invisible, but it is not shown then: what was
 * written since is not for them.
 */
const undoing = (act: (tx: Tx, accountId: number, statusId: number) => Promise<{ statusId: number }>) => async (call: Call): Promise<unknown> => {
  const { accountId } = call.user()
  const { statusId } = await call.ctx.write((tx) => act(tx, accountId, call.id()))
  await visibleOriginal(call.ctx.db, accountId, statusId)
  return show(call, statusId)
}

async function boost(call: Call<z.output<typeof boostInput>>): Promise<unknown> {
  const { accountId, settings } = call.user()
  const usual: BoostVisibility = settings.default_privacy === 'direct' ? 'private' : settings.default_privacy
  const visibility = call.input.visibility ?? usual
  const id = await call.ctx.write((tx) => reblog(tx, accountId, call.id(), { visibility }))
  const status = await showStatus(call.ctx, call.viewer, id)
  if (!status) throw missing()
  return status
}

/** Pins are about the very status: a boost is refused, not looked through. */
const pinning = (act: Act) => async (call: Call): Promise<unknown> => {
  const { accountId } = call.user()
  const { id } = await visibleStatus(call.ctx.db, accountId, call.id())
  await call.ctx.write((tx) => act(tx, accountId, id))
  return show(call, id)
}

const people = (list: typeof favouriters) => async (call: Call<z.output<typeof peopleInput>>): Promise<unknown> => {
  const { id } = await visibleOriginal(call.ctx.db, call.viewer, call.id())
  const { keys, ids } = await list(call.ctx.db, call.viewer, id, pageOf(call.input))
  return paged(call, keys, await showAccounts(call.ctx, ids))
}

const FAVOURITES = ['write:favourites']
const STATUSES = ['write:statuses']
const BOOKMARKS = ['write:bookmarks']
const MUTES = ['write:mutes']
const PINS = ['write:accounts']
const READ = ['read:statuses']

export const interactionRoutes: Route[] = [
  route('POST /api/v1/statuses/:id/favourite', { contract: 'statuses#favourite', scopes: FAVOURITES, handle: doing(favourite) }),
  route('POST /api/v1/statuses/:id/unfavourite', { contract: 'statuses#unfavourite', scopes: FAVOURITES, handle: undoing(unfavourite) }),
  route('POST /api/v1/statuses/:id/reblog', { contract: 'statuses#boost', scopes: STATUSES, input: boostInput, handle: boost }),
  route('POST /api/v1/statuses/:id/unreblog', { contract: 'statuses#unreblog', scopes: STATUSES, handle: undoing(unreblog) }),
  route('POST /api/v1/statuses/:id/bookmark', { contract: 'statuses#bookmark', scopes: BOOKMARKS, handle: doing(bookmark) }),
  route('POST /api/v1/statuses/:id/unbookmark', { contract: 'statuses#unbookmark', scopes: BOOKMARKS, handle: undoing(unbookmark) }),
  route('POST /api/v1/statuses/:id/mute', { contract: 'statuses#mute', scopes: MUTES, handle: doing(muteThread) }),
  route('POST /api/v1/statuses/:id/unmute', { contract: 'statuses#unmute', scopes: MUTES, handle: doing(unmuteThread) }),
  route('POST /api/v1/statuses/:id/pin', { contract: 'statuses#pin', scopes: PINS, handle: pinning(pin) }),
  route('POST /api/v1/statuses/:id/unpin', { contract: 'statuses#unpin', scopes: PINS, handle: pinning(unpin) }),
  route('GET /api/v1/statuses/:id/favourited_by', { contract: 'statuses#favourited_by', auth: 'public', scopes: READ, input: peopleInput, handle: people(favouriters) }),
  route('GET /api/v1/statuses/:id/reblogged_by', { contract: 'statuses#reblogged_by', auth: 'public', scopes: READ, input: peopleInput, handle: people(boosters) }),
]
