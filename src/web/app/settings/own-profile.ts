// The member's own profile while it is edited: as the server has it, as it was typed, and how it is saved.
import { signal } from '@preact/signals'
import type { Account } from '../../props/entities.ts'
import type { OwnAccount } from '../../props/start.ts'
import { get, patch } from '../api.ts'
import { start } from '../start.ts'
import { rememberAccount } from '../store/accounts.ts'

export interface Field { name: string; value: string; verified_at?: string | null }

/** https://docs.joinmastodon.org/entities/Profile/ */
export interface OwnProfile {
  display_name: string
  note: string
  fields: Field[]
  avatar: string | null
  avatar_description: string
  header: string | null
  header_description: string
  locked: boolean
  bot: boolean
  hide_collections: boolean | null
  discoverable: boolean | null
  indexable: boolean
  show_media: boolean
  show_featured: boolean
  attribution_domains: string[]
}

/** What is typed, and saved with one button; pictures and hashtags are saved at once. */
export type Draft = Omit<OwnProfile, 'avatar' | 'header'>

/** As the server has it; null until it was asked for. */
export const kept = signal<OwnProfile | null>(null)
/** As it is typed; null while nothing was changed. */
export const draft = signal<Draft | null>(null)

const KEY = `covey:profile-draft:${start.me.id}`

/** What an edit begins with. */
export const draftOf = ({ avatar: _avatar, header: _header, ...rest }: OwnProfile): Draft => rest

/** Changes what is typed, and keeps it on this device until it is saved. */
export function edit(change: Partial<Draft>): void {
  const base = draft.peek() ?? (kept.peek() ? draftOf(kept.peek()!) : null)
  if (!base) return
  draft.value = { ...base, ...change }
  localStorage.setItem(KEY, JSON.stringify(draft.peek()))
}

/** Drops what was typed and not saved. */
export function dropDraft(): void {
  draft.value = null
  localStorage.removeItem(KEY)
}

/** Asks for the profile; what was typed earlier and never saved comes back. */
export async function loadProfile(): Promise<void> {
  kept.value = await get<OwnProfile>('/api/v1/profile')
  const text = localStorage.getItem(KEY)
  if (text && !draft.peek()) draft.value = { ...draftOf(kept.peek()!), ...JSON.parse(text) as Draft }
}

/** Has every place that shows the member show them as they are now. */
export async function renewMe(): Promise<void> {
  const me = await get<OwnAccount & Account>('/api/v1/accounts/verify_credentials')
  Object.assign(start.me, me)
  rememberAccount({ ...me })
}

/** Saves what is typed. Throws what the API says. */
export async function saveProfile(): Promise<void> {
  const typed = draft.peek()
  if (!typed) return
  const { fields, ...rest } = typed
  const lines = fields.filter((one) => one.name.trim() || one.value.trim()).map(({ name, value }) => ({ name, value }))
  kept.value = await patch<OwnProfile>('/api/v1/profile', { ...rest, fields_attributes: lines })
  dropDraft()
  await renewMe()
}
