// Props of the pages that lead in: sign-up and the applicant's own page, which says at every moment how it stands.
import type { Rule } from './entities.ts'
import type { FormState, Page } from './page.ts'

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
  /** Who invited, when an invitation was used. */
  invitedBy?: string | null
  /** Hidden without an invitation system, or required when only the invited may join. */
  inviteCode?: 'optional' | 'required' | 'hidden'
  friends?: { name: string; url: string }[]
  signInUrl: string
}

/** Where an application stands. Times are ISO 8601. */
export type ApplicationState =
  | { state: 'unconfirmed'; resend: FormState<'email'> }
  | { state: 'waiting'; place?: number | null; perDay?: number | null; heldUntilTomorrow?: boolean }
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
  application: ApplicationState
  withdraw?: FormState | null
  signUpUrl?: string | null
}
