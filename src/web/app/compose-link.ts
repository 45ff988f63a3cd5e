// The ways to the composer from elsewhere. Where there is room it opens beside what is read; on a phone it is a screen of
// its own, whose address says what is answered, quoted or edited.
import { knows, navigate } from './router.ts'

export interface ComposeWish {
  reply?: string
  quote?: string
  edit?: string
  /** A post of one's own that is to be written anew. */
  redraft?: string
  mention?: string
  text?: string
  visibility?: string
  /** Of a kept draft; `new` for a fresh one in any case. */
  draft?: string
}

/** /publish with what is wished as its query. */
function composePath(wish: ComposeWish = {}): string {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value)).toString()
  return query ? `/publish?${query}` : '/publish'
}

/** What an address of the composer wishes; /share and the intents say the same in other words. */
export function wishIn(query: URLSearchParams): ComposeWish {
  const inner = URL.parse(query.get('uri') ?? '')?.searchParams
  const said = (name: string): string => query.get(name)?.trim() || inner?.get(name)?.trim() || ''
  const text = [said('title'), said('text'), said('url')].filter((one, index, all) => one !== '' && all.indexOf(one) === index).join('\n')
  const wish = {
    reply: said('reply') || said('in_reply_to'), quote: said('quote'), edit: said('edit'), redraft: said('redraft'), mention: said('mention'), text: text.slice(0, 5000),
    visibility: said('visibility'), draft: said('draft'),
  }
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value)) as ComposeWish
}

const roomBeside = (): boolean => matchMedia('(min-width: 640px)').matches && location.pathname !== '/publish'

function open(wish: ComposeWish): void {
  if (!roomBeside()) return navigate(composePath(wish))
  void import('./compose/dock.tsx').then(({ openDock }) => openDock(wish), () => navigate(composePath(wish)))
}

export const composer: { open: (wish: ComposeWish) => void } = { open }

function openFromLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest?.('a[href^="/publish"]')
  if (!(link instanceof HTMLAnchorElement) || !knows('/publish') || !roomBeside()) return
  event.preventDefault()
  open(wishIn(new URL(link.href).searchParams))
}

/** Links to the composer open it beside the page where there is room; what waited for a connection is sent. Called once. */
export function startComposer(): void {
  document.addEventListener('click', openFromLink, { capture: true })
  const later = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2000))
  later(() => void import('./compose/outbox.ts').then(({ startOutbox }) => startOutbox(), () => {}))
}
