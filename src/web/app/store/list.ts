// A list of posts and its reader's place in it: pages, gaps, what waits above, and what is kept on this device so that
// a return finds everything where it was.
import { batch, signal } from '@preact/signals'
import { del as discard, get as readKept, set as keep } from 'idb-keyval'
import type { Status } from '../../props/entities.ts'
import { ApiError, getPage } from '../api.ts'
import { reloaded, start } from '../start.ts'
import { appendOlder, clip, type Entry, fillGap, itemsOf, prependNewest, removeItem, unknownOnTop } from './merge.ts'
import type { Anchor, ListSource, PagedList } from './paged-list.ts'
import { rememberStatus, rememberStatuses, statusOf } from './statuses.ts'

export type { Anchor, ListSource, PagedList } from './paged-list.ts'

const PAGE = 20
const KEPT = 200
interface Kept { at: number; entries: Entry[]; statuses: Status[]; anchor: Anchor | null; next: string | null }

const lists = new Map<string, PagedList>()

/** The list of this source; the same one for as long as the app runs. */
export function listOf(source: ListSource): PagedList {
  let list = lists.get(source.key)
  if (!list) lists.set(source.key, list = makeList(source))
  return list
}

/** Every list that was opened, for what concerns them all. */
export const openLists = (): Iterable<PagedList> => lists.values()

function makeList({ key, path, query = {}, byId = true, accept = () => true }: ListSource): PagedList {
  const entries = signal<readonly Entry[]>([])
  const waiting = signal<readonly string[]>([])
  const state = signal<'new' | 'loading' | 'ready' | 'failed'>('new')
  const older = signal<'more' | 'loading' | 'failed' | 'end'>('more')
  const keptAt = signal<number | null>(null)
  const storeKey = `list:${start.me.id}:${key}`
  let next: string | null = null
  let opening: Promise<void> | null = null
  /** What came while the first page was asked for: the answer may be older. */
  let early: Status[] = []
  const take = (statuses: readonly Status[]): string[] => rememberStatuses(statuses.filter(accept))

  const newestId = (): string | undefined => waiting.peek()[0] ?? entries.peek().find((entry) => entry.kind === 'item')?.id

  async function firstPage(): Promise<void> {
    const { body, next: nextPath } = await getPage<Status[]>(path, { ...query, limit: PAGE })
    batch(() => {
      entries.value = itemsOf(take(body))
      next = nextPath
      older.value = nextPath ? 'more' : 'end'
      state.value = 'ready'
      keptAt.value = null
      for (const status of early) list.arrived(status, true)
    })
  }

  async function restore(): Promise<boolean> {
    const kept = await readKept<Kept>(storeKey).catch(() => undefined)
    if (!kept?.entries.length) return false
    batch(() => {
      rememberStatuses(kept.statuses)
      const shown = new Set(kept.statuses.filter(accept).map((status) => status.id))
      entries.value = kept.entries.filter((entry) => entry.kind === 'gap' || shown.has(entry.id))
      next = kept.next
      older.value = kept.next ? 'more' : 'end'
      list.anchor = kept.anchor
      keptAt.value = kept.at
      state.value = 'ready'
    })
    return true
  }

  const list: PagedList = {
    key, entries, waiting, state, older, keptAt, anchor: null, reveal: null,
    open() {
      opening ??= (async () => {
        state.value = 'loading'
        early = []
        if (byId && reloaded && await restore()) return void list.catchUp().catch(() => {})
        await firstPage().catch(async (error: unknown) => { if (!byId || !await restore()) throw error })
      })().catch((error: unknown) => {
        opening = null
        state.value = 'failed'
        if (!(error instanceof ApiError)) throw error
      })
      return opening
    },
    async renew() {
      if (state.peek() !== 'ready') return list.open()
      const known = new Set(entries.peek().map((entry) => entry.id))
      const found = await getPage<Status[]>(path, { ...query, limit: PAGE }).catch(() => null)
      if (!found) return
      const ids = take(found.body)
      const meets = ids.some((id) => known.has(id))
      entries.value = meets ? prependNewest(entries.peek(), ids, false) : itemsOf([...new Set([...unknownOnTop(entries.peek(), known), ...ids])])
      if (meets) return
      next = found.next
      older.value = next ? 'more' : 'end'
    },
    async loadOlder() {
      if (older.peek() !== 'more' && older.peek() !== 'failed' || !next) return
      older.value = 'loading'
      try {
        const { body, next: nextPath } = await getPage<Status[]>(next.replace(/([?&]limit=)\d+/, `$1${PAGE * 2}`))
        batch(() => {
          entries.value = appendOlder(entries.peek(), take(body))
          next = nextPath
          older.value = nextPath ? 'more' : 'end'
        })
      } catch {
        older.value = 'failed'
      }
    },
    async fill(gapId) {
      const gap = entries.peek().find((entry) => entry.id === gapId)
      if (gap?.kind !== 'gap') return
      const { body } = await getPage<Status[]>(path, { ...query, limit: PAGE * 2, max_id: gap.newer, since_id: gap.older })
      entries.value = fillGap(entries.peek(), gapId, take(body), body.length >= PAGE * 2)
    },
    async catchUp(atTop = false) {
      if (!byId || state.peek() === 'new') return
      await opening
      const since = newestId()
      if (since === undefined) return list.renew()
      const { body } = await getPage<Status[]>(path, { ...query, limit: PAGE * 2, since_id: since })
      keptAt.value = null
      const known = new Set([...waiting.peek(), ...entries.peek().map((entry) => entry.id)])
      const ids = take(body).filter((id) => !known.has(id))
      if (ids.length === 0) return
      if (body.length >= PAGE * 2) {
        // There are more than were asked for: they go in at once, with a gap below, above what is being read.
        entries.value = prependNewest(entries.peek(), [...ids, ...waiting.peek()], true)
        waiting.value = []
      } else {
        waiting.value = [...ids, ...waiting.peek()]
        if (atTop && list.reveal) list.admit()
      }
    },
    admit() {
      batch(() => {
        entries.value = prependNewest(entries.peek(), waiting.peek(), false)
        waiting.value = []
      })
    },
    arrived(status, atTop) {
      if (state.peek() === 'loading') early.push(status)
      if (state.peek() !== 'ready' || !accept(status) || entries.peek().some((entry) => entry.id === status.id) || waiting.peek().includes(status.id)) return
      rememberStatus(status)
      waiting.value = [status.id, ...waiting.peek()]
      if (atTop) list.admit()
    },
    remove(id) {
      batch(() => {
        entries.value = removeItem(entries.peek(), id)
        waiting.value = waiting.peek().filter((one) => one !== id)
      })
    },
    save() {
      if (state.peek() !== 'ready' || !byId) return
      const all = entries.peek()
      const kept = clip(all, list.anchor?.id ?? null, KEPT)
      const statuses = kept.flatMap((entry) => entry.kind === 'item' ? [statusOf(entry.id)] : []).filter((status) => status !== null)
      const cut = kept.at(-1) !== all.at(-1)
      const last = kept.at(-1)?.id
      const from = cut && last ? `${path}${path.includes('?') ? '&' : '?'}max_id=${last}&limit=${PAGE}` : next
      void keep(storeKey, { at: Date.now(), entries: kept, statuses, anchor: list.anchor, next: from } satisfies Kept).catch(() => {})
    },
    forget() {
      opening = null
      state.value = 'new'
      entries.value = []
      waiting.value = []
      void discard(storeKey).catch(() => {})
    },
  }
  return list
}
