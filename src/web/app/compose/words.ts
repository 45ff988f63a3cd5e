// The composer's words in the member's language.
import { composeWordsFor } from '../../words/compose-catalogue.ts'
import { start } from '../start.ts'

export const cw = composeWordsFor(start.lang)

const moment = new Intl.DateTimeFormat(start.lang, { dateStyle: 'long', timeStyle: 'short' })

/** A moment as the member's own clock has it. */
export const ownTime = (iso: string): string => moment.format(Date.parse(iso))
