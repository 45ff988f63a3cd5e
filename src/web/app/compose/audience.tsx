// Who can read a post: a button that says it, and behind it every choice with its effect in words.
import { useId, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from '../../components/icon.tsx'
import { visibilities, type Visibility } from './draft.ts'
import { cw } from './words.ts'

const icons: Record<Visibility, IconName> = { public: 'globe', unlisted: 'moon', private: 'lock', direct: 'mail' }

/** Focus has gone on; a press on what cannot have it gives it to whatever lies around. */
const isElsewhere = (here: Element, to: EventTarget | null): boolean => to instanceof Element && !here.contains(to) && !to.contains(here)

export function AudienceChoice({ value, fixed, disabled, onChange }: { value: Visibility; fixed: boolean; disabled: boolean; onChange: (value: Visibility) => void }) {
  const { audience: w } = cw
  const id = useId()
  const pointed = useRef(false)
  const opener = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const name = w.names[value] ?? value
  if (fixed) return <p class="audience-now muted"><Icon name={icons[value]} /><span>{name}. {w.fixed}</span></p>
  return (
    <div class="audience-choice" onFocusOut={(event) => { if (isElsewhere(event.currentTarget, event.relatedTarget)) setOpen(false) }} onKeyDown={(event) => {
      pointed.current = false
      if (event.key !== 'Escape' || !open) return
      event.stopPropagation()
      setOpen(false)
      opener.current?.focus()
    }}>
      <button ref={opener} type="button" class="button button-plain small" aria-expanded={open} aria-controls={id} aria-label={w.button(name)} disabled={disabled} onClick={() => setOpen(!open)}><Icon name={icons[value]} />{name}<Icon name="down" /></button>
      {open
        ? <fieldset id={id} class="audiences" disabled={disabled}>
            <legend class="hidden">{w.legend}</legend>
            {visibilities.map((one) => (
              <label class="tick" onPointerDown={() => { pointed.current = true }}>
                <input type="radio" name={id} value={one} checked={one === value} onChange={() => onChange(one)} onClick={() => {
                  // With keys one goes through the choices; a tap is the choice.
                  if (!pointed.current) return
                  onChange(one)
                  setOpen(false)
                  opener.current?.focus()
                }} />
                <span>{w.names[one]}<br /><span class="muted">{w.effects[one]}</span></span>
              </label>
            ))}
          </fieldset>
        : null}
    </div>
  )
}
