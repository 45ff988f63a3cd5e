// What every page is given: the community, the reader, the style sheets, and the state of a form.

import type { Look } from './look.ts'
import type { AppOnPage } from './start.ts'

/** The community as its public pages present it. `url` is the origin, without a closing slash. */
export interface Community {
  name: string
  domain: string
  url: string
  /** Plain text, one or two sentences. */
  description?: string
  thumbnail?: string | null
  members?: number
  staff?: number
  registrations: 'open' | 'approval' | 'invited' | 'closed'
  /** The community's own colour, #rrggbb; its tints are a style sheet of their own. */
  accent?: string
  privacyPolicyUrl?: string | null
  termsUrl?: string | null
  sourceUrl?: string | null
}

/** The member who reads the page; `csrf` is for the sign-out button in the header. */
export interface Viewer {
  acct: string
  display_name: string
  avatar?: string
  csrf: string
}

/** One line above the page's content: what has just happened, or must be known. */
export interface Notice {
  kind: 'ok' | 'warn' | 'danger' | 'info'
  text: string
}

/** Given to every page. `now` (epoch ms) makes rendering pure; `stylesheets` are same-origin paths, in order. */
export interface Page {
  community: Community
  stylesheets: string[]
  now: number
  /** The reader's preferred language; the page falls back to one it has words for, and says which in `lang`. */
  lang?: string
  dir?: 'ltr' | 'rtl'
  /** What this member chose on this device; strangers' pages are all alike. */
  look?: Look
  viewer?: Viewer | null
  notice?: Notice | null
  /** For members on pages that the app takes over. */
  app?: AppOnPage | null
  /** The path that is being read, for marking it in the navigation. */
  path?: string
}

/** A form as it is shown (again): what was typed, and what is wrong with it, in sentences. */
export interface FormState<Field extends string = never> {
  action: string
  csrf: string
  values?: Partial<Record<Field, string>>
  errors?: Partial<Record<Field, string>>
  /** What is wrong with the form as a whole. */
  error?: string
  /** Carried along unseen: OAuth parameters, tokens, where to return to. */
  hidden?: Record<string, string | string[] | undefined>
}

/** Where the lists before (newer) and after (older) this one are. */
export interface Paging {
  newer?: string | null
  older?: string | null
}
