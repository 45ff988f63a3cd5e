// /settings/profile: who the member says they are. What is typed stays on this device until it is saved.
import { useSignal } from '@preact/signals'
import { profilePath } from '../../components/link.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { Notice } from '../../components/notice.tsx'
import { usePage } from '../../components/page-context.tsx'
import { failureText } from '../actions/report-failure.ts'
import { toast } from '../components/toast.tsx'
import { FeaturedTags } from '../settings/featured-tags.tsx'
import { type Draft, draft, draftOf, dropDraft, edit, kept, loadProfile, saveProfile } from '../settings/own-profile.ts'
import { PictureField } from '../settings/pictures.tsx'
import { ProfileFields } from '../settings/profile-fields.tsx'
import { start } from '../start.ts'

const ABOUT = 500
const NAME = 30

export const prepare = (): Promise<void> => loadProfile()

export function Screen() {
  const { w: { ownSettings: { profile: w } } } = usePage()
  const typed = draft.value ?? (kept.value ? draftOf(kept.value) : null)
  return (
    <>
      <ScreenBar title={w.title}><a class="button button-plain small" href={profilePath(start.me.acct)}>{w.see}</a></ScreenBar>
      {typed ? <div class="settings-page"><PictureField kind="header" /><PictureField kind="avatar" /><ProfileForm typed={typed} /><FeaturedTags /></div> : null}
    </>
  )
}

const lengthOf = (text: string): number => [...new Intl.Segmenter().segment(text)].length

function ProfileForm({ typed }: { typed: Draft }) {
  const { w: { ownSettings: { profile: w, ...all }, people: { cancel } } } = usePage()
  const wrong = useSignal<string | null>(null)
  const saving = useSignal(false)
  const changed = draft.value !== null
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    saving.value = true
    wrong.value = null
    await saveProfile().then(() => toast({ text: all.saved }), (error: unknown) => { wrong.value = `${all.failed} ${failureText(error)}` })
    saving.value = false
  }
  return (
    <form class="form" onSubmit={(event) => void save(event)}>
      <div class="field"><label for="display-name">{w.name}</label><p class="hint" id="name-hint">{w.nameHint}</p>
        <input id="display-name" dir="auto" autocomplete="name" aria-describedby="name-hint" value={typed.display_name} onInput={(event) => edit({ display_name: event.currentTarget.value })} /><Left used={lengthOf(typed.display_name)} of={NAME} /></div>
      <div class="field"><label for="about">{w.about}</label><p class="hint" id="about-hint">{w.aboutHint}</p>
        <textarea id="about" dir="auto" rows={4} aria-describedby="about-hint" value={typed.note} onInput={(event) => edit({ note: event.currentTarget.value })} /><Left used={lengthOf(typed.note)} of={ABOUT} /></div>
      <ProfileFields fields={typed.fields} />
      <Descriptions typed={typed} />
      <Finding typed={typed} />
      <div class="field"><label for="attribution">{w.attribution}</label><p class="hint" id="attribution-hint">{w.attributionHint}</p>
        <textarea id="attribution" dir="ltr" rows={2} spellcheck={false} autocapitalize="none" aria-describedby="attribution-hint" value={typed.attribution_domains.join('\n')}
          onInput={(event) => edit({ attribution_domains: event.currentTarget.value.split(/\s+/) })} /></div>
      <div class="save-bar">
        {wrong.value ? <Notice kind="danger">{wrong.value}</Notice> : null}
        <p class="buttons"><button type="submit" class="button button-primary" disabled={!changed || saving.value}>{saving.value ? all.saving : all.save}</button>
          {changed ? <><button type="button" class="button button-plain" onClick={dropDraft}>{cancel}</button><span class="muted" role="status">{all.unsaved}</span></> : null}</p>
      </div>
    </form>
  )
}

/** From 80 % on: how much is left, or too much. */
function Left({ used, of }: { used: number; of: number }) {
  const { w: { ownSettings: { profile: w } }, f } = usePage()
  if (used < of * 0.8) return null
  return <p class={used > of ? 'error' : 'hint'} role="status">{used > of ? w.over(f.number(used - of)) : w.left(f.number(of - used))}</p>
}

function Descriptions({ typed }: { typed: Draft }) {
  const { w: { ownSettings: { profile: w } } } = usePage()
  const shown = (['avatar', 'header'] as const).filter((kind) => kept.value?.[kind])
  return <>{shown.map((kind) => (
    <div key={kind} class="field"><label for={`describe-${kind}`}>{w.describe[kind]}</label><p class="hint" id={`describe-${kind}-hint`}>{w.describeHint}</p>
      <input id={`describe-${kind}`} dir="auto" maxLength={150} aria-describedby={`describe-${kind}-hint`} value={typed[`${kind}_description`]} onInput={(event) => edit({ [`${kind}_description`]: event.currentTarget.value })} /></div>
  ))}</>
}

function Finding({ typed }: { typed: Draft }) {
  const { w: { ownSettings: { profile: w } } } = usePage()
  const lines = [
    ['locked', w.locked, w.lockedHint], ['discoverable', w.discoverable, w.discoverableHint], ['indexable', w.indexable, w.indexableHint],
    ['hide_collections', w.hide, w.hideHint], ['show_media', w.media, ''], ['show_featured', w.featured, ''], ['bot', w.bot, w.botHint],
  ] as const
  return (
    <fieldset class="field"><legend>{w.whoFinds}</legend>
      {lines.map(([name, label, hint]) => (
        <label key={name} class="tick"><input type="checkbox" checked={Boolean(typed[name])} onChange={(event) => edit({ [name]: event.currentTarget.checked })} /><span>{label}{hint ? <span class="hint"> {hint}</span> : null}</span></label>
      ))}
    </fieldset>
  )
}
