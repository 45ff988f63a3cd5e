// Props of setting a community up, in steps or later sheet by sheet, and of a member's invitations.
import type { FormState, Page } from './page.ts'
import type { StaffFrameProps } from './staff.ts'

export type Mode = 'open' | 'approval' | 'invited' | 'closed'

/** A line of a list that is being edited. Posted as `rows[i][id|text|required]`. */
export interface EditedRow {
  id?: string
  text: string
  required?: boolean
}

/** A colour to choose, with what it becomes on light and dark pages. */
export interface AccentChoice {
  key: string
  colour: string
  light: string
  dark: string
}

/** What one sheet of a community's settings holds. Values of simple fields travel in the form. */
export type Sheet =
  | { sheet: 'name' | 'owner' | 'papers' }
  | { sheet: 'joining'; mode: Mode; requireReason: boolean; membersOnly: boolean; whole: boolean }
  | { sheet: 'questions'; rows: EditedRow[]; blanks: number; suggestions: string[]; asked: boolean }
  | { sheet: 'rules'; rows: EditedRow[]; blanks: number; suggestions: string[] }
  | { sheet: 'looks'; accent: string; choices: AccentChoice[]; banner: string | null }

export type StepName = 'name' | 'owner' | 'joining' | 'questions' | 'rules' | 'looks'

/** One step of the wizard: `url` where it can be gone back to. */
export interface Step {
  name: StepName
  state: 'done' | 'now' | 'to-come' | 'not-needed'
  url: string | null
}

export interface SetupProps {
  page: Page
  steps: Step[]
  back: string | null
  form: FormState<string>
  content: Sheet
  minPasswordLength: number
}

export interface SettingsSheetProps extends StaffFrameProps {
  tabs: { name: string; url: string; current: boolean }[]
  form: FormState<string>
  content: Sheet
}

/** The owner's list for the first day; null for what is done. */
export interface FirstDayProps {
  setup: boolean
  domain: boolean
  mail: boolean
  invitations: boolean
  people: boolean
  following: number
  /** The commands, exactly as they are typed. */
  commands: { domain: string; mail: string }
  dismiss: FormState
}

export interface InviteLine {
  code: string
  url: string
  uses: number
  maxUses: number | null
  /** ISO 8601. */
  expiresAt: string | null
  note: string
  state: 'good' | 'over' | 'used-up'
  end: FormState
}

export interface InvitesProps {
  page: Page
  closed: boolean
  form: FormState<string>
  invites: InviteLine[]
  /** The link that was made just now. */
  made: string | null
}
