// Props of the pages around a session: sign-in, passwords, e-mail confirmation, and app consent.
import type { Account } from './entities.ts'
import type { PasskeyForm } from './account-settings.ts'
import type { FormState, Page } from './page.ts'

/** Fields posted: email, password, remember ("1" when ticked). */
export interface SignInProps {
  page: Page
  form: FormState<'email' | 'password' | 'remember'>
  passwordResetUrl: string
  /** Absent when nobody may sign up. */
  signUpUrl?: string | null
  /** The app that sent the reader here, if one did. */
  appName?: string | null
  /** Signing in without a name or a password. */
  passkey?: PasskeyForm | null
}

/** Field posted: email. `sent` shows the same answer whether or not the address is known. */
export interface PasswordRequestProps {
  page: Page
  form: FormState<'email'>
  sent?: boolean
  signInUrl: string
}

/** Fields posted: password, password_confirmation (and the token in `form.hidden`). */
export interface PasswordResetProps {
  page: Page
  /** Null when the link has been used or is too old. */
  form: FormState<'password' | 'password_confirmation'> | null
  minPasswordLength: number
  requestUrl: string
}

/**
 * `ask` shows a button, because mail scanners open links; `done` and `expired` are its answers.
 * `expired` may carry a form that sends a new link (field: email).
 */
export type EmailConfirmationProps = { page: Page } & (
  | { state: 'ask'; email: string; form: FormState }
  | { state: 'done'; email?: string; next?: { kind: 'sign-in' | 'application' | 'home'; url: string } | null }
  | { state: 'expired'; form?: FormState<'email'> | null }
)

/** Posts `decision` = "authorize" or "deny", with the OAuth parameters in `form.hidden`. */
export interface ConsentProps {
  page: Page
  app: { name: string; website?: string | null }
  scopes: string[]
  account: Account
  /** Host (or scheme) of the redirect target, shown to the reader. */
  returnsTo?: string | null
  form: FormState
  /** Where to sign in as somebody else. */
  otherAccountUrl?: string | null
}

/** The code of an app that cannot be redirected to. */
export interface AuthorizationCodeProps {
  page: Page
  appName: string
  code: string
}
