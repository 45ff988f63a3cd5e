// In which language a letter is written: the member's, if there are words for it, else English.
import { emails } from '../words/en/emails.ts'
import { formatsFor, type Formats } from '../words/formats.ts'

/** Every letter and what belongs to it. A translation is an object of this type. */
export type LetterWords = typeof emails

interface LetterLanguage { lang: string; dir: 'ltr' | 'rtl'; words: LetterWords; formats: Formats }

const english = { lang: 'en', dir: 'ltr' as const, locale: 'en-GB', words: emails }
const catalogues = new Map([['en', english]])

/** The words for a member's `users.locale`. */
export function letterLanguage(locale: string | null): LetterLanguage {
  const { locale: formats, ...rest } = catalogues.get(locale?.toLowerCase().split(/[-_]/)[0] ?? 'en') ?? english
  return { ...rest, formats: formatsFor(formats) }
}
