// What a member may ask people to vote on.
import { invalid } from '#domain/refusals.ts'
import { countGraphemes } from '#domain/text/count.ts'
import type { PollDraft } from './draft.ts'

const MINUTE = 60
const DAY = 86_400

/** Mastodon's limits; durations in seconds. */
export const POLL_LIMITS = { options: 4, characters: 50, shortest: 5 * MINUTE, longest: 2_629_746 } as const

export interface PollInput {
  options: string[]
  /** Seconds from now. */
  expiresIn: number | null
  multiple: boolean
  hideTotals: boolean
}

/** A poll as it will be kept, ending `expiresIn` seconds after `now` (epoch ms); refuses one outside of {@link POLL_LIMITS}. */
export function checkPoll(input: PollInput, now: number): PollDraft {
  const options = input.options.map((option) => option.trim()).filter((option) => option !== '')
  const refuse = (text: string) => invalid(`Poll ${text}`)
  if (options.length < 2) throw refuse('options must have more than one item')
  if (options.length > POLL_LIMITS.options) throw refuse(`options can't contain more than ${POLL_LIMITS.options} items`)
  if (options.some((option) => countGraphemes(option) > POLL_LIMITS.characters)) {
    throw refuse(`options cannot be longer than ${POLL_LIMITS.characters} characters each`)
  }
  if (new Set(options).size < options.length) throw refuse('options contain duplicate items')
  if (input.expiresIn === null) throw refuse('duration can\'t be blank')
  if (!(input.expiresIn >= POLL_LIMITS.shortest)) throw refuse('duration is too soon')
  // A month is what people mean by it: 31 days are not too long.
  if (input.expiresIn > Math.max(POLL_LIMITS.longest, 31 * DAY)) throw refuse('duration is too far into the future')
  return { options, multiple: input.multiple, hideTotals: input.hideTotals, expiresAt: now + Math.round(input.expiresIn * 1000) }
}
