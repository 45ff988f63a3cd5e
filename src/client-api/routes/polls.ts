// Polls: looking and voting.
import { z } from 'zod'
import { missing } from '#domain/refusals.ts'
import { stalePoll } from '#domain/polls/stale-poll.ts'
import { visiblePoll, vote } from '#domain/polls/vote.ts'
import { showPoll } from '#entities/poll.ts'
import { list } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

// What is no number chooses an option that is not there.
const choice = z.preprocess((value) => (typeof value === 'string' || typeof value === 'number') && /^\d{1,6}$/.test(String(value)) ? Number(value) : -1, z.number())
const voteInput = z.object({ choices: list(choice) })

async function get(call: Call): Promise<unknown> {
  await visiblePoll(call.ctx.db, call.viewer, call.id())
  if (call.viewer !== null && await stalePoll(call.ctx.db, call.id(), call.ctx.clock.now())) call.ctx.services.refreshPoll(call.id())
  const poll = await showPoll(call.ctx, call.viewer, call.id())
  if (!poll) throw missing()
  return poll
}

async function cast(call: Call<z.output<typeof voteInput>>): Promise<unknown> {
  const { accountId } = call.user()
  await call.ctx.write((tx) => vote(tx, accountId, call.id(), call.input.choices ?? []))
  return showPoll(call.ctx, accountId, call.id())
}

export const pollRoutes: Route[] = [
  route('GET /api/v1/polls/:id', { contract: 'polls#get', auth: 'public', scopes: ['read:statuses'], handle: get }),
  route('POST /api/v1/polls/:id/votes', { contract: 'polls#vote', scopes: ['write:statuses'], input: voteInput, handle: cast }),
]
