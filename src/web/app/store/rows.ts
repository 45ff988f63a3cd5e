// A list of anything but posts (alerts, people, conversations, hashtags) and its reader's place in it: its pages, what
// waits above it, and what is kept on this device so that a reload finds everything where it was.
import { batch, computed, signal } from '@preact/signals'
import { get as readKept, set as keep } from 'idb-keyval'
import { type Answer, ApiError, getPage, withQuery } from '../api.ts'
import { reloaded, start } from '../start.ts'
import type { Anchor } from './list.ts'
import { itemsOf } from './merge.ts'
import type { Rows, RowSource } from './paged-rows.ts'

export type { Rows, RowSource } from './paged-rows.ts'

const PAGE = 20
interface Kept { bodies: unknown[]; anchor: Anchor | null; next: string | null }

const all = new Map<string, Rows<never>>()

/** The list of this source; the same one for as long as the app runs. */
export function rowsOf<T>(source: RowSource<T>): Rows<T> {
  let rows = all.get(source.key) as Rows<T> | undefined
  if (!rows) all.set(source.key, (rows = makeRows(source)) as unknown as Rows<never>)
  return rows
}

function makeRows<T>({ key, path, query = {}, idOf, read, join = (rows) => rows, onto = (row) => row, kept = false, byOffset = false }: RowSource<T>): Rows<T> {
  const loaded = signal<readonly T[]>([])
  const waiting = signal<readonly T[]>([])
  const state = signal<Rows<T>['state']['value']>('new')
  const older = signal<Rows<T>['older']['value']>('more')
  const shown = computed(() => join(loaded.value))
  const storeKey = `rows:${start.me.id}:${key}`
  let next: string | null = null
  let opening: Promise<void> | null = null
  /** The answers as they came: what is kept can be read again like them. */
  let bodies: unknown[] = []
  /** What came while the server was asked: its answer may be older. */
  let asking = 0
  let meanwhile: T[] = []

  const settleNext = (following: string | null): void => {
    next = following
    older.value = following ? 'more' : 'end'
  }
  /** Where it goes on, after `count` rows in all. */
  const nextAfter = (named: string | null, found: number, count: number): string | null =>
    byOffset ? (found >= PAGE ? withQuery(path, { ...query, limit: PAGE, offset: count }) : null) : named
  const without = (rows: readonly T[], gone: readonly T[]): T[] => {
    const ids = new Set(gone.map(idOf))
    return rows.filter((row) => !ids.has(idOf(row)))
  }
  async function ask(): Promise<Answer<unknown>> {
    asking += 1
    try { return await getPage<unknown>(path, { ...query, limit: PAGE }) } finally { asking -= 1 }
  }
  /** Upon what was answered, unless that says it already. */
  const addMeanwhile = (answered: readonly T[], atTop: boolean): void => {
    const rows = meanwhile
    meanwhile = []
    for (const row of rows) {
      const told = answered.find((one) => idOf(one) === idOf(row))
      if (!told || onto(row, told) !== told) list.arrived(row, atTop)
    }
  }
  async function firstPage(): Promise<void> {
    const answer = await ask()
    batch(() => {
      bodies = [answer.body]
      loaded.value = read(answer.body)
      waiting.value = []
      settleNext(nextAfter(answer.next, loaded.value.length, loaded.value.length))
      state.value = 'ready'
      addMeanwhile(loaded.value, true)
    })
  }
  async function restore(): Promise<boolean> {
    const found = await readKept<Kept>(storeKey).catch(() => undefined)
    if (!found?.bodies.length) return false
    batch(() => {
      bodies = found.bodies
      loaded.value = found.bodies.reduce<T[]>((before, body) => [...before, ...without(read(body), before)], [])
      settleNext(found.next)
      list.anchor = found.anchor
      state.value = 'ready'
    })
    return true
  }

  const list: Rows<T> = {
    key, idOf, shown, waiting, state, older, anchor: null, entries: computed(() => itemsOf(shown.value.map(idOf))),
    open() {
      opening ??= (async () => {
        state.value = 'loading'
        if (kept && reloaded && await restore()) return void list.renew()
        await firstPage().catch(async (error: unknown) => { if (!kept || !await restore()) throw error })
      })().catch((error: unknown) => {
        opening = null
        state.value = 'failed'
        if (!(error instanceof ApiError)) throw error
      })
      return opening
    },
    async renew(atTop = true) {
      await opening
      if (state.peek() !== 'ready') return list.open()
      const answer = await ask().catch(() => null)
      if (!answer) return
      const fresh = read(answer.body)
      const known = new Map(loaded.peek().map((row) => [idOf(row), row]))
      batch(() => {
        if (atTop) waiting.value = []
        if (!atTop && known.size > 0) {
          waiting.value = fresh.filter((row) => { const before = known.get(idOf(row)); return !before || onto(row, before) !== before })
        } else if (fresh.some((row) => known.has(idOf(row)))) {
          bodies = [answer.body, ...bodies]
          loaded.value = [...fresh, ...without(loaded.peek(), fresh).filter((row) => !withinPage(row, fresh, loaded.peek(), idOf))]
        } else {
          bodies = [answer.body]
          loaded.value = fresh
          settleNext(nextAfter(answer.next, fresh.length, fresh.length))
        }
        addMeanwhile(fresh, atTop)
      })
    },
    async loadOlder() {
      if (older.peek() !== 'more' && older.peek() !== 'failed' || !next) return
      older.value = 'loading'
      try {
        const answer = await getPage<unknown>(next.replace(/([?&]limit=)\d+/, `$1${PAGE * 2}`))
        batch(() => {
          const found = read(answer.body)
          bodies.push(answer.body)
          loaded.value = [...loaded.peek(), ...without(found, loaded.peek())]
          settleNext(nextAfter(answer.next, found.length, loaded.peek().length))
        })
      } catch {
        older.value = 'failed'
      }
    },
    arrived(row, atTop) {
      if (asking > 0) meanwhile.push(row)
      if (state.peek() !== 'ready') return
      waiting.value = [row, ...waiting.peek()]
      if (atTop) list.admit()
    },
    admit() {
      batch(() => {
        // One by one, oldest first: several may be about the same.
        for (const row of waiting.peek().toReversed()) {
          const before = loaded.peek().find((one) => idOf(one) === idOf(row))
          loaded.value = [before ? onto(row, before) : row, ...without(loaded.peek(), [row])]
        }
        waiting.value = []
      })
    },
    put(row) {
      const at = loaded.peek().findIndex((one) => idOf(one) === idOf(row))
      loaded.value = at < 0 ? [row, ...loaded.peek()] : loaded.peek().with(at, row)
    },
    take(id) {
      const rows = loaded.peek()
      const at = rows.findIndex((row) => idOf(row) === id)
      const row = rows[at]
      if (row === undefined) return () => {}
      loaded.value = rows.toSpliced(at, 1)
      return () => { if (!loaded.peek().some((one) => idOf(one) === id)) loaded.value = loaded.peek().toSpliced(Math.min(at, loaded.peek().length), 0, row) }
    },
    save() {
      if (kept && state.peek() === 'ready') void keep(storeKey, { bodies: bodies.slice(0, 10), anchor: list.anchor, next } satisfies Kept).catch(() => {})
    },
  }
  return list
}

/** Whether a row that the fresh page does not name stands where it should: then it is gone from the server. */
function withinPage<T>(row: T, fresh: readonly T[], loaded: readonly T[], idOf: (row: T) => string): boolean {
  const names = new Set(fresh.map(idOf))
  const last = loaded.findLastIndex((one) => names.has(idOf(one)))
  return loaded.indexOf(row) < last
}
