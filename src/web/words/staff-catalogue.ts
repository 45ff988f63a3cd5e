// The words of the pages for those who look after the community: kept apart, so that the members' app stays light.
import { staff } from './en/staff.ts'

/** Every sentence of those pages. A translation is an object of this type. */
export type StaffWords = typeof staff

const catalogues = new Map<string, StaffWords>([['en', staff]])

/** The words for a BCP 47 tag, as `wordsFor` chooses them. */
export function staffWordsFor(tag = 'en'): StaffWords {
  const lower = tag.toLowerCase()
  return catalogues.get(lower) ?? catalogues.get(lower.split('-')[0] ?? 'en') ?? staff
}
