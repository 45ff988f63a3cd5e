// Setting a community up, a step a page, and the same sheets later one by one under the settings.
import { SheetFields } from '../components/community-sheets.tsx'
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { webAddress } from '../components/link.tsx'
import { EnterButton } from '../components/list-editor.tsx'
import { usePage } from '../components/page-context.tsx'
import type { SettingsSheetProps, SetupProps } from '../props/setup.ts'
import { setupWordsFor } from '../words/setup-catalogue.ts'
import { staffDocument } from './admin/staff-frame.tsx'

/** GET /setup/CODE, /setup/joining, … */
export function setupPage(props: SetupProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: setupWordsFor(w.lang).setupPage.title, noindex: true }, layout: 'form', main: <Setup {...props} />,
  }))
}

function Setup({ steps, back, form, content, minPasswordLength }: SetupProps) {
  const { w: { lang }, f } = usePage()
  const w = setupWordsFor(lang).setupPage
  const at = steps.findIndex(({ state }) => state === 'now')
  const now = steps[at]?.name ?? 'name'
  const go = at === steps.length - 1 ? w.finish : w.next
  return (
    <>
      <p class="muted">{w.title} · {w.progress(f.number(at + 1), f.number(steps.length))}</p>
      <Progress steps={steps} />
      <h1>{w.steps[now]}</h1>
      <p class="lead">{w.leads[now]}</p>
      <Form form={form} upload={content.sheet === 'looks'}>
        <EnterButton>{go}</EnterButton>
        <SheetFields content={content} form={form} minPasswordLength={minPasswordLength} />
        <p class="buttons">
          <Button name="do" value="next">{go}</Button>
          {back === null ? null : <ButtonLink href={back} kind="plain">{w.back}</ButtonLink>}
        </p>
      </Form>
      {at > 1 ? <p class="muted">{w.later}</p> : null}
    </>
  )
}

/** A dot a step, with its words for those who cannot see dots. */
function Progress({ steps }: Pick<SetupProps, 'steps'>) {
  const { w: { lang } } = usePage()
  const w = setupWordsFor(lang).setupPage
  const words = { done: w.done, now: w.now, 'to-come': w.toCome, 'not-needed': w.notNeeded }
  return (
    <ol class="progress" aria-label={w.stepsLabel}>{steps.map(({ name, state, url }) => {
      const inside = <><span class="progress-dot">{state === 'done' ? <Icon name="check" /> : null}</span><span class="hidden">{w.steps[name]}, {words[state]}</span></>
      return <li class={`progress-${state}`} aria-current={state === 'now' ? 'step' : undefined}>{url === null ? inside : <a href={webAddress(url)} title={w.steps[name]}>{inside}</a>}</li>
    })}</ol>
  )
}

/** GET /admin/settings[/…]. */
export function settingsSheetPage(props: SettingsSheetProps): string {
  return staffDocument(props, () => setupWordsFor(props.page.lang).settingsSheets.title, <SettingsSheet {...props} />)
}

/** The sheet itself, with the way to the others. */
function SettingsSheet({ tabs, form, content }: SettingsSheetProps) {
  const { w: { lang } } = usePage()
  const { settingsSheets: w, sheet } = setupWordsFor(lang)
  return (
    <>
      <h1>{w.title}</h1>
      <nav class="pills" aria-label={w.tabsLabel}>{tabs.map(({ name, url, current }) =>
        <a href={webAddress(url)} aria-current={current ? 'page' : undefined}>{w.tabs[name] ?? name}</a>)}</nav>
      <Form form={form} upload={content.sheet === 'looks'}>
        <EnterButton>{sheet.save}</EnterButton>
        <SheetFields content={content} form={form} />
        <p class="buttons"><Button name="do" value="next">{sheet.save}</Button></p>
      </Form>
      {content.sheet === 'joining' ? <p><a href="/invites">{w.ownInvitations}</a></p> : null}
    </>
  )
}
