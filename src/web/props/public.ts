// Props of the pages anybody may read: the community, people, posts, hashtags, and what is said when there is nothing.
import type { Account, Rule, Status } from './entities.ts'
import type { Page, Paging } from './page.ts'
import type { FirstDayProps } from './setup.ts'

/** `tab` follows the address: /@name, /@name/with_replies, /@name/media; `tag` is that of /@name/tagged/TAG. */
export interface ProfileProps {
  page: Page
  account: Account
  tab: 'posts' | 'with_replies' | 'media'
  tag?: string | undefined
  /** Set when the posts of a limited account are not shown yet: where they are. */
  uncoverUrl?: string | null
  pinned?: Status[]
  statuses: Status[]
  paging: Paging
}

/** A post with what it answers and what answers it, as GET /api/v1/statuses/:id/context gives them. */
export interface PostProps {
  page: Page
  status: Status
  ancestors: Status[]
  descendants: Status[]
  noindex?: boolean
  /** Whether other sites may show it in a frame. */
  embeddable?: boolean
}

/** `name` without the #. */
export interface HashtagProps {
  page: Page
  name: string
  statuses: Status[]
  paging: Paging
}

/** Within what time applications are usually read. */
export interface Wait {
  unit: 'hours' | 'days'
  n: number
}

/** `new`: so few were decided ever that nobody can know; null: it is long ago. */
export type KnownWait = Wait | 'new' | null

/** What an applicant has before them: the number of questions, whether mail is sent, how long it usually takes. */
export interface AheadOfApplicants {
  questions: number
  mail: boolean
  wait: KnownWait
}

/** The home of a community for those who are not in it. */
export interface LandingProps {
  page: Page
  rules: Rule[]
  statuses: Status[]
  /** Who looks after it. */
  staff?: Account[]
  /** Members who agreed to be found. */
  people?: Account[]
  ahead?: AheadOfApplicants | null
  /** What the community says while it takes nobody. */
  message?: string | null
  friends?: { name: string; url: string }[]
  /** For the owner of a new community. */
  firstDay?: FirstDayProps | null
}

/** `description` is sanitised HTML. */
export interface AboutProps {
  page: Page
  description?: string | null
  rules: Rule[]
  contact?: { email?: string | null; account?: Account | null }
}

/** Privacy policy, terms of service. `content` is sanitised HTML; `updated_at` is ISO 8601. */
export interface TextProps {
  page: Page
  title: string
  content: string
  updated_at?: string | null
}

/** What lives elsewhere; `url` is the address its own server gave. */
export interface LeavingProps {
  page: Page
  what: 'post' | 'account'
  account: { acct: string; display_name: string }
  url: string
}

/** Said with status 410. */
export interface GoneProps {
  page: Page
  what: 'post' | 'account'
  /** The author's page, if it is still there. */
  account?: { acct: string; display_name: string } | null
}

/** `message` replaces the standing sentence for this status; `requestId` helps whoever is asked about it. */
export interface ErrorProps {
  page: Page
  status: number
  message?: string | null
  requestId?: string | null
  /** Seconds until it is worth trying again (429, 503). */
  retryAfter?: number | null
}
