// Choosing one of a few: radio buttons with a sentence each, and native selects.
import type { ComponentChildren } from 'preact'

export interface ChoiceOption {
  value: string
  label: string
  about?: string
}

/** Radio buttons, one under another. */
export function Choices(props: { name: string; legend: string; options: ChoiceOption[]; value: string; error?: string }) {
  return (
    <fieldset class={props.error ? 'choices field-wrong' : 'choices'}>
      <legend>{props.legend}</legend>
      {props.options.map(({ value, label, about }) => {
        const id = `choice-${props.name}-${value}`
        return (
          <label class="choice" for={id}>
            <input type="radio" id={id} name={props.name} value={value} checked={value === props.value} autocomplete="off" />
            <span><span class="choice-label">{label}</span>{about ? <span class="hint">{about}</span> : null}</span>
          </label>
        )
      })}
      {props.error ? <p class="error">{props.error}</p> : null}
    </fieldset>
  )
}

/** A native select with its label. */
export function Select(props: { name: string; label: string; options: readonly (readonly [value: string, label: string])[]; value: string; error?: string }) {
  const id = `field-${props.name}`
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name} autocomplete="off" aria-describedby={props.error ? `${id}-error` : undefined}>
        {props.options.map(([value, label]) => <option value={value} selected={value === props.value}>{label}</option>)}
      </select>
      {props.error ? <p class="error" id={`${id}-error`}>{props.error}</p> : null}
    </div>
  )
}

/** Boxes to tick under one heading, posted as `name[]`. */
export function Ticks(props: { name: string; legend: string; options: string[] }) {
  return (
    <fieldset class="choices">
      <legend>{props.legend}</legend>
      {props.options.map((text, i) => (
        <label class="choice" for={`tick-${props.name}-${i}`}>
          <input type="checkbox" id={`tick-${props.name}-${i}`} name={`${props.name}[]`} value={text} />
          <span dir="auto">{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A button of a form that does something on the way, and does not ask for the rest to be right yet. */
export function StepButton(props: { value: string; label?: string; children: ComponentChildren }) {
  return <button type="submit" class="button button-plain button-small" name="do" value={props.value} formnovalidate aria-label={props.label}>{props.children}</button>
}
