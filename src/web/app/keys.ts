// What the keys do. Silent in fields, in menus and dialogs, and for those who switched them off.
import { signal } from '@preact/signals'
import { postPath, profilePath } from '../components/link.tsx'
import type { Status } from '../props/entities.ts'
import { composer } from './compose-link.ts'
import { toggleMark } from './actions/marks.ts'
import { switchTargets } from './components/list-switch.tsx'
import { undoLast } from './components/toast.tsx'
import { type KeyName, keyReader } from './key-table.ts'
import { goBack, navigate } from './router.ts'
import { start } from './start.ts'
import { shownOf } from './store/statuses.ts'

const OFF = 'covey:keys-off'

/** Whether this device listens for keys. */
export const keysOn = signal(localStorage.getItem(OFF) === null)

export function setKeys(on: boolean): void {
  keysOn.value = on
  if (on) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, '1')
}

/** Set while the help is open over the page. */
export const helpOpen = signal(false)

const cards = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-card]')]
const currentCard = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-card]') ?? null

/** Moves to the next card or the one before; the first visible one to begin with. Other lists' entries follow the same keys. */
function move(step: 1 | -1): void {
  const all = cards()
  const here = currentCard()
  const at = here ? all.indexOf(here) : all.findIndex((card) => card.getBoundingClientRect().bottom > 96) - (step === 1 ? 1 : 0)
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

const goTo: Partial<Record<KeyName, () => string>> = {
  home: () => '/home', alerts: () => '/notifications', local: () => '/public/local', public: () => '/public', direct: () => '/conversations', favourites: () => '/favourites',
  me: () => profilePath(start.me.acct), pinned: () => `${profilePath(start.me.acct)}/featured`, blocks: () => '/blocks', mutes: () => '/mutes', requests: () => '/follow_requests',
  start: () => '/start', catchUp: () => '/catch-up',
}

function openFirst(card: HTMLElement, selector: string): void {
  card.querySelector<HTMLElement>(selector)?.click()
}

function toggleDetails(card: HTMLElement, selector: string): void {
  const details = card.querySelector<HTMLDetailsElement>(selector)
  if (details) details.open = !details.open
}

function fold(card: HTMLElement, open: boolean): void {
  const branch = card.closest('details') ?? card.parentElement?.querySelector<HTMLDetailsElement>(':scope > details')
  if (!branch) return
  branch.open = open
  if (!open) branch.querySelector<HTMLElement>('summary')?.focus()
}

/** What a key does with a post: false if it does nothing with posts. */
function actOn(name: KeyName, card: HTMLElement, status: Status): boolean {
  const acts: Partial<Record<KeyName, () => void>> = {
    open: () => navigate(postPath(status)), profile: () => navigate(profilePath(status.account.acct)), reply: () => composer.open({ reply: status.id }),
    quote: () => composer.open({ quote: status.id }), mention: () => composer.open({ mention: status.account.acct }), person: () => navigate(profilePath(status.account.acct)),
    boost: () => { if (status.visibility === 'public' || status.visibility === 'unlisted' || status.reblogged) toggleMark('boost', status.id) },
    favourite: () => toggleMark('favourite', status.id), bookmark: () => toggleMark('bookmark', status.id),
    warning: () => toggleDetails(card, 'details.warning'), hideMedia: () => toggleDetails(card, 'details.sensitive'), viewMedia: () => openFirst(card, '.media .box a'),
    fold: () => fold(card, false), unfold: () => fold(card, true),
  }
  acts[name]?.()
  return acts[name] !== undefined
}

/** Rows that are no posts say themselves where they lead. */
function openRow(name: KeyName, card: HTMLElement): boolean {
  const way = name === 'open' ? card.querySelector<HTMLElement>('[data-open]') : null
  way?.click()
  return way !== null
}

function actOnPage(name: KeyName, event: KeyboardEvent): boolean {
  const path = goTo[name]?.()
  if (path !== undefined) {
    navigate(path)
    return true
  }
  switch (name) {
    case 'next': move(1); return true
    case 'previous': move(-1); return true
    case 'open': case 'profile': return openCard()
    case 'write': composer.open({}); return true
    case 'newDraft': composer.open({ draft: 'new' }); return true
    case 'search': return focusSearch()
    case 'help': helpOpen.value = true; return true
    case 'back': goBack(); return true
    case 'undo': return undoLast()
    case 'newPosts': return click('[data-new-posts]')
    case 'more': return click('.feed-end button')
    case 'list': navigate(switchTargets()[Number(event.key) - 1]?.href ?? '/home'); return true
    case 'leave': (document.activeElement as HTMLElement | null)?.blur(); return true
    default: return false
  }
}

function click(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector)
  button?.click()
  return button !== null
}

/** A card that is no post leads where its first link leads. */
function openCard(): boolean {
  const link = currentCard()?.querySelector<HTMLElement>('a[href]')
  link?.click()
  return link !== undefined && link !== null
}

function focusSearch(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>('input[type=search]')].find((one) => one.checkVisibility())
  if (field) field.focus()
  else navigate('/search')
  return true
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=menu], dialog') !== null

/** Begins to listen; called once. */
export function startKeys(): void {
  const read = keyReader()
  document.addEventListener('keydown', (event) => {
    if (!keysOn.peek() || event.defaultPrevented || event.isComposing || inField(event.target)) return
    const name = read(event, event.timeStamp)
    if (!name) return
    // A button or link under focus has Enter for itself.
    if (name === 'open' && event.key === 'Enter' && !(event.target as Element).matches('[data-card]')) return
    const card = currentCard()
    const about = card?.dataset['status'] ?? card?.dataset['card']
    const status = about ? shownOf(about)?.status : undefined
    if (card && openRow(name, card) || card && status && actOn(name, card, status) || actOnPage(name, event)) event.preventDefault()
  })
}
