// Props of the pages for those who look after the community.
import type { Account, Rule, Status } from './entities.ts'
import type { FormState, Page, Paging } from './page.ts'

export type StaffPlace = 'queue' | 'reports' | 'accounts' | 'action_logs' | 'settings'

/** What surrounds every staff page: where else one may go, and how much waits there. */
export interface StaffFrameProps {
  page: Page
  nav: { place: StaffPlace; url: string; waiting: number }[]
  here: StaffPlace
  /** What was just done, with the way back while there is one. */
  done: DoneAct | null
}

/** An act as its log tells it. */
export interface ToldAct {
  id: string
  action: string
  /** Null: the operator. */
  by: Account | null
  target: Account | null
  reportId: string | null
  text: string
  what: string
  posts: number
  at: string
  undoneBy: Account | null
  undoneAt: string | null
  /** Null: it cannot be taken back (any more); `until` null: at any time. */
  undo: { form: FormState; until: string | null } | null
}

/** `meanwhile`: somebody else was first. */
export type DoneAct = { act: ToldAct } | { meanwhile: { state: string; by: Account | null; username: string } }

export interface ToldNote { by: Account | null; text: string; at: string }

export interface QueueCardProps {
  userId: string
  accountId: string
  username: string
  email: string
  waitingSince: string
  reason: string | null
  answers: { question: string; text: string }[]
  hints: { unconfirmed: boolean; openQuestions: string[]; declined: number; waiting: number; members: number; inviter: Account | null; app: string | null }
  notes: ToldNote[]
  approve: FormState
  note: FormState<'text'>
  declineUrl: string
}

export interface QueueProps extends StaffFrameProps {
  /** Its keys, for browsers with script. */
  keysScript: string
  waiting: number
  cards: QueueCardProps[]
  bulk: FormState
  nextUrl: string | null
  decided: { username: string; state: 'approved' | 'rejected'; by: Account | null; at: string }[]
}

export interface DeclineProps extends StaffFrameProps {
  username: string
  form: FormState<'message'>
  templates: { name: string; text: string }[]
  /** The letter as it would be, once asked for. */
  preview: { subject: string; text: string } | null
  backUrl: string
}

/** A report in a list. `byServer`: the host that reported; its actor is nobody. */
export interface ToldReport {
  id: string
  url: string
  target: Account
  reporter: Account | null
  byServer: string | null
  category: string
  comment: string
  posts: number
  at: string
  assigned: Account | null
  resolved: { by: Account | null; at: string } | null
  forwarded: boolean
}

export interface ReportsProps extends StaffFrameProps {
  list: string
  lists: { name: string; url: string; count: number | null }[]
  reports: ToldReport[]
  paging: Paging
}

/** A reported post: as it was, and what became of it. */
export interface ReportedPost {
  id: string
  /** As it is now, where it is and says the same; the card then shows it. */
  status: Status | null
  was: { html: string; warning: string; at: string; media: string[]; options: string[] } | null
  fate: 'same' | 'edited' | 'gone'
  before: Status[]
  after: Status[]
}

export interface ToldStrike { action: string; text: string; at: string; undoneAt: string | null; by: Account | null }

export interface ReportProps extends StaffFrameProps {
  report: ToldReport
  rules: Rule[]
  posts: ReportedPost[]
  person: PersonSummary
  notes: ToldNote[]
  log: ToldAct[]
  assign: FormState | null
  release: FormState | null
  resolve: FormState | null
  reopen: FormState | null
  note: FormState<'text'>
  measure: FormState<'text'> | null
  /** Which measures fit: posts can be marked only if there are any. */
  measures: string[]
}

export interface PersonSummary {
  account: Account
  url: string
  local: boolean
  email: string | null
  role: string | null
  joinedAt: string
  lastSeenAt: string | null
  states: string[]
  reportsAbout: number
  reportsBy: number
  strikes: ToldStrike[]
}

export interface PeopleProps extends StaffFrameProps {
  list: string
  lists: { name: string; url: string }[]
  name: string
  people: { account: Account; url: string; email: string | null; role: string | null; states: string[]; lastSeenAt: string | null }[]
  paging: Paging
}

export interface PersonProps extends StaffFrameProps {
  person: PersonSummary
  notes: ToldNote[]
  log: ToldAct[]
  reports: ToldReport[]
  note: FormState<'text'>
  lifts: { state: string; form: FormState }[]
  measure: FormState<'text'> | null
  measures: string[]
  roles: { form: FormState; current: string; choices: { id: string; name: string }[] } | null
  resetLink: FormState | null
  /** Made just now: shown once. */
  madeLink: string | null
  secondFactor: FormState | null
}

export interface LogProps extends StaffFrameProps {
  acts: ToldAct[]
  paging: Paging
}
