// What every page of the account settings has: a title, a way back to the others, and the question for the password.
import type { ComponentChildren } from 'preact'
import type { FormState } from '../props/page.ts'
import { Field } from './form.tsx'
import { Link } from './link.tsx'
import { usePage } from './page-context.tsx'

/** A page of the settings. */
export function SettingsFrame(props: { title: string; lead?: string; back?: string; children: ComponentChildren }) {
  const { w: { settingsPage: w } } = usePage()
  return (
    <>
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
      {props.children}
      <p><Link href={props.back ?? '/auth/edit'}>{props.back ? w.back : w.all}</Link></p>
    </>
  )
}

/** Asks for the password again; `id` where a page asks more than once. */
export function CurrentPassword({ form, id }: { form: FormState<'current_password'>; id?: string }) {
  const { w: { settingsPage: w } } = usePage()
  return (
    <Field name="current_password" {...id ? { id: `field-password-${id}` } : {}} type="password" label={w.currentPassword}
      error={form.errors?.current_password} required autocomplete="current-password" literal />
  )
}
