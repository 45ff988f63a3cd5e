// The words of the screens that come after the first: fetched with them, so that the first page stays light.
import { memberWordsFor } from '../words/member-catalogue.ts'
import { start } from './start.ts'

/** In the reader's language, if there is a catalogue for it. */
export const memberWords = memberWordsFor(start.lang)
