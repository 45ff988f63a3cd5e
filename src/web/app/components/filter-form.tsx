// The form of a filter. What is wrong is said beside its field, before anything is sent.
import { useSignal } from '@preact/signals'
import { usePage } from '../../components/page-context.tsx'
import { failureText } from '../actions/report-failure.ts'
import { memberWords } from '../member-words.ts'
import { ACTIONS, CONTEXTS, type FilterDraft, type Keyword, type MemberFilter } from '../store/member-filters.ts'

const draftOf = (filter: MemberFilter | null): FilterDraft => filter
  ? { title: filter.title, context: filter.context, filter_action: filter.filter_action, keywords: filter.keywords.map((one) => ({ ...one })), expires: null }
  : { title: '', context: ['home', 'public', 'thread'], filter_action: 'warn', keywords: [{ keyword: '', whole_word: true }], expires: '' }

type Faults = Partial<Record<'title' | 'words' | 'context' | 'all', string>>

export function FilterForm({ filter, onSave }: { filter: MemberFilter | null; onSave: (draft: FilterDraft) => Promise<void> }) {
  const { filters: w } = memberWords
  const draft = useSignal(draftOf(filter))
  const faults = useSignal<Faults>({})
  const saving = useSignal(false)
  const change = (patch: Partial<FilterDraft>): void => { draft.value = { ...draft.peek(), ...patch } }
  const submit = async (): Promise<void> => {
    const { title, keywords, context } = draft.peek()
    const words = keywords.some((one) => one.keyword.trim()) || (filter?.statuses.length ?? 0) > 0
    faults.value = { ...title.trim() ? {} : { title: w.needName }, ...words ? {} : { words: w.needWord }, ...context.length ? {} : { context: w.needPlace } }
    if (Object.keys(faults.value).length > 0) return
    saving.value = true
    await onSave(draft.peek()).catch((error: unknown) => { faults.value = { all: failureText(error) } })
    saving.value = false
  }
  const { title, context, filter_action: action, keywords } = draft.value
  return (
    <form class="form sheet-form" onSubmit={(event) => { event.preventDefault(); void submit() }} noValidate>
      <div class={`field${faults.value.title ? ' field-wrong' : ''}`}>
        <label for="filter-title">{w.name}</label>
        <p class="hint" id="filter-title-hint">{w.nameHint}</p>
        <input id="filter-title" type="text" maxLength={256} dir="auto" autocomplete="off" value={title} aria-describedby="filter-title-hint" onInput={(event) => change({ title: event.currentTarget.value })} />
        <Fault text={faults.value.title} />
      </div>
      <Words keywords={keywords} fault={faults.value.words} onChange={(changed) => change({ keywords: changed })} />
      <fieldset class="choices">
        <legend>{w.where}</legend>
        {CONTEXTS.map((one) => <label class="tick" key={one}><input type="checkbox" checked={context.includes(one)} onChange={(event) => change({ context: event.currentTarget.checked ? [...context, one] : context.filter((other) => other !== one) })} />{w.contexts[one]}</label>)}
        <Fault text={faults.value.context} />
      </fieldset>
      <fieldset class="choices">
        <legend>{w.how}</legend>
        {ACTIONS.map((one) => <label class="tick" key={one}><input type="radio" name="filter-action" checked={action === one} onChange={() => change({ filter_action: one })} /><span>{w.actions[one]?.[0]} <span class="hint">{w.actions[one]?.[1]}</span></span></label>)}
      </fieldset>
      <Until filter={filter} expires={draft.value.expires} onChange={(expires) => change({ expires })} />
      <Fault text={faults.value.all} />
      <p class="buttons"><button type="submit" class="button button-primary" disabled={saving.value}>{w.save}</button></p>
    </form>
  )
}

function Fault({ text }: { text: string | undefined }) {
  return text ? <p class="error" role="alert">{text}</p> : null
}

function Words({ keywords, fault, onChange }: { keywords: Keyword[]; fault: string | undefined; onChange: (keywords: Keyword[]) => void }) {
  const { f } = usePage()
  const { filters: w } = memberWords
  const put = (index: number, patch: Partial<Keyword>): void => onChange(keywords.map((one, i) => i === index ? { ...one, ...patch } : one))
  return (
    <fieldset class="choices">
      <legend>{w.words}</legend>
      {keywords.map((one, i) => (
        <div class="word-line">
          <input type="text" dir="auto" autocomplete="off" autocapitalize="none" aria-label={w.word(f.number(i + 1))} value={one.keyword} onInput={(event) => put(i, { keyword: event.currentTarget.value })} />
          <label class="tick"><input type="checkbox" checked={one.whole_word} aria-label={w.wholeOf(f.number(i + 1))} onChange={(event) => put(i, { whole_word: event.currentTarget.checked })} />{w.whole}</label>
          {keywords.length > 1 ? <button type="button" class="link-button" aria-label={w.removeWordOf(one.keyword)} onClick={() => onChange(keywords.filter((_one, index) => index !== i))}>{w.removeWord}</button> : null}
        </div>
      ))}
      <Fault text={fault} />
      <p><button type="button" class="button button-plain small" onClick={() => onChange([...keywords, { keyword: '', whole_word: true }])}>{w.addWord}</button></p>
    </fieldset>
  )
}

function Until({ filter, expires, onChange }: { filter: MemberFilter | null; expires: string | null; onChange: (expires: string | null) => void }) {
  const { page, f } = usePage()
  const { filters: w } = memberWords
  const spans = filter?.expires_at ? [['keep', w.keep(f.until(filter.expires_at, page.now))] as const, ...w.spans] : w.spans
  return (
    <label class="line-label" for="filter-until">{w.until}
      <select id="filter-until" class="choose" onChange={(event) => onChange(event.currentTarget.value === 'keep' ? null : event.currentTarget.value)}>
        {spans.map(([value, label]) => <option value={value} selected={value === (expires ?? (filter?.expires_at ? 'keep' : ''))}>{label}</option>)}
      </select>
    </label>
  )
}
