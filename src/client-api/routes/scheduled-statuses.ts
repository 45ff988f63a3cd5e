// Posts that wait for their hour.
import { z } from 'zod'
import { missing } from '#domain/refusals.ts'
import { cancelScheduled, ownScheduled, reschedule, scheduledIds } from '#domain/statuses/schedule-status.ts'
import { showScheduledStatuses } from '#entities/scheduled-status.ts'
import { paged } from '../pagination.ts'
import { instant, pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const listInput = z.object(paging(20, 40))
const updateInput = z.object({ scheduled_at: instant() })

async function list(call: Call<z.output<typeof listInput>>): Promise<unknown> {
  const ids = await scheduledIds(call.ctx.db, call.user().accountId, pageOf(call.input))
  return paged(call, ids, await showScheduledStatuses(call.ctx, ids))
}

async function show(call: Pick<Call, 'ctx' | 'user' | 'id'>): Promise<unknown> {
  const [scheduled] = await showScheduledStatuses(call.ctx, [await ownScheduled(call.ctx.db, call.user().accountId, call.id())])
  if (!scheduled) throw missing()
  return scheduled
}

async function update(call: Call<z.output<typeof updateInput>>): Promise<unknown> {
  const { accountId } = call.user()
  const at = call.input.scheduled_at
  if (at !== undefined) await call.ctx.write((tx) => reschedule(tx, accountId, call.id(), at))
  return show(call)
}

async function cancel(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  await call.ctx.write((tx) => cancelScheduled(tx, accountId, call.id()))
  return {}
}

const READ = ['read:statuses']
const WRITE = ['write:statuses']

export const scheduledStatusRoutes: Route[] = [
  route('GET /api/v1/scheduled_statuses', { contract: 'scheduled_statuses#get', scopes: READ, input: listInput, handle: list }),
  route('GET /api/v1/scheduled_statuses/:id', { contract: 'scheduled_statuses#get-one', scopes: READ, handle: show }),
  route('PUT /api/v1/scheduled_statuses/:id', { contract: 'scheduled_statuses#update', scopes: WRITE, input: updateInput, handle: update }),
  route('DELETE /api/v1/scheduled_statuses/:id', { contract: 'scheduled_statuses#cancel', scopes: WRITE, handle: cancel }),
]
