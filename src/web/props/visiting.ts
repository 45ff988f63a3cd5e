// Props of the pages around posts and people: lists of people, public timelines, and acting from an account elsewhere.
import type { Account, Status } from './entities.ts'
import type { FormState, Page, Paging } from './page.ts'

/** Who follows, is followed, boosted or favourited. `hidden`: the person keeps the list to themselves. */
export interface PeopleProps {
  page: Page
  kind: 'followers' | 'following' | 'reblogs' | 'favourites'
  /** Whose followers, or the author of the post. */
  of: Account
  people: Account[]
  paging: Paging
  hidden?: boolean
  /** Where the page is, and where it leads back to. */
  path: string
  backPath: string
}

/** /@name/featured: hashtags and people that somebody shows on their profile. */
export interface FeaturedProps {
  page: Page
  account: Account
  tags: { name: string; statuses_count: string | number }[]
  people: Account[]
}

/** /public, /public/local, /public/remote. */
export interface TimelineProps {
  page: Page
  side: 'all' | 'local' | 'remote'
  statuses: Status[]
  paging: Paging
}

/** /explore: what was boosted and favourited most in the last `days`. */
export interface ExploreProps {
  page: Page
  days: number
  statuses: Status[]
  tags: { name: string; people: number }[]
}

/** /directory. */
export interface DirectoryProps {
  page: Page
  order: 'active' | 'new'
  people: Account[]
  paging: Paging
}

/** /@name/ID/embed, inside a frame of another site; null when there is nothing to show. */
export interface EmbedProps {
  page: Page
  status: Status | null
}

/** What a visitor wants to do from an account elsewhere. */
export type Act = 'follow' | 'reply' | 'reblog' | 'favourite'

/** /interact: where a visitor names the server of their account. */
export interface InteractProps {
  page: Page
  act: Act
  account: Account
  status?: Status | null
  /** What their own server is asked for. */
  address: string
  signInUrl: string
  form: FormState<'server'>
}

/** /authorize_interaction: what a member was sent here for. */
export interface ArrivingProps {
  page: Page
  account?: Account | null
  status?: Status | null
  /** How the member stands to them. */
  standing: 'own' | 'none' | 'following' | 'requested'
  marks: { reblogged: boolean; favourited: boolean; boostable: boolean }
  form: FormState
  replyUrl?: string | null
}

/** /share and /intents/…: a post written without the app. */
export interface ShareProps {
  page: Page
  form: FormState<'status' | 'spoiler_text' | 'visibility'>
  replyTo?: Status | null
}
