// Every post the app has met, once: a favourite given in one list shows in all of them.
import { signal, type Signal } from '@preact/signals'
import type { Account, Status } from '../../props/entities.ts'
import { rememberAccount } from './accounts.ts'

const known = new Map<string, Signal<Status | null>>()

function cell(id: string): Signal<Status | null> {
  let one = known.get(id)
  if (!one) known.set(id, one = signal<Status | null>(null))
  return one
}

/** The post with this id; null while it is unknown or once it was deleted. Reading it in a component keeps it up to date. */
export const statusOf = (id: string): Status | null => cell(id).value

/** Ids of every post that was met, in the order of their first meeting. */
export const knownStatuses = (): string[] => [...known].filter(([, one]) => one.peek() !== null).map(([id]) => id)

/** Says what there is to say of a post that was deleted: null, where it was something before. */
export const gone = signal<ReadonlySet<string>>(new Set())

/** Takes a post (and what it boosts or quotes) as the server gave it. `own: false`: it came by a stream that knows no reader's marks. */
export function rememberStatus(status: Status, { own = true } = {}): string {
  if (status.reblog) rememberStatus(status.reblog, { own })
  if (status.quote?.quoted_status) rememberStatus(status.quote.quoted_status, { own })
  rememberAccount(status.account)
  const before = cell(status.id).peek()
  const { favourited, reblogged, bookmarked, muted, pinned, filtered } = before ?? {}
  cell(status.id).value = own || !before ? status : { ...status, ...dropUndefined({ favourited, reblogged, bookmarked, muted, pinned, filtered }) }
  return status.id
}

const dropUndefined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>

/** Takes a page of posts; answers their ids. */
export const rememberStatuses = (statuses: readonly Status[]): string[] => statuses.map((status) => rememberStatus(status))

/** Changes what is known of a post, at once and everywhere. */
export function patchStatus(id: string, patch: Partial<Status>): void {
  const before = cell(id).peek()
  if (before) cell(id).value = { ...before, ...patch }
}

/** Forgets a post that is no more. */
export function forgetStatus(id: string): void {
  gone.value = new Set(gone.peek()).add(id)
  cell(id).value = null
}

/** A post is back: its deletion failed or was undone. */
export function reviveStatus(status: Status): void {
  const rest = new Set(gone.peek())
  rest.delete(status.id)
  gone.value = rest
  rememberStatus(status)
}

/** The post that a card is about: of a boost, what was boosted. */
export function shownOf(id: string): { status: Status; booster: Account | null } | null {
  const outer = statusOf(id)
  if (!outer) return null
  if (!outer.reblog) return { status: outer, booster: null }
  const inner = statusOf(outer.reblog.id)
  return inner ? { status: inner, booster: outer.account } : null
}
