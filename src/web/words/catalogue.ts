// Which words a page is written in: the reader's language if there is a catalogue for it, else English.
import { app } from './en/app.ts'
import { joining } from './en/joining.ts'
import { ownSettings } from './en/own-settings.ts'
import { people } from './en/people.ts'
import { publicPages } from './en/public.ts'
import { signingIn } from './en/signing-in.ts'
import { site } from './en/site.ts'
import { visiting } from './en/visiting.ts'
import { type Formats, formatsFor } from './formats.ts'

// `locale` is for dates and numbers: "3 May", "14:05".
const english = { lang: 'en', locale: 'en-GB', dir: 'ltr' as 'ltr' | 'rtl', ...site, ...signingIn, ...joining, ...publicPages, visiting, app, people, ownSettings }

/** Every sentence of the pages. A translation is an object of this type. */
export type Words = typeof english

const catalogues = new Map<string, Words>([['en', english]])

/** The words for a BCP 47 tag, by exact match and then by primary language. */
export function wordsFor(tag = 'en'): Words {
  const lower = tag.toLowerCase()
  return catalogues.get(lower) ?? catalogues.get(lower.split('-')[0] ?? 'en') ?? english
}

/** The number and time formats that go with those words. */
export function formatsOf(words: Words): Formats {
  return formatsFor(words.locale)
}
