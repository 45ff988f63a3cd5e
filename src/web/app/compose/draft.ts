// What is being written: everything that must survive closing, reloading and failing, and what can be told from it.
import type { Status } from '../../props/entities.ts'
import { handlesIn } from './count.ts'

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

/** From widest to narrowest. */
export const visibilities: readonly Visibility[] = ['public', 'unlisted', 'private', 'direct']

export interface DraftPoll { options: string[]; expiresIn: number; multiple: boolean; hideTotals: boolean }

/** One attachment. Its file lies beside the draft under `key`, so that it can be uploaded again. */
export interface DraftMedia {
  key: string
  /** The server's, once it has it. */
  id: string | null
  /** When the server got it, epoch ms: it forgets what no post carries after a day. */
  uploadedAt: number
  /** Carried by the post that is edited. */
  attached: boolean
  name: string
  kind: string
  previewUrl: string | null
  description: string
  /** -1…1 both ways, y upwards. */
  focus: { x: number; y: number }
  /** Description and focus as the server has them. */
  told: string
}

export interface Draft {
  id: string
  kind: 'post' | 'reply' | 'quote' | 'edit'
  /** What is answered, quoted or edited. */
  target: string | null
  about: Status | null
  text: string
  /** Null: none; empty: the field is open. */
  warning: string | null
  visibility: Visibility
  sensitive: boolean
  language: string
  poll: DraftPoll | null
  media: DraftMedia[]
  /** As a datetime-local input has it, in the member's own time. */
  scheduledAt: string | null
  /** What is deleted when this is posted: it is the same thing, written anew. */
  replaces: { kind: 'status' | 'scheduled'; id: string } | null
  /** Sent with every try, so that the server posts it once. */
  key: string
  /** The try of which nobody knows how it ended. */
  tried: { at: number; body: string } | null
  state: 'draft' | 'queued' | 'failed'
  fault: string | null
  savedAt: number
}

export const newId = (): string => crypto.getRandomValues(new Uint32Array(3)).reduce((text, n) => text + n.toString(36), '')

export const toldOf = ({ description, focus }: Pick<DraftMedia, 'description' | 'focus'>): string => JSON.stringify([description, focus.x, focus.y])

/** What the member typed and chose, for telling whether a draft is worth keeping. */
export function fingerprint({ text, warning, visibility, sensitive, language, poll, media, scheduledAt }: Draft): string {
  return JSON.stringify([text.trim(), warning ?? '', visibility, sensitive, language, poll, media.map(({ key, description, focus }) => [key, description, focus]), scheduledAt])
}

/** Nothing to post. */
export const isBlank = ({ text, warning, media }: Draft): boolean => text.trim() === '' && !warning?.trim() && media.length === 0

/** Pictures that nobody described. */
export const undescribed = ({ media }: Draft): number => media.filter(({ description }) => description.trim() === '').length

export const pollIsWhole = (poll: DraftPoll | null): boolean => {
  if (!poll) return true
  const options = poll.options.map((one) => one.trim()).filter(Boolean)
  return options.length >= 2 && new Set(options).size === options.length
}

/** Who is mentioned, but not part of the private conversation that is answered: their first sight of it. */
export function outsiders({ text, visibility, kind, about }: Draft, me: string): string[] {
  if (visibility !== 'direct' || kind !== 'reply' || about?.visibility !== 'direct') return []
  const inside = new Set([me, about.account.acct, ...(about.mentions ?? []).map(({ acct }) => acct)].map((acct) => acct.toLowerCase()))
  return handlesIn(text).filter((handle) => !inside.has(handle))
}

/** The name that a datetime-local input gives a moment, in the member's own time. */
export function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
