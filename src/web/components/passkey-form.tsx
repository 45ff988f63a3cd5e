// A form that only a script can fill in. It comes hidden, and the script shows it where the browser knows passkeys.
import type { ComponentChildren } from 'preact'
import type { PasskeyForm } from '../props/account-settings.ts'
import { webAddress } from './link.tsx'

/** The hidden box with its form; `failed` is said when the browser gave nothing. The children hold the button. */
export function PasskeyBox(props: { form: PasskeyForm; failed: string; isNew?: boolean; children: ComponentChildren }) {
  const { form } = props
  return (
    <section data-passkeys hidden>
      <form method="post" action={webAddress(form.action) ?? ''} class="form" data-passkey={props.isNew ? 'new' : 'get'} data-options={form.options}>
        <input type="hidden" name="csrf" value={form.csrf} />
        {Object.entries(form.hidden ?? {}).map(([name, value]) => typeof value === 'string' ? <input type="hidden" name={name} value={value} /> : null)}
        <input type="hidden" name="credential" value="" />
        {props.children}
        <p class="error" role="alert" data-failed hidden>{props.failed}</p>
      </form>
      {webAddress(form.script) ? <script type="module" src={webAddress(form.script)} /> : null}
    </section>
  )
}
