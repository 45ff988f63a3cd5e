// What a list of posts is to whoever draws it, and what it is made from.
import type { Signal } from '@preact/signals'
import type { Status } from '../../props/entities.ts'
import type { Query } from '../api.ts'
import type { Entry } from './merge.ts'

/** The first whole card and how far its top is from the list's top edge, in px. */
export interface Anchor { id: string; offset: number }

export interface PagedList {
  readonly key: string
  readonly entries: Signal<readonly Entry[]>
  /** Newer posts that wait above, newest first. */
  readonly waiting: Signal<readonly string[]>
  readonly state: Signal<'new' | 'loading' | 'ready' | 'failed'>
  readonly older: Signal<'more' | 'loading' | 'failed' | 'end'>
  /** When what is shown was fetched, if it is from an earlier visit; epoch ms. */
  readonly keptAt: Signal<number | null>
  anchor: Anchor | null
  /** Brings an entry onto the page, while the list is drawn. */
  reveal: ((id: string, offset: number) => void) | null
  /** The first page, from this device if it is there, and then what is newer. */
  open(): Promise<void>
  /** The first page again, for lists that change everywhere; what is shown stays until it is there. */
  renew(): Promise<void>
  loadOlder(): Promise<void>
  fill(gapId: string): Promise<void>
  /** Looks for what was missed: before the stream, in a break, or on return. Found posts wait, unless the list is shown and the reader `atTop`. */
  catchUp(atTop?: boolean): Promise<void>
  /** Lets the waiting posts in. */
  admit(): void
  /** A post has just been written: it waits, unless the reader is at the top. */
  arrived(status: Status, atTop: boolean): void
  /** A post is in no list any more. */
  remove(id: string): void
  /** Keeps the list and its place on this device. */
  save(): void
  /** Forgets what was fetched, here and on this device: it is asked for anew when it is next opened. */
  forget(): void
}

export interface ListSource {
  /** Of the list, on this device. */
  key: string
  path: string
  query?: Query
  /** Where the API pages by something else than the posts' ids (bookmarks, favourites), gaps cannot be found. */
  byId?: boolean
  /** What is left out otherwise. */
  accept?: (status: Status) => boolean
}
