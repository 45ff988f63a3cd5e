// The words of pages that only those see who set a community up or invite people: kept apart, so that the members' app,
// which carries the others, stays light.
import { setup } from './en/setup.ts'

/** Every sentence of those pages. A translation is an object of this type. */
export type SetupWords = typeof setup

const catalogues = new Map<string, SetupWords>([['en', setup]])

/** The words for a BCP 47 tag, as `wordsFor` chooses them. */
export function setupWordsFor(tag = 'en'): SetupWords {
  const lower = tag.toLowerCase()
  return catalogues.get(lower) ?? catalogues.get(lower.split('-')[0] ?? 'en') ?? setup
}
