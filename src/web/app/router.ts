// Addresses and history: which screen is shown, where it is entered from, and what each history entry remembers.
import { signal } from '@preact/signals'
import { findPath } from './paths.ts'
import { screens, type ScreenEntry, type ScreenModule } from './screens.ts'

/** What a history entry remembers. */
interface Memory {
  key: string
  /** Where the page was scrolled to, in px. */
  scroll?: number
  /** The card that was left (an element's id), to be focused on return. */
  left?: string
}

export interface Arrival {
  path: string
  query: URLSearchParams
  params: Record<string, string>
  entry: ScreenEntry
  module: ScreenModule
  /** Of the history entry: lists keep their place by it. */
  key: string
  /** True when the reader came back to it, or reloaded. */
  returned: boolean
  memory: Memory
}

/** What is shown. Null until the first screen has arrived. */
export const arrival = signal<Arrival | null>(null)
/** A screen is being fetched. */
export const travelling = signal(false)
/** The screen of this path could not be loaded. */
export const stranded = signal<string | null>(null)

const newKey = (): string => Math.random().toString(36).slice(2, 10)
const memoryOf = (state: unknown): Memory | null => state && typeof state === 'object' && 'key' in state ? state as Memory : null

/** What is called before a screen is left, so that lists can note their place. */
const leaving = new Set<() => void>()

/** Calls `note` before every departure; answers the way to stop. */
export function onLeave(note: () => void): () => void {
  leaving.add(note)
  return () => leaving.delete(note)
}

/** Notes something in the present history entry. */
export function remember(patch: Partial<Memory>): void {
  const memory = memoryOf(history.state) ?? { key: newKey() }
  history.replaceState({ ...memory, ...patch }, '')
}

function noteDeparture(): void {
  for (const note of leaving) note()
  const card = document.activeElement?.closest('[data-card]')
  remember({ scroll: window.scrollY, ...card?.id ? { left: card.id } : {} })
}

let trip = 0

async function arrive(returned: boolean): Promise<boolean> {
  const here = new URL(location.href)
  const found = findPath(screens, here.pathname)
  if (!found) return false
  const mine = ++trip
  const slow = setTimeout(() => { if (mine === trip) travelling.value = true }, 200)
  try {
    const module = await found.entry.load()
    const props = { params: found.params, query: here.searchParams }
    await module.prepare?.(props)
    if (mine !== trip) return true
    const memory = memoryOf(history.state) ?? { key: newKey() }
    history.replaceState(memory, '')
    stranded.value = null
    arrival.value = { path: here.pathname, ...props, entry: found.entry, module, key: memory.key, returned, memory }
  } catch {
    if (mine === trip) stranded.value = here.pathname
  } finally {
    clearTimeout(slow)
    if (mine === trip) travelling.value = false
  }
  return true
}

/** Whether the app has a screen for this path; others are the server's. */
export const knows = (path: string): boolean => findPath(screens, path) !== null

/** Goes to a path of this server, to the server itself if the app has no screen for it. */
export function navigate(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href)
  if (url.origin !== location.origin || !knows(url.pathname)) return void location.assign(url)
  noteDeparture()
  const state: Memory = { key: newKey() }
  if (replace) history.replaceState(state, '', url)
  else history.pushState(state, '', url)
  void arrive(false)
}

/** Back to where the reader came from; home if they came from elsewhere. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else navigate('/home')
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest?.('a[href]')
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
  const url = new URL(link.href)
  if (url.origin !== location.origin || !knows(url.pathname)) return
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return
  event.preventDefault()
  if (url.pathname === location.pathname && url.search === location.search) return void window.scrollTo({ top: 0 })
  navigate(url.href)
}

/** Takes over links and history, and shows the present address. False: the app has no screen for it. */
export function startRouter(): Promise<boolean> {
  history.scrollRestoration = 'manual'
  document.addEventListener('click', followLink)
  addEventListener('popstate', () => void arrive(true).then((known) => { if (!known) location.reload() }))
  addEventListener('pagehide', noteDeparture)
  return arrive(memoryOf(history.state) !== null)
}
