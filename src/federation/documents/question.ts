// What makes a Note a Question: the choices, how often each was chosen, and when it ends.
import type { SeenPoll } from '#domain/reading/statuses.ts'
import { second } from './addressing.ts'
import type { Document } from './context.ts'

/** The poll's part of its status's document. Counts that the author hides stay out until the end. */
export function questionPart(poll: SeenPoll, now: number): Document {
  const titles = JSON.parse(poll.options) as string[]
  const counts = JSON.parse(poll.counts) as number[]
  const ended = poll.closed_at !== null || (poll.expires_at !== null && poll.expires_at <= now)
  const told = ended || poll.hide_totals === 0
  const choices = titles.map((name, position) => ({
    type: 'Note', name, replies: { type: 'Collection', ...(told ? { totalItems: counts[position] ?? 0 } : {}) },
  }))
  const closedAt = poll.expires_at ?? poll.closed_at
  return {
    [poll.multiple === 1 ? 'anyOf' : 'oneOf']: choices,
    ...(poll.expires_at === null ? {} : { endTime: second(poll.expires_at) }),
    ...(ended && closedAt !== null ? { closed: second(closedAt) } : {}),
    ...(poll.voters_count === null ? {} : { votersCount: poll.voters_count }),
  }
}
