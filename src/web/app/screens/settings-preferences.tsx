// /settings/preferences: what new posts begin with, how posts are shown, and how this device looks.
import type { ComponentChildren } from 'preact'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { looks } from '../../props/look.ts'
import type { ReadingSettings } from '../../props/start.ts'
import { boostsInHome, setBoostsInHome } from '../device.ts'
import { keysOn, setKeys } from '../keys.ts'
import { LanguageTicks } from '../people/dialogs.tsx'
import { languageChoices } from '../people/languages.ts'
import { loadPreferences, posting, reading, setPosting, setReading } from '../settings/preferences.ts'
import { listOf } from '../store/list.ts'
import { look, setLook } from '../theme.ts'

export const prepare = (): Promise<void> => loadPreferences()

const AUDIENCES = ['public', 'unlisted', 'private'] as const
const QUOTERS = ['public', 'followers', 'nobody'] as const
const MEDIA = ['default', 'show_all', 'hide_all'] as const

export function Screen() {
  const { w: { ownSettings: { preferences: w } } } = usePage()
  return (
    <>
      <ScreenBar title={w.title} />
      <div class="settings-page">
        <section class="form"><h2>{w.device}</h2><p class="hint">{w.at}</p><OnThisDevice /></section>
        <section class="form"><h2>{w.posting}</h2><p class="hint">{w.everywhere}</p><WhenWriting /></section>
        <section class="form"><h2>{w.reading}</h2><p class="hint">{w.everywhere}</p><WhenReading /></section>
      </div>
    </>
  )
}

function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  return <label class="tick"><input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} /><span>{label}</span></label>
}

function Select({ id, label, value, onChange, children }: { id: string; label: string; value: string; onChange: (value: string) => void; children: ComponentChildren }) {
  return <div class="field"><label for={id}>{label}</label><select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>{children}</select></div>
}

/** One of a few, side by side. */
function Choices<T extends string>({ name, legend, words, value, all, onChange }: { name: string; legend: string; words: Record<string, string>; value: T; all: readonly T[]; onChange: (value: T) => void }) {
  return (
    <fieldset class="choices"><legend>{legend}</legend>
      {all.map((one) => <label key={one}><input type="radio" name={name} value={one} checked={one === value} onChange={() => onChange(one)} /><span>{words[one]}</span></label>)}
    </fieldset>
  )
}

/** Lists that were fetched under the old choice are asked for anew. */
function showBoosts(on: boolean): void {
  setBoostsInHome(on)
  listOf({ key: 'home', path: '/api/v1/timelines/home', accept: (status) => boostsInHome.peek() || !status.reblog }).forget()
}

function OnThisDevice() {
  const { w: { ownSettings: { preferences: w } } } = usePage()
  const { theme, contrast, text, motion } = look.value
  return (
    <>
      <Choices name="theme" legend={w.theme} words={w.themes} value={theme} all={looks.theme} onChange={(one) => setLook({ theme: one })} />
      <Choices name="text" legend={w.text} words={w.texts} value={text} all={looks.text} onChange={(one) => setLook({ text: one })} />
      <div>
        <Tick label={w.contrast} checked={contrast === 'more'} onChange={(on) => setLook({ contrast: on ? 'more' : 'system' })} />
        <Tick label={w.motion} checked={motion === 'reduce'} onChange={(on) => setLook({ motion: on ? 'reduce' : 'system' })} />
        <Tick label={w.boosts} checked={boostsInHome.value} onChange={showBoosts} />
        <Tick label={w.keys} checked={keysOn.value} onChange={setKeys} />
        <p><a href="/keyboard-shortcuts">{w.keysAll}</a></p>
      </div>
    </>
  )
}

function WhenWriting() {
  const { w: { ownSettings: { preferences: w }, post, lang } } = usePage()
  const { privacy, sensitive, language, quote_policy: quote } = posting.value
  return (
    <>
      <Select id="audience" label={w.audience} value={privacy} onChange={(value) => void setPosting({ privacy: value })}>
        {AUDIENCES.map((one) => <option key={one} value={one}>{post.audience[one]}</option>)}
      </Select>
      <Select id="language" label={w.language} value={language ?? ''} onChange={(value) => void setPosting({ language: value || null })}>
        <option value="">{w.asPage}</option>
        {languageChoices(lang, language ? [language] : []).map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
      </Select>
      <Select id="quoters" label={w.quote} value={quote} onChange={(value) => void setPosting({ quote_policy: value })}>
        {QUOTERS.map((one) => <option key={one} value={one}>{w.quotes[one]}</option>)}
      </Select>
      <Tick label={w.sensitive} checked={sensitive} onChange={(on) => void setPosting({ sensitive: on })} />
    </>
  )
}

function WhenReading() {
  const { w: { ownSettings: { preferences: w }, lang } } = usePage()
  const { expandMedia, expandWarnings, autoplayGifs, languages } = reading.value
  const choose = (event: Event): void => {
    const codes = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLInputElement>('input:checked')].map((one) => one.value)
    void setReading({ languages: codes })
  }
  return (
    <>
      <Choices<ReadingSettings['expandMedia']> name="media" legend={w.media} words={w.medias} value={expandMedia} all={MEDIA} onChange={(one) => void setReading({ expandMedia: one })} />
      <div>
        <Tick label={w.warnings} checked={expandWarnings} onChange={(on) => void setReading({ expandWarnings: on })} />
        <Tick label={w.gifs} checked={autoplayGifs} onChange={(on) => void setReading({ autoplayGifs: on })} />
      </div>
      <details class="asked"><summary>{w.languages}</summary><p class="hint">{w.languagesHint}</p>
        <div onChange={choose}><LanguageTicks chosen={languages} lang={lang} legend={w.languages} /></div>
      </details>
    </>
  )
}
