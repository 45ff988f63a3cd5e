// A form and its fields. Each field ties its label, hint and error together, so that nobody has to guess.
import type { ComponentChildren } from 'preact'
import type { FormState } from '../props/page.ts'
import { webAddress } from './link.tsx'
import { Notice } from './notice.tsx'
import { usePage } from './page-context.tsx'

/** A POST form with its token, what it carries along, and one sentence if it was refused; `upload` where it carries a file. */
export function Form(props: { form: FormState<string>; class?: string; label?: string; upload?: boolean; children: ComponentChildren }) {
  const { w } = usePage()
  const { form } = props
  const failed = form.error ?? (form.errors && Object.values(form.errors).some(Boolean) ? w.formHasErrors : undefined)
  return (
    <form method="post" action={webAddress(form.action) ?? ''} class={props.class ?? 'form'} aria-label={props.label} enctype={props.upload ? 'multipart/form-data' : undefined}>
      {failed ? <Notice kind="danger">{failed}</Notice> : null}
      <input type="hidden" name="csrf" value={form.csrf} />
      {Object.entries(form.hidden ?? {}).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(one => <input type="hidden" name={name} value={one} />))}
      {props.children}
    </form>
  )
}

export interface FieldProps {
  name: string
  label: string
  id?: string
  type?: 'text' | 'email' | 'password'
  value?: string
  error?: string
  hint?: string | null
  required?: boolean
  /** Say "optional": for the odd one out in a form where the others are required. */
  markOptional?: boolean
  /** Say "required": where the community's own questions differ. */
  markRequired?: boolean
  autocomplete?: string
  minLength?: number
  maxLength?: number
  multiline?: boolean
  /** For names and codes: no capitals, no spelling marks. */
  literal?: boolean
  autofocus?: boolean
}

/** A text field, on one line or several. A password is never sent back to the page. */
export function Field(props: FieldProps) {
  const { w } = usePage()
  const id = props.id ?? `field-${props.name.replace(/[^A-Za-z0-9_-]/g, '-')}`
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const mark = props.markOptional ? w.optional : props.markRequired ? w.required : undefined
  const common = {
    id, name: props.name, required: props.required, minLength: props.minLength, maxLength: props.maxLength,
    autocomplete: props.autocomplete, autofocus: props.autofocus,
    'aria-describedby': described, 'aria-invalid': props.error ? 'true' as const : undefined,
  }
  const literal = props.literal ? { autocapitalize: 'none' as const, spellcheck: false, dir: 'ltr' as const } : { dir: 'auto' as const }
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label for={id}><span dir="auto">{props.label}</span>{mark ? <span class="mark">{mark}</span> : null}</label>
      {props.hint ? <p class="hint" id={`${id}-hint`} dir="auto">{props.hint}</p> : null}
      {props.multiline
        ? <textarea {...common} rows={4} dir="auto">{props.value}</textarea>
        : <input {...common} {...literal} type={props.type ?? 'text'} value={props.type === 'password' ? undefined : props.value} />}
      {props.error ? <p class="error" id={`${id}-error`}>{props.error}</p> : null}
    </div>
  )
}

/** A single box to tick. */
export function Tick(props: { name: string; label: string; checked?: boolean; required?: boolean; error?: string }) {
  const id = `field-${props.name}`
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label class="tick" for={id}>
        <input type="checkbox" id={id} name={props.name} value="1" checked={props.checked} required={props.required}
          aria-describedby={props.error ? `${id}-error` : undefined} aria-invalid={props.error ? 'true' : undefined} />
        <span>{props.label}</span>
      </label>
      {props.error ? <p class="error" id={`${id}-error`}>{props.error}</p> : null}
    </div>
  )
}

/** One of several, where there are too many for buttons. */
export function Choice(props: { name: string; label: string; value?: string | undefined; options: { value: string; label: string }[] }) {
  const id = `field-${props.name}`
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name} dir="auto">
        {props.options.map(one => <option value={one.value} selected={one.value === props.value}>{one.label}</option>)}
      </select>
    </div>
  )
}

/** A submit button; its words are a verb. */
export function Button(props: { kind?: 'primary' | 'plain' | 'danger'; name?: string; value?: string; children: ComponentChildren }) {
  return <button type="submit" class={`button button-${props.kind ?? 'primary'}`} name={props.name} value={props.value}>{props.children}</button>
}

/** A link that looks like a button, for going somewhere rather than doing something. */
export function ButtonLink(props: { href: string; kind?: 'primary' | 'plain'; children: ComponentChildren }) {
  return <a class={`button button-${props.kind ?? 'primary'}`} href={webAddress(props.href) ?? '/'}>{props.children}</a>
}
