// Props of a member's account settings and of the second step at sign-in. Every form asks for `current_password` where
// it says so.
import type { Account } from './entities.ts'
import type { FormState, Page } from './page.ts'

/** A form that a script fills in: `options` is what the browser is asked, as JSON; it posts `credential`. */
export interface PasskeyForm extends FormState {
  options: string
  /** The module that asks. */
  script: string
}

/** Fields posted: code. The passkey form is null for who has none. */
export interface SecondStepProps {
  page: Page
  form: FormState<'code'>
  hasAuthenticator: boolean
  passkey: PasskeyForm | null
  backUrl: string
}

/** What stands where: one line for each page of the settings. */
export interface AccountSettingsProps {
  page: Page
  account: Account
  email: string
  authenticator: boolean
  passkeys: number
  recoveryCodesLeft: number
  sessions: number
  apps: number
  /** In words. */
  language: string
  mailMentions: boolean
  /** They go by themselves. */
  oldPostsGo: boolean
}

/** Fields posted: email, current_password. */
export interface EmailSettingsProps {
  page: Page
  email: string
  /** Waiting to be confirmed, if the address was changed. */
  unconfirmedEmail?: string | null
  form: FormState<'email' | 'current_password'>
}

/** Fields posted: current_password, password, password_confirmation. */
export interface PasswordSettingsProps {
  page: Page
  email: string
  form: FormState<'current_password' | 'password' | 'password_confirmation'>
  minPasswordLength: number
}

export interface KnownPasskey {
  name: string
  /** ISO 8601. */
  createdAt: string
  lastUsedAt: string | null
  form: FormState<'current_password'>
}

/** Every form asks for the password; `addPasskey` also for a name. */
export interface SecondFactorProps {
  page: Page
  /** ISO 8601; null while it is off. */
  authenticatorSince: string | null
  authenticatorForm: FormState<'current_password'>
  removeAuthenticatorForm: FormState<'current_password'>
  passkeys: KnownPasskey[]
  addPasskeyForm: FormState<'current_password' | 'name'>
  recoveryCodesLeft: number
  recoveryForm: FormState<'current_password'>
}

/** The square is a whole SVG; field posted: code. */
export interface AuthenticatorSetupProps {
  page: Page
  qr: string
  secret: string
  /** `otpauth://…`, for an app on the same device. */
  uri: string
  form: FormState<'code'>
}

export interface NewPasskeyProps {
  page: Page
  name: string
  form: PasskeyForm
}

export interface RecoveryCodesProps {
  page: Page
  codes: string[]
}

/** A browser that is signed in. Its form ends that. */
export interface SignedInBrowser {
  browser: string | null
  system: string | null
  ip: string | null
  /** ISO 8601. */
  createdAt: string
  lastSeenAt: string
  current: boolean
  form: FormState
}

export interface SessionsProps {
  page: Page
  sessions: SignedInBrowser[]
  othersForm: FormState
}

/** An app that was let in. Its form takes that back. Times are ISO 8601. */
export interface LetInApp {
  name: string
  website?: string | null
  scopes: string[]
  since: string
  lastUsedAt?: string | null
  form: FormState
}

export interface AppsProps {
  page: Page
  apps: LetInApp[]
}

/** Field posted: mentions ("1" when ticked). */
export interface MailSettingsProps {
  page: Page
  email: string
  form: FormState<'mentions'>
}

/** Field posted: language. */
export interface LanguageSettingsProps {
  page: Page
  languages: { code: string; name: string }[]
  form: FormState<'language'>
}

/** Fields posted: enabled, age (days), one for each kind ("1" when ticked), min_favourites, min_reblogs (empty: none). */
export interface OldPostsProps {
  page: Page
  /** Days to choose from. */
  ages: readonly number[]
  kinds: readonly string[]
  form: FormState<string>
}

/** Field posted: acct. Each alias has a form that removes it. */
export interface AliasesProps {
  page: Page
  /** `acct` is null for one that nobody here knows. */
  aliases: { uri: string; acct: string | null; form: FormState }[]
  form: FormState<'acct'>
}

/** Fields posted: acct, current_password. */
export interface MigrationProps {
  page: Page
  /** Where the account points; then there is only the form that ends it. */
  movedTo: Account | null
  /** When followers can be taken along again, ISO 8601; null: now. */
  waitsUntil: string | null
  last: { at: string; followers: number } | null
  form: FormState<'acct' | 'current_password'>
  redirectForm: FormState<'acct' | 'current_password'>
  cancelForm: FormState
}

/** Fields posted: current_password, username. */
export interface DeleteAccountProps {
  page: Page
  username: string
  /** A community must not lose its last owner: then there is no form. */
  lastOwner: boolean
  form: FormState<'current_password' | 'username'>
}

/** From the link in a letter; `ask` has a form, `done` says so. */
export interface StopMailProps {
  page: Page
  state: 'ask' | 'done'
  username: string
  form: FormState
}
