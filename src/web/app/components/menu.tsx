// A menu behind a button: a native popover, so that it closes by Esc and outside taps, with arrow keys inside.
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

export interface MenuItem {
  label: string
  run?: () => void
  href?: string
  danger?: boolean
  current?: boolean
}

/** `button` is what stands in the button; `label` names it for those who do not see it. Items are made when it opens. */
export function Menu(props: { label?: string; class?: string; button: ComponentChildren; items: () => (MenuItem | null)[]; onOpen?: () => void }) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const [items, setItems] = useState<MenuItem[] | null>(null)

  const show = (): void => {
    props.onOpen?.()
    setItems(props.items().filter((item) => item !== null))
    requestAnimationFrame(() => {
      if (!list.current || !opener.current) return
      list.current.showPopover()
      place(opener.current, list.current)
      list.current.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    })
  }
  const hide = (): void => { list.current?.hidePopover() }
  return (
    <>
      <button ref={opener} type="button" class={props.class ?? 'tool'} aria-label={props.label} aria-haspopup="menu" aria-expanded={items !== null} aria-controls={id} onClick={() => items ? hide() : show()}>{props.button}</button>
      {items
        ? <div ref={list} id={id} class="menu" popover="auto" role="menu" aria-label={props.label} onKeyDown={moveFocus} onToggle={(event) => {
            if ((event as unknown as ToggleEvent).newState !== 'closed') return
            const within = list.current?.contains(document.activeElement) ?? false
            setItems(null)
            if (within) opener.current?.focus({ preventScroll: true })
          }}>
            {items.map((item) => item.href
              ? <a role="menuitem" tabindex={-1} class="menu-item" href={item.href} aria-current={item.current ? 'page' : undefined} onClick={hide}>{item.label}</a>
              : <button role="menuitem" tabindex={-1} type="button" class={`menu-item${item.danger ? ' danger' : ''}`} onClick={() => { opener.current?.focus({ preventScroll: true }); hide(); item.run?.() }}>{item.label}</button>)}
          </div>
        : null}
    </>
  )
}

/** Under its button and within the window; by the page's direction at its start or end. */
function place(opener: HTMLElement, menu: HTMLElement): void {
  const at = opener.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const end = document.documentElement.dir === 'rtl' ? at.left : at.right - width
  menu.style.left = `${Math.max(8, Math.min(at.left + width < innerWidth - 8 ? at.left : end, innerWidth - width - 8))}px`
  menu.style.top = `${at.bottom + height + 8 < innerHeight ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`
}

function moveFocus(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : null
  if (to === null) return
  event.preventDefault()
  event.stopPropagation()
  items[(to + items.length) % items.length]?.focus()
}
