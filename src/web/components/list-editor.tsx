// A list that is edited without script: every button saves what is typed, and the page comes back as it was left.
import type { EditedRow } from '../props/setup.ts'
import { Button } from './form.tsx'
import { StepButton, Ticks } from './choices.tsx'
import { usePage } from './page-context.tsx'
import { setupWordsFor } from '../words/setup-catalogue.ts'

interface ListEditorProps {
  kind: 'question' | 'rule'
  rows: EditedRow[]
  /** Empty lines for new ones. */
  blanks: number
  suggestions: string[]
  error?: string
}

/** Suggestions to tick, the list itself with its order, and room for more. */
export function ListEditor({ kind, rows, blanks, suggestions, error }: ListEditorProps) {
  const { w: { lang } } = usePage()
  const w = setupWordsFor(lang).sheet
  return (
    <>
      {suggestions.length ? <Ticks name="suggested" legend={w.questionSuggestions} options={suggestions} /> : null}
      <section aria-labelledby="list-title">
        <h2 id="list-title">{kind === 'question' ? w.questions : w.rules}</h2>
        {rows.length ? null : <p class="muted">{w.noneYet}</p>}
        {error ? <p class="error">{error}</p> : null}
        <ol class="edited-list">{[...rows, ...Array.from({ length: blanks }, (): EditedRow => ({ text: '' }))].map((row, i) =>
          <Line kind={kind} row={row} index={i} count={rows.length} />)}</ol>
        <p class="buttons"><StepButton value="more">{w.more}</StepButton></p>
      </section>
    </>
  )
}

function Line({ kind, row, index, count }: { kind: 'question' | 'rule'; row: EditedRow; index: number; count: number }) {
  const { w: { lang }, f } = usePage()
  const w = setupWordsFor(lang).sheet
  const isNew = index >= count
  const name = `rows[${index}]`
  const label = isNew ? (kind === 'question' ? w.newQuestion : w.newRule) : (kind === 'question' ? w.question : w.rule)(f.number(index + 1))
  return (
    <li class="edited" id={`row-${index}`}>
      {row.id === undefined ? null : <input type="hidden" name={`${name}[id]`} value={row.id} />}
      <div class="field">
        <label for={`text-${index}`}>{label}</label>
        <textarea id={`text-${index}`} name={`${name}[text]`} rows={kind === 'rule' ? 2 : 1} maxLength={kind === 'rule' ? 300 : 500} dir="auto" autocomplete="off">{row.text}</textarea>
      </div>
      <div class="edited-tools">
        {kind === 'question'
          ? <label class="tick" for={`required-${index}`}>
              <input type="checkbox" id={`required-${index}`} name={`${name}[required]`} value="1" checked={row.required} /><span>{w.required}</span>
            </label>
          : null}
        {isNew ? null : <span class="edited-moves">
          {index > 0 ? <StepButton value={`up:${index}`} label={w.upOf(row.text)}>{w.up}</StepButton> : null}
          {index < count - 1 ? <StepButton value={`down:${index}`} label={w.downOf(row.text)}>{w.down}</StepButton> : null}
          <StepButton value={`remove:${index}`} label={w.removeOf(row.text)}>{w.remove}</StepButton>
        </span>}
      </div>
    </li>
  )
}

/** What Enter in a field presses: without it the first button of the list would be. */
export function EnterButton({ children }: { children: string }) {
  return <div class="hidden"><Button name="do" value="next">{children}</Button></div>
}
