// A member's preferences: JSON in users.settings, read with its defaults filled in.
import type { Tx } from '../context.ts'

export interface UserSettings {
  default_privacy: 'public' | 'unlisted' | 'private' | 'direct'
  default_sensitive: boolean
  default_language: string | null
  default_quote_policy: 'public' | 'followers' | 'nobody'
  expand_media: 'default' | 'show_all' | 'hide_all'
  expand_spoilers: boolean
  auto_play_gifs: boolean
  /** Languages of public timelines; null means all. */
  chosen_languages: string[] | null
  /** Letters about mentions while away. */
  mail_mentions: boolean
}

export const defaultUserSettings: Readonly<UserSettings> = {
  default_privacy: 'public',
  default_sensitive: false,
  default_language: null,
  default_quote_policy: 'public',
  expand_media: 'default',
  expand_spoilers: false,
  auto_play_gifs: false,
  chosen_languages: null,
  mail_mentions: true,
}

/** The settings in a `users.settings` column. */
export function parseUserSettings(column: string | null | undefined): UserSettings {
  if (!column || column === '{}') return { ...defaultUserSettings }
  return { ...defaultUserSettings, ...JSON.parse(column) as Partial<UserSettings> }
}

/** Changes what `patch` names and keeps the rest. Idempotent. */
export async function changeUserSettings(tx: Tx, userId: number, patch: Partial<UserSettings>): Promise<void> {
  // Writing the row first: of two changes at once neither takes the other back.
  const row = await tx.db.updateTable('users').set((e) => ({ settings: e.ref('settings') })).where('id', '=', userId).returning('settings').executeTakeFirst()
  if (!row) return
  const known = JSON.parse(row.settings) as Partial<UserSettings>
  const told = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  await tx.db.updateTable('users').set({ settings: JSON.stringify({ ...known, ...told }) }).where('id', '=', userId).execute()
}

/** The language a member's posts are in unless told, from settings and then from the interface's locale. */
export const languageOf = (settings: UserSettings, locale: string | null): string | null =>
  settings.default_language ?? locale?.split(/[-_]/)[0] ?? null
