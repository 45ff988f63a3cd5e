// What every component may ask for without being handed it: the page's props, its words and its number formats.
import { type ComponentType, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Poll, Status } from '../props/entities.ts'
import type { Page } from '../props/page.ts'
import { type Words, formatsOf, wordsFor } from '../words/catalogue.ts'
import type { Formats } from '../words/formats.ts'

export interface PageContextValue {
  page: Page
  w: Words
  f: Formats
  /** What script adds where it has taken over; nothing on the server. */
  live?: Live
}

/** The parts of a card that do something. */
export interface Live {
  act(act: PostAct, status: Status): void
  /** A post of a thread, kept up to date. */
  Card: ComponentType<{ id: string; inThread?: boolean; to?: string }>
  More: ComponentType<{ status: Status }>
  Poll: ComponentType<{ status: Status; poll: Poll }>
  /** Whether this member wants everything behind warnings shown at once. */
  expandWarnings: boolean
  expandMedia: 'default' | 'show_all' | 'hide_all'
}

export type PostAct = 'reply' | 'boost' | 'favourite' | 'bookmark'

/** The context of one page, in the words nearest to the reader's language. */
export function pageContext(page: Page): PageContextValue {
  const w = wordsFor(page.lang)
  return { page, w, f: formatsOf(w) }
}

export const PageContext = createContext<PageContextValue | null>(null)

/** The page being rendered. */
export function usePage(): PageContextValue {
  const value = useContext(PageContext)
  if (!value) throw new Error('a component was rendered outside a page')
  return value
}
