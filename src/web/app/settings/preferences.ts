// The member's preferences: shown at once, kept with the account, taken back where the server says no.
import { signal } from '@preact/signals'
import type { OwnAccount, ReadingSettings } from '../../props/start.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { get, patch } from '../api.ts'
import { live } from '../components/live-card.tsx'
import { say } from '../components/toast.tsx'
import { w } from '../page.ts'
import { start } from '../start.ts'

export interface Posting { privacy: string; sensitive: boolean; language: string | null; quote_policy: string }
export type Reading = ReadingSettings & { languages: readonly string[] }

interface Answer { 'reading:expand:media': ReadingSettings['expandMedia']; 'reading:expand:spoilers': boolean; 'reading:autoplay:gifs': boolean; 'reading:languages': string[] }

const { privacy, sensitive, language, quote_policy = 'public' } = start.me.source

export const posting = signal<Posting>({ privacy, sensitive, language, quote_policy })
export const reading = signal<Reading>({ ...start.reading, languages: [] })

function take(answer: Answer): void {
  const told = { expandMedia: answer['reading:expand:media'], expandWarnings: answer['reading:expand:spoilers'], autoplayGifs: answer['reading:autoplay:gifs'] }
  reading.value = { ...told, languages: answer['reading:languages'] }
  // Cards that are drawn from now on go by it.
  Object.assign(start.reading, told)
  live.expandMedia = told.expandMedia
  live.expandWarnings = told.expandWarnings
}

const PATH = '/api/covey/v1/preferences'

export const loadPreferences = async (): Promise<void> => take(await get<Answer>(PATH))

/** Changes what new posts begin with. */
export async function setPosting(change: Partial<Posting>): Promise<void> {
  const before = posting.peek()
  posting.value = { ...before, ...change }
  try {
    const source = { ...change, ...change.language === null ? { language: '' } : {} }
    const me = await patch<OwnAccount>('/api/v1/accounts/update_credentials', { source })
    Object.assign(start.me.source, me.source)
    say(w.ownSettings.saved)
  } catch (error) {
    posting.value = before
    reportFailure(error)
  }
}

/** Changes how posts are shown. */
export async function setReading(change: Partial<Reading>): Promise<void> {
  const before = reading.peek()
  reading.value = { ...before, ...change }
  const { expandMedia, expandWarnings, autoplayGifs, languages } = change
  try {
    take(await patch<Answer>(PATH, { expand_media: expandMedia, expand_spoilers: expandWarnings, autoplay_gifs: autoplayGifs, languages }))
    say(w.ownSettings.saved)
  } catch (error) {
    reading.value = before
    reportFailure(error)
  }
}
