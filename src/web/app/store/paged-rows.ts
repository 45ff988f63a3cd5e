// What a list of anything but posts is to whoever draws it, and what it is made from.
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Query } from '../api.ts'
import type { Anchor } from './list.ts'
import type { Entry } from './merge.ts'

export interface RowSource<T> {
  /** Of the list, on this device. */
  key: string
  path: string
  query?: Query
  idOf: (row: T) => string
  /** Makes rows of an answer; also where the people and posts in it are remembered. */
  read: (body: unknown) => T[]
  /** How rows are shown together; as they are, if not given. */
  join?: (rows: readonly T[]) => readonly T[]
  /** What a new row makes of the one with its id, or that one itself if nothing is new; it takes its place, if not given. */
  onto?: (row: T, before: T) => T
  /** Kept on this device. */
  kept?: boolean
  /** Paged by how many were read, where the API names no next page. */
  byOffset?: boolean
}

export interface Rows<T> {
  readonly key: string
  readonly idOf: (row: T) => string
  /** What is shown, newest first. */
  readonly shown: ReadonlySignal<readonly T[]>
  readonly entries: ReadonlySignal<readonly Entry[]>
  readonly waiting: Signal<readonly T[]>
  readonly state: Signal<'new' | 'loading' | 'ready' | 'failed'>
  readonly older: Signal<'more' | 'loading' | 'failed' | 'end'>
  anchor: Anchor | null
  /** The first page; once, unless it failed. */
  open(): Promise<void>
  /** The first page again; what is shown stays until it is there. Unless the reader is `atTop` (taken for granted), what is new waits. */
  renew(atTop?: boolean): Promise<void>
  loadOlder(): Promise<void>
  /** A row has just come to be: it waits, unless the reader is at the top. */
  arrived(row: T, atTop: boolean): void
  admit(): void
  /** Puts a row on top, or in the place of the one with its id. */
  put(row: T): void
  /** Takes a row out; answers the way to put it back where it was. */
  take(id: string): () => void
  save(): void
}
