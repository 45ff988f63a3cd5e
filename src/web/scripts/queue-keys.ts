// The keys of the reviewers' queue: j and k move, a approves, d declines, q writes a note, s skips, ? says so. They press the
// page's own buttons, so that whatever a key does can be done and undone without it. Silent in fields, and for who switched keys off.

const NEXT = 'covey:queue-next'
const cards = [...document.querySelectorAll<HTMLElement>('[data-applicant]')]
const current = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-applicant]') ?? null

function go(to: HTMLElement | undefined): void {
  to?.focus({ preventScroll: true })
  to?.scrollIntoView({ block: 'nearest' })
}

function move(step: 1 | -1): void {
  const here = current()
  go(here ? cards[Math.max(0, Math.min(cards.length - 1, cards.indexOf(here) + step))] : cards[0])
}

/** Presses what is on the card; the next card has the focus when the page has come back. */
function press(selector: string): void {
  const here = current()
  const button = here?.querySelector<HTMLElement>(selector)
  if (!here || !button) return
  const next = cards[cards.indexOf(here) + 1] ?? cards[cards.indexOf(here) - 1]
  if (next) sessionStorage.setItem(NEXT, next.id)
  button.click()
}

function note(): void {
  const field = current()?.querySelector<HTMLTextAreaElement>('textarea')
  const folded = field?.closest('details')
  if (folded) folded.open = true
  field?.focus()
}

const help = document.querySelector<HTMLDetailsElement>('#queue-keys')

const acts: Record<string, () => void> = {
  j: () => move(1), k: () => move(-1), s: () => move(1), a: () => press('.staff-decide form button'), d: () => press('.staff-decide a[href$="/decline"]'), q: note,
  '?': () => { if (help) help.open = !help.open },
}

const isField = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, dialog') !== null

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || isField(event.target) || localStorage.getItem('covey:keys-off') !== null) return
  const act = acts[event.key.toLowerCase()]
  if (!act) return
  event.preventDefault()
  act()
})

if (help) help.hidden = false
const waiting = sessionStorage.getItem(NEXT)
sessionStorage.removeItem(NEXT)
if (waiting) go(cards.find((card) => card.id === waiting))
