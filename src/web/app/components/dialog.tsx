// A dialog: native and modal, closed by Esc; focus goes in and comes back to where it was.
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'

/** Open for as long as it is drawn; `onClose` is told once, and must stop drawing it. */
export function Dialog(props: { title: string; onClose: () => void; class?: string; children: ComponentChildren }) {
  const { w } = usePage()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const over = useRef(false)
  useEffect(() => {
    const before = document.activeElement
    const node = dialog.current
    node?.showModal()
    return () => {
      over.current = true
      // While it is open, nothing behind it takes the focus.
      node?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  const onBackdrop = (event: MouseEvent): void => { if (event.target === dialog.current) dialog.current?.close() }
  return (
    <dialog ref={dialog} class={`dialog ${props.class ?? ''}`} aria-labelledby={titleId} onClose={() => { if (!over.current) props.onClose() }} onClick={onBackdrop}>
      <header class="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        <button type="button" class="tool" aria-label={w.app.close} onClick={() => dialog.current?.close()}><Icon name="close" /></button>
      </header>
      <div class="dialog-body">{props.children}</div>
    </dialog>
  )
}
