// A Question's options, what was counted of each, and when it ends.
import type { PollDraft } from '#domain/statuses/draft.ts'
import { countOf, isObject, listOf, momentOf, type Json } from './plain-json.ts'
import { lineOf, told } from './read-text.ts'

const OPTIONS_LIMIT = 20
const OPTION_LENGTH_LIMIT = 500

export type ReadPoll = PollDraft & { readonly counts: number[]; readonly votersCount: number | null; readonly closedAt: number | null }

function readOption(option: Json): { text: string; count: number } | null {
  const name = told(option, 'name', OPTION_LENGTH_LIMIT)
  const replies = option['replies']
  return name && { text: lineOf(name.text, OPTION_LENGTH_LIMIT), count: isObject(replies) ? countOf(replies['totalItems']) ?? 0 : 0 }
}

/** The poll of a Question; null when it has fewer than two options. Options of the same words are one. */
export function readPoll(document: Json, now: number): ReadPoll | null {
  const multiple = Array.isArray(document['anyOf'])
  const options = new Map<string, number>()
  for (const option of listOf(multiple ? document['anyOf'] : document['oneOf'])) {
    const read = isObject(option) && options.size < OPTIONS_LIMIT ? readOption(option) : null
    if (read && read.text !== '' && !options.has(read.text)) options.set(read.text, read.count)
  }
  if (options.size < 2) return null
  const closed = document['closed']
  const closedAt = momentOf(closed) ?? (closed === true ? now : null)
  const endsAt = momentOf(document['endTime']) ?? momentOf(closed)
  return {
    options: [...options.keys()], counts: [...options.values()], multiple, hideTotals: false,
    expiresAt: endsAt ?? closedAt, closedAt: closedAt !== null && closedAt <= now ? closedAt : null,
    votersCount: countOf(document['votersCount']),
  }
}
