// Props of the pages that only members have: their lists of posts, and screens that need script.
import type { Status } from './entities.ts'
import type { Page, Paging } from './page.ts'

export type TimelineName = 'home' | 'local' | 'public' | 'remote' | 'bookmarks' | 'favourites' | 'list'

/** `title` replaces the list's own name: of a member's list, what they called it. */
export interface TimelineProps {
  page: Page
  name: TimelineName
  title?: string
  statuses: Status[]
  paging: Paging
}

/** A screen that only script can draw. */
export interface ScreenProps {
  page: Page
  title: string
}
