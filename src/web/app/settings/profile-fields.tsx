// The lines of a profile: a label and what it says, in order; links that lead back are checked.
import { usePage } from '../../components/page-context.tsx'
import { Icon } from '../../components/icon.tsx'
import { toast } from '../components/toast.tsx'
import { start } from '../start.ts'
import { type Draft, edit, type Field, kept } from './own-profile.ts'

const MOST = 4

export function ProfileFields({ fields }: Pick<Draft, 'fields'>) {
  const { w: { ownSettings: { profile: w } }, f } = usePage()
  const set = (at: number, change: Partial<Field>): void => edit({ fields: fields.map((one, index) => index === at ? { ...one, ...change } : one) })
  const moveUp = (at: number): void => {
    const [before, one] = [fields[at - 1], fields[at]]
    if (before && one) edit({ fields: fields.with(at - 1, one).with(at, before) })
  }
  return (
    <fieldset class="field"><legend>{w.fields}</legend>
      <p class="hint">{w.fieldsHint}</p>
      {fields.map((one, at) => {
        const n = f.number(at + 1)
        return (
          <div key={at} class="profile-line">
            <input aria-label={w.fieldName(n)} placeholder={w.fieldName(n)} dir="auto" maxLength={255} value={one.name} onInput={(event) => set(at, { name: event.currentTarget.value })} />
            <input aria-label={w.fieldValue(n)} placeholder={w.fieldValue(n)} dir="auto" maxLength={255} value={one.value} onInput={(event) => set(at, { value: event.currentTarget.value })} />
            <span class="line-acts">
              {at > 0 ? <button type="button" class="tool" aria-label={w.up(n)} onClick={() => moveUp(at)}><Icon name="up" /></button> : null}
              <button type="button" class="tool" aria-label={w.removeField(n)} onClick={() => edit({ fields: fields.filter((_one, index) => index !== at) })}><Icon name="close" /></button>
            </span>
            <Checked field={one} />
          </div>
        )
      })}
      {fields.length < MOST ? <p><button type="button" class="button button-plain small" onClick={() => edit({ fields: [...fields, { name: '', value: '' }] })}>{w.addField}</button></p> : null}
      {fields.some((one) => one.value.trim().startsWith('https://')) ? <LinkBack /> : null}
    </fieldset>
  )
}

/** Said of links only, and of what is saved. */
function Checked({ field }: { field: Field }) {
  const { w: { ownSettings: { profile: w } }, f } = usePage()
  const saved = kept.value?.fields.find((one) => one.name === field.name && one.value === field.value)
  if (!saved || !saved.value.startsWith('https://')) return null
  return saved.verified_at ? <p class="verified-note"><Icon name="check" />{w.checked(f.date(saved.verified_at))}</p> : <p class="hint">{w.unchecked}</p>
}

function LinkBack() {
  const { w: { ownSettings: { profile: w }, app } } = usePage()
  const code = `<a rel="me" href="${start.me.url ?? ''}">${start.community.name}</a>`
  const copy = (): void => { navigator.clipboard.writeText(code).then(() => toast({ text: app.done.copied }), () => {}) }
  return <div class="link-back"><p class="hint">{w.linkBack}</p><p class="buttons"><code class="code">{code}</code><button type="button" class="button button-plain small" onClick={copy}>{w.copy}</button></p></div>
}
