// The field one writes in, with suggestions under (or over) it: at most five, chosen with arrow keys or a tap.
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { Avatar, Handle, Name } from '../../components/person.tsx'
import { usePage } from '../../components/page-context.tsx'
import { say } from '../components/toast.tsx'
import { complete, type Suggestion, suggestionsFor, type Token, tokenAt } from './suggest.ts'
import { cw } from './words.ts'

const TYPING_MS = 150

export interface TextFieldProps {
  value: string
  language: string
  disabled: boolean
  describedBy: string
  field: RefObject<HTMLTextAreaElement>
  onText: (text: string) => void
  onFiles: (files: File[]) => void
}

interface Open { token: Token; found: readonly Suggestion[]; at: number; place: Record<string, string> }

const ROW_PX = 48

export function TextField({ value, language, disabled, describedBy, field, onText, onFiles }: TextFieldProps) {
  const id = useId()
  const [open, setOpen] = useState<Open | null>(null)
  const { look, drop } = useLookup(field, setOpen)
  const choose = (index: number): void => {
    const one = open?.found[index]
    if (!open || !one || !field.current) return
    // More may have been typed since these were found.
    const now = tokenAt(field.current.value, field.current.selectionStart)
    const done = complete(field.current.value, now?.start === open.token.start ? now : open.token, one.value)
    drop()
    field.current.value = done.text
    field.current.setSelectionRange(done.caret, done.caret)
    onText(done.text)
    setOpen(null)
    field.current.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open || event.isComposing) return
    const { at, found } = open
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null
    if (to !== null) setOpen({ ...open, at: (to + found.length) % found.length })
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || (event.key === 'Tab' && !event.shiftKey)) choose(at)
    else if (event.key === 'Escape') {
      drop()
      setOpen(null)
    }
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="composer-text">
      <textarea ref={field} id={`${id}-text`} class="composer-area" dir="auto" lang={language} rows={4} value={value} disabled={disabled} aria-label={cw.text} placeholder={cw.placeholder} aria-describedby={describedBy}
        aria-autocomplete="list" aria-controls={open ? id : undefined} aria-activedescendant={open ? `${id}-${open.at}` : undefined} spellcheck autocomplete="off"
        onInput={(event) => { onText(event.currentTarget.value); look() }} onKeyDown={onKeyDown} onClick={look} onBlur={() => setTimeout(() => setOpen(null), 150)}
        onPaste={(event) => {
          const files = [...event.clipboardData?.files ?? []]
          if (files.length === 0) return
          event.preventDefault()
          onFiles(files)
        }} />
      {open ? <SuggestionList id={id} open={open} choose={choose} /> : null}
    </div>
  )
}

/** Looks for suggestions a moment after the typing; a later question drops the answers of an earlier one, and `drop` those of all. */
function useLookup(field: RefObject<HTMLTextAreaElement>, setOpen: (open: Open | null) => void): { look: () => void; drop: () => void } {
  const asked = useRef<{ count: number; timer?: ReturnType<typeof setTimeout> }>({ count: 0 })
  useEffect(() => () => clearTimeout(asked.current.timer), [])
  const drop = (): void => {
    asked.current.count += 1
    clearTimeout(asked.current.timer)
  }
  const look = (): void => {
    drop()
    const mine = asked.current.count
    const area = field.current
    const token = area && area.selectionStart === area.selectionEnd ? tokenAt(area.value, area.selectionStart) : null
    if (!area || !token) return setOpen(null)
    asked.current.timer = setTimeout(() => {
      suggestionsFor(token).catch((): Suggestion[] => []).then((found) => {
        if (mine !== asked.current.count) return
        setOpen(found.length ? { token, found, at: 0, place: placeBeside(area, found.length) } : null)
        if (found.length) say(cw.suggestions.found(found.length))
      }).catch(reportError)
    }, TYPING_MS)
  }
  return { look, drop }
}

/** Under the field if there is room in the window, else over it. */
function placeBeside(area: HTMLElement, rows: number): Record<string, string> {
  const { top, bottom, left, width } = area.getBoundingClientRect()
  const height = visualViewport?.height ?? innerHeight
  const side: Record<string, string> = height - bottom > rows * ROW_PX + 8 ? { top: `${bottom + 4}px` } : { bottom: `${innerHeight - top + 4}px` }
  return { ...side, left: `${left}px`, width: `${width}px` }
}

function SuggestionList({ id, open, choose }: { id: string; open: Open; choose: (index: number) => void }) {
  return (
    <ul class="suggestions" style={open.place} id={id} role="listbox" aria-label={cw.suggestions.label}>
      {open.found.map((one, index) => (
        <li role="option" id={`${id}-${index}`} aria-selected={index === open.at} key={one.value} onPointerDown={(event) => { event.preventDefault(); choose(index) }}><SuggestionRow one={one} /></li>
      ))}
    </ul>
  )
}

function SuggestionRow({ one }: { one: Suggestion }) {
  const { f } = usePage()
  if (one.kind === 'person') return <><Avatar account={one.account} size={24} /><span class="suggestion-words"><Name account={one.account} /> <Handle acct={one.account.acct} /></span></>
  if (one.kind === 'emoji') return <><img class="emoji" src={one.emoji.static_url} alt="" width="20" height="20" /><bdi>{one.value}</bdi></>
  return <><bdi class="suggestion-words">{one.value}</bdi>{one.uses ? <span class="muted">{cw.suggestions.uses(f.number(one.uses))}</span> : null}</>
}
