// The words of alerts, conversations, search, lists and filters: kept apart, so that they come with their screens.
import { alerts } from './en/alerts.ts'
import { finding } from './en/finding.ts'
import { keeping } from './en/keeping.ts'

const english = { ...alerts, ...finding, ...keeping }

/** Every sentence of those screens. A translation is an object of this type. */
export type MemberWords = typeof english

const catalogues = new Map<string, MemberWords>([['en', english]])

/** The words for a BCP 47 tag, as `wordsFor` chooses them. */
export function memberWordsFor(tag = 'en'): MemberWords {
  const lower = tag.toLowerCase()
  return catalogues.get(lower) ?? catalogues.get(lower.split('-')[0] ?? 'en') ?? english
}
