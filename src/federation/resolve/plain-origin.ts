// Origins without parsing whole addresses: every activity names a dozen addresses of the same few servers.
import { LRUCache } from 'lru-cache'

/** Scheme, host and port as nearly everybody writes them: nothing in it that a parser would read as anything else. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/
const LONGEST = 256

/** What was found to be the beginning of addresses, and their origin. */
const origins = new LRUCache<string, string>({ max: 4000 })

/**
 * The origin of an address on the web that is written plainly; null says nothing: such an address has to be parsed.
 * Nothing after the host can make an address unreadable or give it another origin.
 */
export function plainOrigin(text: string): string | null {
  const end = text.indexOf('/', 8)
  const beginning = end < 0 ? text : text.slice(0, end)
  const known = origins.get(beginning)
  if (known !== undefined) return known
  if (beginning.length > LONGEST || !PLAIN.test(beginning) || !URL.canParse(beginning)) return null
  const { origin } = new URL(beginning)
  origins.set(beginning, origin)
  return origin
}
