// Props of the pages that lead in: sign-up and the applicant's own page, which says at every moment how it stands.
import type { Rule } from './entities.ts'
import type { FormState, Page } from './page.ts'
import type { KnownWait } from './public.ts'

/** A question to applicants, in the community's own words. Posted as `answers[id]`. */
export interface Question {
  id: string
  text: string
  hint?: string | null
  required: boolean
  /** One line unless true. */
  multiline?: boolean
  maxLength?: number
  answer?: string
  error?: string
}

export type SignUpField = 'username' | 'email' | 'password' | 'invite_code' | 'agreement'

/** Fields posted: username, email, password, invite_code, agreement ("1"), answers[id]. */
export interface SignUpProps {
  page: Page
  /** Null when nobody may sign up: the page then names `friends` instead. */
  form: FormState<SignUpField> | null
  rules: Rule[]
  questions: Question[]
  minPasswordLength: number
  maxUsernameLength?: number
  /** The invitation that was used: who invites, with which words, for how many more and how long (ISO 8601). */
  invite?: { by: string; note: string; left: number | null; expiresAt: string | null } | null
  /** Who signs up waits for an answer. */
  applies?: boolean
  /** Whether an address is confirmed by mail. */
  mail?: boolean
  wait?: KnownWait
  /** What the community says while it takes nobody. */
  message?: string | null
  /** Hidden without an invitation system, or required when only the invited may join. */
  inviteCode?: 'optional' | 'required' | 'hidden'
  friends?: { name: string; url: string }[]
  signInUrl: string
}

/** Where an application stands. Times are ISO 8601. */
export type ApplicationState =
  | { state: 'unconfirmed'; resend: FormState<'email'> }
  | { state: 'waiting'; place?: number | null; perDay?: number | null; wait?: KnownWait; heldUntilTomorrow?: boolean }
  | { state: 'question'; from?: string | null; questions: Question[]; form: FormState }
  | { state: 'approved'; signInUrl: string }
  | { state: 'declined'; reason?: string | null; appeal?: FormState<'text'> | null }
  | { state: 'withdrawn' }
  | { state: 'expired' }

/** The applicant's page at /join/status/TOKEN. `withdraw` is shown while the application is undecided. */
export interface ApplicationProps {
  page: Page
  username: string
  email: string
  sentAt: string
  confirmedAt?: string | null
  decidedAt?: string | null
  /** Nobody decides: the doors were open, or there was an invitation. */
  direct?: boolean
  mail?: boolean
  /** The community asks questions that must be answered. */
  asks?: boolean
  application: ApplicationState
  withdraw?: FormState | null
  signUpUrl?: string | null
}
