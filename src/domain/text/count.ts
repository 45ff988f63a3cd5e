// How long a post is, by the rule every Mastodon client counts with while one types.
import type { TextEntity } from './entities.ts'
import { findEntities } from './find-entities.ts'

/** What one link costs, however long it is; published as `characters_reserved_per_url`. */
export const CHARACTERS_PER_URL = 23

const URL_PLACEHOLDER = 'x'.repeat(CHARACTERS_PER_URL)
const PLAIN_ASCII = /^[\x20-\x7e\n]*$/
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The number of user-perceived characters (extended grapheme clusters, UAX #29): a family emoji is one. */
export function countGraphemes(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

function countedAs(entity: TextEntity): string {
  if (entity.kind === 'mention') return `@${entity.username}`
  const shortened = entity.kind === 'url' && entity.scheme !== 'xmpp' && entity.scheme !== 'magnet'
  return shortened ? URL_PLACEHOLDER : entity.text
}

/**
 * The length of a post in characters: grapheme clusters of its content warning and text together, where each link
 * counts as 23 and the host of a remote mention counts nothing. Compare it with the instance's `max_characters`.
 */
export function countCharacters(text: string, warning = ''): number {
  const parts = [warning]
  let last = 0
  for (const entity of findEntities(text)) {
    parts.push(text.slice(last, entity.start), countedAs(entity))
    last = entity.end
  }
  parts.push(text.slice(last))
  return countGraphemes(parts.join(''))
}
