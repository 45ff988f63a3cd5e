// The words of the composer and the media viewer: kept apart, because they come with their own part of the app.
import { compose } from './en/compose.ts'

/** Every sentence of them. A translation is an object of this type. */
export type ComposeWords = typeof compose

const catalogues = new Map<string, ComposeWords>([['en', compose]])

/** The words for a BCP 47 tag, as `wordsFor` chooses them. */
export function composeWordsFor(tag = 'en'): ComposeWords {
  const lower = tag.toLowerCase()
  return catalogues.get(lower) ?? catalogues.get(lower.split('-')[0] ?? 'en') ?? compose
}
