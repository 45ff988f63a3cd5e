// What has just happened, in a sentence, with the way back: one toast at a time, eight seconds, longer under pointer or
// focus. Read out politely.
import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '../../components/page-context.tsx'
import { w } from '../page.ts'
import { parting } from '../parting.ts'

export interface Toast {
  text: string
  kind?: 'done' | 'failed'
  /** Takes it back. */
  undo?: (() => void) | undefined
  /** Another way on than undoing. */
  link?: { label: string; href: string } | undefined
  /** Called once when the toast has gone without being undone: what could not be taken back is done then. */
  elapsed?: (() => void) | undefined
}

const SHOWN_MS = 8000
const current = signal<(Toast & { id: number }) | null>(null)
let count = 0

/** Shows a sentence; the one before goes, and is final. */
export function toast(one: Toast): void {
  const before = current.peek()
  current.value = { ...one, id: ++count }
  before?.elapsed?.()
}

/** Undoes what the toast on the screen is about. False: there is nothing to undo. */
export function undoLast(): boolean {
  const one = current.peek()
  if (!one?.undo) return false
  current.value = null
  one.undo()
  say(w.app.done.undone)
  return true
}

function dismiss(id: number): void {
  const one = current.peek()
  if (one?.id !== id) return
  current.value = null
  one.elapsed?.()
}

const polite = signal('')

/** Says something to those who hear the page, and shows nothing. */
export function say(text: string): void {
  polite.value = polite.peek() === text ? `${text} ` : text
}

/** Whoever leaves has made up their mind. */
function finish(): void {
  const one = current.peek()
  current.value = null
  one?.elapsed?.()
}
addEventListener('pagehide', finish)
parting.addEventListener('abort', finish)

/** The place of toasts, and the one polite live region. */
export function Toasts() {
  const { w: { app: words } } = usePage()
  const one = current.value
  const held = useRef(false)
  const id = one?.id
  useEffect(() => {
    if (id === undefined) return
    held.current = false
    let timer: ReturnType<typeof setTimeout>
    const check = (): void => { timer = setTimeout(() => held.current ? check() : dismiss(id), SHOWN_MS) }
    check()
    return () => clearTimeout(timer)
  }, [id])
  const hold = (on: boolean) => () => { held.current = on }
  return (
    <div class="toasts">
      <p class="hidden" role="status" aria-live="polite">{polite.value}</p>
      <div role="status" aria-live="polite">
        {one
          ? <div class={`toast${one.kind === 'failed' ? ' toast-failed' : ''}`} onMouseEnter={hold(true)} onMouseLeave={hold(false)} onFocusIn={hold(true)} onFocusOut={hold(false)}>
              <p>{one.text}</p>
              {one.link ? <a class="toast-act" href={one.link.href}>{one.link.label}</a> : null}
              {one.undo ? <button class="toast-act" type="button" onClick={undoLast}>{words.undo}</button> : null}
              <button class="toast-close" type="button" aria-label={words.close} onClick={() => dismiss(one.id)}>×</button>
            </div>
          : null}
      </div>
    </div>
  )
}
