// What the community says about itself and how people get in: rows of `settings`, each a value in JSON, with defaults.
import type { Reader, Tx } from '../context.ts'

/** `invited`: only with an invitation; `closed`: not even that. */
export type RegistrationMode = 'open' | 'approval' | 'invited' | 'closed'
export const registrationModes: readonly RegistrationMode[] = ['open', 'approval', 'invited', 'closed']

export interface Settings {
  name: string
  /** Plain text, one or two sentences. */
  shortDescription: string
  /** HTML of the about page. */
  extendedDescription: string
  contactEmail: string
  /** A member's username, or ''. */
  contactUsername: string
  registrations: RegistrationMode
  /** Shown instead of the form while registrations are closed. */
  registrationsMessage: string
  /** With approval: whether an app's sign-up must say why. */
  requireReason: boolean
  /** Years; 0: not asked. */
  minAge: number
  thumbnailKey: string | null
  /** The community's colour, #rrggbb; '' for the one that comes with the pages. */
  accent: string
  /** Web addresses of communities to send people to while this one is closed. */
  friends: string[]
  /** HTML or plain text; so are the terms. */
  privacyPolicy: string
  termsOfService: string
  languages: string[]
  /** Who may read the timelines of everything public; single posts and profiles are for anybody. */
  publicTimelines: 'anyone' | 'members'
  /** Whether it is shown what many people speak of, and whether that takes nobody's review. */
  trends: boolean
  trendableByDefault: boolean
}

export const defaultSettings: Readonly<Settings> = {
  name: 'Covey',
  shortDescription: '',
  extendedDescription: '',
  contactEmail: '',
  contactUsername: '',
  registrations: 'approval',
  registrationsMessage: '',
  requireReason: true,
  minAge: 0,
  thumbnailKey: null,
  accent: '',
  friends: [],
  privacyPolicy: '',
  termsOfService: '',
  languages: ['en'],
  publicTimelines: 'anyone',
  trends: true,
  trendableByDefault: true,
}

const PREFIX = 'community.'

/** All settings, defaults filled in. One query. */
export async function readSettings(db: Reader): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['name', 'value']).where('name', 'like', `${PREFIX}%`).execute()
  const told = Object.fromEntries(rows.map((row) => [row.name.slice(PREFIX.length), JSON.parse(row.value) as unknown]))
  return { ...defaultSettings, ...told as Partial<Settings> }
}

/** Changes what `patch` names. Idempotent. */
export async function changeSettings(tx: Tx, patch: Partial<Settings>): Promise<void> {
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined) await writeValue(tx, PREFIX + name, value)
  }
}

/** One value of the server's own, outside the community's settings; null if it was never written. */
export async function readValue(db: Reader, name: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row ? JSON.parse(row.value) as unknown : null
}

/** Writes one value of the server's own, over what was there. */
export async function writeValue(tx: Tx, name: string, value: unknown): Promise<void> {
  await tx.db.insertInto('settings').values({ name, value: JSON.stringify(value) })
    .onConflict((on) => on.column('name').doUpdateSet({ value: JSON.stringify(value) })).execute()
}

/** Writes a value unless there is one; the answer is the one that counts. For secrets that two processes may make at once. */
export async function writeValueOnce(tx: Tx, name: string, value: unknown): Promise<unknown> {
  await tx.db.insertInto('settings').values({ name, value: JSON.stringify(value) }).onConflict((on) => on.column('name').doNothing()).execute()
  return readValue(tx.db, name)
}
